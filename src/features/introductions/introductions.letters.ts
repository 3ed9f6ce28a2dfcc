// The letters of an introduction, each to one side in that side's language, queued in the transaction
// that causes them.
import {
  communitiesIn,
  communityFacts,
  factLines,
  fitInWords,
  fitLines,
  placeNames,
  speakingFor,
  wordingIn,
} from '../pairs/index.js'
import { otherSide, type Side } from '../pairs/pairs.model.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import type { Trx } from '../../platform/db/connect.js'
import type { LetterWords } from '../../platform/mail/letter.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { paths } from '../../paths.js'
import type { Score } from '../../scoring/score.js'
import type { Needs } from './introductions.actions.js'
import { letterAbout, linkExpires, linkPurpose, subjectOf } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

/** A letter names this many reasons; the page behind its link has them all. */
const reasonsInLetter = 4

const localeOf = (language: string) => (isLocale(language) ? language : defaultLocale)

/** The link by which one side answers: the same in every letter of an introduction. */
function answerLink({ config, links }: Needs, { id, answersUntil, sides }: Introduction, side: Side): string {
  const token = links.sign(linkPurpose, subjectOf(id, side), linkExpires(answersUntil))
  return config.publicUrl + paths.introduction(localeOf(sides[side].language), token)
}

async function pairInWords(trx: Trx, { sides }: Introduction, side: Side, others: readonly string[] = []) {
  const [ours, theirs] = [sides[side].communityId, sides[otherSide(side)].communityId]
  const wording = wordingIn(localeOf(sides[side].language), await placeNames(trx, [ours, theirs, ...others]))
  const community = (await communityFacts(trx, [theirs])).get(theirs)
  if (!community) throw new Error(`There is no community ${theirs}`)
  return {
    wording,
    community,
    names: {
      name: sides[side].contactName,
      ours: wording.names.community(ours),
      theirs: wording.names.community(theirs),
    },
    theirCountry: wording.names.country(community.country),
  }
}

async function send(
  trx: Trx,
  ctx: Needs,
  { id, sides }: Introduction,
  side: Side,
  words: LetterWords,
): Promise<void> {
  const { contactName: name, contactEmail: email } = sides[side]
  await queueLetter(trx, ctx, { ...words, to: { name, email }, about: letterAbout(id, side) })
}

export async function sendIntroduction(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
  score: Score,
  signer: string,
): Promise<void> {
  const { wording, community, names, theirCountry } = await pairInWords(
    trx,
    introduction,
    side,
    communitiesIn(score),
  )
  const reasons = [...fitInWords(score, side, wording).asWished, ...speakingFor(score, wording)]
  await send(trx, ctx, introduction, side, {
    letter: 'introduction',
    locale: wording.locale,
    data: {
      ...names,
      theirCountry,
      theirAbout: factLines(community, wording),
      reasons: reasons.slice(0, reasonsInLetter),
      fits: fitLines(score, wording),
      link: answerLink(ctx, introduction, side),
      until: introduction.answersUntil,
      signer,
    },
  })
}

export async function sendReminder(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
): Promise<void> {
  const { wording, names } = await pairInWords(trx, introduction, side)
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-reminder',
    locale: wording.locale,
    data: { ...names, link: answerLink(ctx, introduction, side), until: introduction.answersUntil },
  })
}

/** The other side's words, if their writer allowed it. */
const sharedWords = ({ sides }: Introduction, side: Side): string | undefined => {
  const { words, shareWords } = sides[otherSide(side)]
  return shareWords && words ? words : undefined
}

export async function sendConnected(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
): Promise<void> {
  const { wording, names, theirCountry } = await pairInWords(trx, introduction, side)
  const { contactName, contactEmail } = introduction.sides[otherSide(side)]
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-connected',
    locale: wording.locale,
    data: { ...names, theirCountry, contactName, contactEmail, words: sharedWords(introduction, side) },
  })
}

const sendEnd =
  (letter: 'introduction-resting' | 'introduction-closed') =>
  async (trx: Trx, ctx: Needs, introduction: Introduction, side: Side): Promise<void> => {
    const { wording, names } = await pairInWords(trx, introduction, side)
    await send(trx, ctx, introduction, side, {
      letter,
      locale: wording.locale,
      data: { ...names, words: sharedWords(introduction, side) },
    })
  }

export const sendResting = sendEnd('introduction-resting')
export const sendClosed = sendEnd('introduction-closed')
