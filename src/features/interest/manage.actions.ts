// What a municipality does with its interest by the mailed link. One transaction each: the interest, what
// follows from it in the registry, the diary, the letter.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { forgetLettersTo } from '../../platform/mail/outbox.js'
import { later } from '../../platform/kit/clock.js'
import { accountByEmail, inviteWithin } from '../accounts/index.js'
import { contactsOf } from '../contacts/index.js'
import { declareIntent } from '../our-community/index.js'
import type { Answers } from './interest.forms.js'
import { stateAfter, type Step } from './interest.model.js'
import { holdAddress, interestForUpdate, saveInterest, type Interest } from './interest.queries.js'
import { columnsOf } from './interest.rows.js'
import { localeOf, sendAnswer } from './manage.letters.js'
import { canBeChanged, isAccepted, linksPerAddress, linkWindow, mostLinks } from './manage.model.js'
import { keepContact, keepProfile, nothingKnown, profileFrom } from './manage.profile.js'
import { countNewLinks, declarationFor, interestsOf } from './manage.queries.js'
import { dayInYears, declaredForYears } from './review.model.js'
import { withdraw } from './withdraw.actions.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

/** Nobody is signed in behind a mailed link. */
export const applicant = 'applicant'

const note = (trx: Trx, { clock }: Needs, did: string, what: Record<string, string>) =>
  writeEvent(trx, clock.now(), { who: applicant, did, what })

const inTransaction = <T>(ctx: Needs, id: string, act: (trx: Trx, interest: Interest) => Promise<T>) =>
  ctx.db.transaction().execute(async (trx) => {
    const interest = await interestForUpdate(trx, id)
    return interest && act(trx, interest)
  })

/** 'elsewhere': an accepted interest cannot become that of another municipality. */
export type Changed = 'changed' | 'resent' | 'elsewhere' | 'over'

/**
 * Takes new answers. A returned interest goes back to the staff with them; an accepted one is changed in
 * the registry at once. 'over' when nothing can be changed any more.
 */
export const changeInterest = (ctx: Needs, id: string, answers: Answers): Promise<Changed | undefined> =>
  inTransaction(ctx, id, async (trx, before) => {
    if (!canBeChanged(before.state)) return 'over'
    const isElsewhere = answers.town !== before.town || answers.country !== before.country
    if (isElsewhere && isAccepted(before.state)) return 'elsewhere'
    const resent = stateAfter(before.state, 'resend')
    const place = isElsewhere ? { communityId: null, geonamesId: null, lat: null, lon: null } : {}
    const given = { ...columnsOf(answers), ...place }
    await saveInterest(trx, id, { ...given, ...(resent && { state: resent, note: null }) })
    await note(trx, ctx, resent ? 'resent' : 'changed', { interest: id })
    const after: Interest = { ...before, ...given }
    await applyChange(trx, ctx, before, after)
    if (after.contactEmail !== before.contactEmail) await moveLetters(trx, ctx, before, after)
    return resent ? 'resent' : 'changed'
  })

// Only what was changed here: the profile may have been edited elsewhere since.
async function applyChange(trx: Trx, ctx: Needs, before: Interest, after: Interest): Promise<void> {
  const { state, communityId, decidedBy } = before
  if (!communityId || !decidedBy || !isAccepted(state)) return
  const by = { id: decidedBy }
  const said = (interest: Interest) => JSON.stringify(profileFrom(interest, nothingKnown))
  if (said(before) !== said(after)) await keepProfile(trx, ctx, communityId, after, by, before)
  const [contact] = await contactsOf(trx, [communityId])
  if (!contact || contact.email.toLowerCase() === before.contactEmail)
    await keepContact(trx, ctx, communityId, after, by)
}

/** Another address: what went to the old one is nobody's any more, and the new one needs a link. */
async function moveLetters(trx: Trx, ctx: Needs, before: Interest, after: Interest): Promise<void> {
  if (before.contactEmail !== null) await forgetLettersTo(trx, before.contactEmail)
  await sendAnswer(trx, ctx, after, 'manage-interest')
}

export type Moved = 'moved' | 'already'

/** Pauses or resumes the search; a second press changes nothing. */
export const moveInterest = (
  ctx: Needs,
  id: string,
  step: Extract<Step, 'pause' | 'resume'>,
): Promise<Moved | undefined> =>
  inTransaction(ctx, id, async (trx, { state, communityId }) => {
    const after = stateAfter(state, step)
    if (!after || !communityId) return 'already'
    await saveInterest(trx, id, { state: after })
    await note(trx, ctx, step === 'pause' ? 'paused' : 'resumed', { interest: id })
    const known = await declarationFor(trx, communityId)
    const declared = step === 'pause' ? 'paused' : 'open'
    const until = stillGood(ctx, known?.until ?? null)
    await declareIntent(trx, ctx, communityId, { state: declared, until }, applicant)
    return 'moved'
  })

/** An end that has passed is no end: the municipality has just spoken. */
const stillGood = ({ clock }: Needs, until: string | null) => {
  const today = dayInYears(clock.now(), 0)
  return until !== null && until > today ? until : dayInYears(clock.now(), declaredForYears)
}

/** Lets the search go on for a year from now. */
export const extendInterest = (ctx: Needs, id: string): Promise<Moved | undefined> =>
  inTransaction(ctx, id, async (trx, { state, communityId }) => {
    if (state !== 'accepted' || !communityId) return 'already'
    const until = dayInYears(ctx.clock.now(), declaredForYears)
    const known = await declarationFor(trx, communityId)
    if (known?.state === 'open' && known.until === until) return 'already'
    await declareIntent(trx, ctx, communityId, { state: 'open', until }, applicant)
    await note(trx, ctx, 'extended', { interest: id })
    return 'moved'
  })

export type Asked = 'invited' | 'known' | 'not-yet'

/** Lets the contact person of an accepted interest sign in. Whoever has an account keeps it as it is. */
export const askForAccount = (ctx: Needs, id: string): Promise<Asked | undefined> =>
  inTransaction(ctx, id, async (trx, interest) => {
    const { state, communityId, contactName: name, contactEmail: email, locale } = interest
    if (!isAccepted(state) || !communityId || !name || !email) return 'not-yet'
    if (await accountByEmail(trx, email)) return 'known'
    const partner = { email, name, role: 'partner', communityId, language: localeOf(locale) } as const
    const { id: account } = await inviteWithin(trx, ctx, partner, applicant)
    await note(trx, ctx, 'asked-for-account', { interest: id, account })
    return 'invited'
  })

/** Withdraws an interest and forgets the people behind it; a second press changes nothing. */
export const withdrawInterest = (ctx: Needs, id: string): Promise<Moved | undefined> =>
  inTransaction(ctx, id, (trx, interest) => withdraw(trx, ctx, interest, applicant))

/** Writes a new link to every interest of an address, but not too often; for strangers nothing happens. */
export const sendNewLinks = (ctx: Needs, email: string): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    await holdAddress(trx, email)
    const since = later(ctx.clock.now(), -linkWindow)
    if ((await countNewLinks(trx, email, since)) >= linksPerAddress) return
    for (const interest of await interestsOf(trx, email, mostLinks))
      await sendAnswer(trx, ctx, interest, 'manage-interest')
  })
