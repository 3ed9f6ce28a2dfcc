// The letters an approval would send today: each side's original, what staff made of it, and who may sign.
import type { AppContext } from '../../context.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { openLetter } from '../../platform/mail/render-letter.js'
import { contactsOf, type Contact } from '../contacts/index.js'
import { introductionWords, profileLink } from '../introductions/index.js'
import { answersWithin } from '../introductions/introductions.model.js'
import { placeNames, wordingIn, type Wording } from '../pairs/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { paths } from '../../paths.js'
import { digestOf, digestOfSending, type EditedLetter, type Original } from './approval-letters.model.js'
import { editedLetters, signers, type EditedLetters } from './approval-letters.queries.js'
import { roundOf } from './proposals-of-rounds.queries.js'
import { scoreOf, type HeldProposal, type OneProposal } from './proposals.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config'>

/** A letter as it would be sent today: its data, and its words with places for what is not known yet. */
export interface SideLetter {
  contact: Contact
  words: Awaited<ReturnType<typeof introductionWords>>
  original: Original
}
export type SideLetters = Partial<Record<Side, SideLetter>>

/** In a preview nobody's link may work. */
const noToken = '…'

/** The letters to those sides that have a contact. */
export async function lettersToday(
  { db, clock, config }: Needs,
  proposal: OneProposal | HeldProposal,
  contacts: readonly Contact[],
  by: string,
): Promise<SideLetters> {
  const round = await roundOf(db, proposal.roundId)
  const until = later(clock.now(), days(round?.closeAfterDays ?? answersWithin))
  const score = scoreOf(proposal)
  const contactOf = (communityId: string) => contacts.find((each) => each.communityId === communityId)
  const addressed = (communityId: string) => {
    const contact = contactOf(communityId)
    return { communityId, contactName: contact?.name ?? '', language: contact?.language ?? '' }
  }
  const pair = { ua: addressed(proposal.uaId), foreign: addressed(proposal.foreignId) }
  const letters: SideLetters = {}
  for (const side of sides) {
    const contact = contactOf(pair[side].communityId)
    if (!contact) continue
    const link = config.publicUrl + paths.introduction(contact.language, noToken)
    const profile = profileLink({ config }, { sides: pair }, side)
    const whenSent = { link, profile, until, signer: by }
    const words = await introductionWords(db, { sides: pair }, side, score, whenSent)
    letters[side] = { contact, words, original: openLetter(words) }
  }
  return letters
}

/** For each side a digest of what an approval would send to it, as the page of a proposal shows it. */
export const sendingsOf = (letters: SideLetters, edited: EditedLetters): string[] =>
  sides.map((side) => {
    const letter = letters[side]
    return letter ? digestOfSending(letter.contact, letter.original, edited[side]) : ''
  })

export interface LettersFile {
  proposal: OneProposal
  letters: SideLetters
  edited: EditedLetters
  signers: Awaited<ReturnType<typeof signers>>
  wording: Wording
}

/** All that the page of the letters is made of. */
export async function lettersFile(
  ctx: Needs,
  locale: Locale,
  proposal: OneProposal,
  by: string,
): Promise<LettersFile> {
  const { db } = ctx
  const { id, uaId, foreignId, regionCode } = proposal
  const contacts = await contactsOf(db, [uaId, foreignId])
  return {
    proposal,
    letters: await lettersToday(ctx, proposal, contacts, by),
    edited: await editedLetters(db, id),
    signers: await signers(db, regionCode),
    wording: wordingIn(locale, await placeNames(db, [uaId, foreignId])),
  }
}

/** Whether the letter somebody edited would be written otherwise today. */
export const isOutdated = (edited: EditedLetter, letter: SideLetter): boolean =>
  edited.original !== digestOf(letter.original)
