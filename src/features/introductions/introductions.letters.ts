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
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Letter, LetterData, LetterWords } from '../../platform/mail/letter.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { addressIn } from '../../platform/mail/travel.js'
import type { Written } from '../../platform/mail/written-letter.js'
import { paths } from '../../paths.js'
import type { Score } from '../../scoring/score.js'
import type { Needs } from './introductions.actions.js'
import { calendarFor, callInWords } from './call.letters.js'
import { proposedCalls } from './call.model.js'
import { letterAbout, linkExpires, linkPurpose, subjectOf } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

/** A letter names this many reasons; the page behind its link has them all. */
const reasonsInLetter = 4

const localeOf = (language: string) => (isLocale(language) ? language : defaultLocale)

/** The link by which one side answers: the same in every letter to one person. */
export function answerLink(
  { config, links }: Needs,
  { id, answersUntil, sides }: Introduction,
  side: Side,
): string {
  const subject = subjectOf(id, side, sides[side].linkGeneration)
  const token = links.sign(linkPurpose, subject, linkExpires(answersUntil))
  return config.publicUrl + paths.introduction(localeOf(sides[side].language), token)
}

/** The other side on one page, which everybody may read, in the reader's language. */
export const profileLink = ({ config }: Pick<Needs, 'config'>, { sides }: Addressed, side: Side): string =>
  config.publicUrl + paths.profile(localeOf(sides[side].language), sides[otherSide(side)].communityId)

/** What a letter must know of whom it goes to. */
interface Addressed {
  sides: Record<Side, { communityId: string; contactName: string; language: string }>
}

/** Both communities in the language of the side that is written to. */
export async function pairInWords(
  trx: Trx | Db,
  { sides }: Addressed,
  side: Side,
  others: readonly string[] = [],
) {
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

/** Queues a letter to one side, in the words of its language. */
export async function send(
  trx: Trx,
  ctx: Needs,
  { id, sides }: Introduction,
  side: Side,
  words: LetterWords & Pick<Letter, 'replyTo' | 'written' | 'calendar'>,
): Promise<void> {
  const { contactName: name, contactEmail: email } = sides[side]
  await queueLetter(trx, ctx, { ...words, to: { name, email }, about: letterAbout(id, side) })
}

/** What is known only when an introduction's letter leaves, or is only chosen then. */
export type WhenSent = Pick<LetterData['introduction'], 'link' | 'profile' | 'until' | 'signer'>

/** The introduction's letter to one side, in its language. */
export async function introductionWords(
  trx: Trx | Db,
  addressed: Addressed,
  side: Side,
  score: Score,
  whenSent: WhenSent,
) {
  const { wording, community, names, theirCountry } = await pairInWords(
    trx,
    addressed,
    side,
    communitiesIn(score),
  )
  const reasons = [...fitInWords(score, side, wording).asWished, ...speakingFor(score, wording)]
  return {
    letter: 'introduction' as const,
    locale: wording.locale,
    data: {
      ...names,
      theirCountry,
      theirAbout: factLines(community, wording),
      reasons: reasons.slice(0, reasonsInLetter),
      fits: fitLines(score, wording),
      ...whenSent,
    },
  }
}

export async function sendIntroduction(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
  score: Score,
  signer: string,
  written?: Written,
): Promise<void> {
  const link = answerLink(ctx, introduction, side)
  const profile = profileLink(ctx, introduction, side)
  const whenSent = { link, profile, until: introduction.answersUntil, signer }
  const words = await introductionWords(trx, introduction, side, score, whenSent)
  await send(trx, ctx, introduction, side, { ...words, written })
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
    data: {
      ...names,
      link: answerLink(ctx, introduction, side),
      profile: profileLink(ctx, introduction, side),
      until: introduction.answersUntil,
    },
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
  { changed } = { changed: false },
): Promise<void> {
  const { wording, names, theirCountry } = await pairInWords(trx, introduction, side)
  const { contactName, contactEmail } = introduction.sides[otherSide(side)]
  const calls = proposedCalls(introduction, ctx.clock.now())
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-connected',
    locale: wording.locale,
    data: {
      ...names,
      theirCountry,
      contactName,
      contactEmail,
      changed,
      profile: profileLink(ctx, introduction, side),
      words: sharedWords(introduction, side),
      office: addressIn(ctx.config.mail.replyTo),
      calls: calls.map((call) => callInWords(introduction, call, wording)),
    },
    calendar: calls[0] && calendarFor(ctx, introduction, calls[0], wording),
    // Whoever answers this letter writes to the other side.
    replyTo: { name: contactName, email: contactEmail },
  })
}

export async function sendResting(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
): Promise<void> {
  const { wording, names } = await pairInWords(trx, introduction, side)
  const { restUntil } = introduction
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-resting',
    locale: wording.locale,
    data: {
      ...names,
      answered: introduction.sides[side].answer !== null,
      words: sharedWords(introduction, side),
      again: restUntil === null ? undefined : new Date(`${restUntil}T12:00:00Z`),
    },
  })
}

const sendEnd =
  (letter: 'introduction-stopped' | 'introduction-closed') =>
  async (trx: Trx, ctx: Needs, introduction: Introduction, side: Side): Promise<void> => {
    const { wording, names } = await pairInWords(trx, introduction, side)
    await send(trx, ctx, introduction, side, {
      letter,
      locale: wording.locale,
      data: { ...names, words: sharedWords(introduction, side) },
    })
  }

export const sendStopped = sendEnd('introduction-stopped')
export const sendClosed = sendEnd('introduction-closed')
