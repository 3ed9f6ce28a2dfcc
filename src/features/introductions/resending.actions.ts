// A side's letter once more, to the same person or to another one: the letter that asks, and after both said
// yes the one by which they learn each other's contact.
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { untouched } from '../../platform/mail/written-letter.js'
import { contactsHeld, saveContact } from '../contacts/index.js'
import { storedScore } from '../pairs/index.js'
import { otherSide, sides, type Side } from '../pairs/pairs.model.js'
import { keepLettersUseful, retireLetters, signerName } from './asking.queries.js'
import type { Needs } from './introductions.actions.js'
import { sendConnected, sendIntroduction } from './introductions.letters.js'
import { awaitedAfterAsking } from './introductions.model.js'
import { approvedScore, type Introduction } from './introductions.queries.js'
import { already, askedLast, done, held, over, type By } from './tending.actions.js'
import type { ResendForm } from './tending.forms.js'
import { sendFollowUp } from './tending.letters.js'
import { changeIntroduction, changeSide } from './tending.queries.js'

/** Whether a side's letter can be sent again: it has not answered, or both said yes and nobody has left. */
export const mayResend = ({ state, sides: both }: Introduction, side: Side): boolean =>
  state === 'connected'
    ? sides.every((each) => both[each].contactEmail !== '')
    : state === 'awaiting' && both[side].answer === null && both[otherSide(side)].answer !== 'no'

/** To another person it goes with a link of their own; the first one's link ends. */
export const resendLetter = (ctx: Needs, id: string, by: By, { side, ...form }: ResendForm) =>
  held(ctx, id, async (trx, introduction) => {
    const before = introduction.sides[side]
    const what = { introduction: id, side }
    const asks = introduction.state === 'awaiting'
    if (asks && before.answer !== null) return { ...over, did: 'answered' }
    if (!mayResend(introduction, side)) return over
    if (askedLast(introduction, side).toISOString() !== form.seen)
      return already(trx, what, by, 'resent', ['resent', 'readdressed'])
    const at = ctx.clock.now()
    const another = form.email.toLowerCase() !== before.contactEmail.toLowerCase()
    const change = {
      contactName: form.name,
      contactEmail: form.email,
      language: form.language,
      askedAt: at,
      remindedAt: asks ? null : before.remindedAt,
      linkGeneration: before.linkGeneration + (another ? 1 : 0),
    }
    await changeSide(trx, before, change)
    if (form.keep) await keepContact(trx, before.communityId, form, by, at)
    await writeEvent(trx, at, { who: by.id, did: another ? 'readdressed' : 'resent', what })
    const fresh = { ...introduction, sides: { ...introduction.sides, [side]: { ...before, ...change } } }
    if (asks) await askAgain(trx, ctx, fresh, side, by, at)
    else await tellAgain(trx, ctx, fresh, side, another, at)
    return done
  })

/** The same letter as it was approved, signed by the same person; in another language nobody has edited it. */
async function askAgain(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
  by: By,
  at: Date,
): Promise<void> {
  await retireLetters(trx, introduction.id, side, at)
  const fresh = await withEnoughTime(trx, introduction, by, at)
  if (fresh.followUps > 0) return sendFollowUp(trx, ctx, fresh, side)
  const score = storedScore(await approvedScore(trx, fresh.proposalId))
  const { written, signerId, language } = fresh.sides[side]
  const signer = signerId === null ? undefined : await signerName(trx, signerId)
  const words = written?.language === language ? written : untouched
  await sendIntroduction(trx, ctx, fresh, side, score, signer ?? by.name, words)
}

/** Whoever is asked late must not be asked by tomorrow. */
async function withEnoughTime(trx: Trx, introduction: Introduction, by: By, at: Date): Promise<Introduction> {
  const answersUntil = awaitedAfterAsking(introduction, at)
  if (answersUntil <= introduction.answersUntil) return introduction
  const { id } = introduction
  await changeIntroduction(trx, id, { answersUntil })
  await keepLettersUseful(trx, introduction, answersUntil)
  const what = { introduction: id, until: dayInKyiv(answersUntil) }
  await writeEvent(trx, at, { who: by.id, did: 'extended', what })
  return { ...introduction, answersUntil }
}

/** The other side hears of it when the contact it was given is another one now. */
async function tellAgain(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
  another: boolean,
  at: Date,
): Promise<void> {
  for (const each of another ? sides : [side]) {
    await retireLetters(trx, introduction.id, each, at, ['introduction-connected'])
    await sendConnected(trx, ctx, introduction, each, { changed: each !== side })
  }
}

/** Whoever is written to from now on; what is known of the same person beside the address stays. */
async function keepContact(
  trx: Trx,
  communityId: string,
  { name, email, language }: Omit<ResendForm, 'side'>,
  by: By,
  at: Date,
): Promise<void> {
  const [known] = await contactsHeld(trx, [communityId])
  const same = known?.email.toLowerCase() === email.toLowerCase()
  const beside = same ? { office: known.office ?? null, phone: known.phone ?? null } : {}
  await saveContact(trx, { communityId, name, email, language, ...beside }, by.id, at)
}
