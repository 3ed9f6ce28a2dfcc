// What happens to claims: made, confirmed by mail, accepted or declined, and forgotten when nobody confirmed
// them. Each change is one transaction: the rows, the diary, the letters.
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { defaultLocale, isLocale, type Locale } from '../../platform/i18n/locales.js'
import { later } from '../../platform/kit/clock.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { accountByEmail, inviteWithin } from '../accounts/index.js'
import { ofCommunity, roleIn } from '../accounts/accounts.model.js'
import { nameIn } from '../communities/index.js'
import type { ClaimForm } from './claims.forms.js'
import {
  confirmPurpose,
  confirmWithin,
  didOf,
  letterAbout,
  lettersPerAddress,
  letterWindow,
  stateAfter,
  type ClaimState,
  type Decision,
} from './claims.model.js'
import {
  claimedCommunity,
  claimForUpdate,
  countClaimsBy,
  forgetUnconfirmed,
  insertClaim,
  saveClaim,
  type ClaimedCommunity,
  type ClaimRow,
} from './claims.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>
type By = Pick<StaffMember, 'id' | 'name'>

const languageOf = ({ locale }: Pick<ClaimRow, 'locale'>): Locale =>
  isLocale(locale) ? locale : defaultLocale

/**
 * Keeps a claim and asks its address to confirm it. Says nothing about whether it did: the page is the same
 * for an address that is known, one that is not, and one that has had enough letters for a day.
 */
export async function makeClaim(
  ctx: Needs,
  community: ClaimedCommunity,
  { id, locale }: { id: string; locale: Locale },
  { phone, words, ...form }: ClaimForm,
): Promise<void> {
  const { db, clock, config, links } = ctx
  const now = clock.now()
  await db.transaction().execute(async (trx) => {
    const recent = await countClaimsBy(trx, form.email, later(now, -letterWindow))
    if (recent >= lettersPerAddress) return
    const isNew = await insertClaim(trx, {
      id,
      communityId: community.id,
      state: 'unconfirmed',
      ...form,
      phone: phone ?? null,
      locale,
      words: words || null,
      createdAt: now,
      confirmedAt: null,
      decidedBy: null,
      decidedAt: null,
      note: null,
    })
    if (!isNew) return
    await writeEvent(trx, now, {
      who: 'claimant',
      did: 'claimed',
      what: { claim: id, community: community.id },
    })
    const until = later(now, confirmWithin)
    const link = config.publicUrl + paths.claims.confirm(locale, links.sign(confirmPurpose, id, until))
    // Neither the name nor the words of whoever typed the address: it may be somebody else's.
    const name = nameIn(locale, community).text
    await queueLetter(trx, ctx, {
      letter: 'confirm-claim',
      locale,
      to: { name, email: form.email },
      about: letterAbout(id),
      data: { community: name, link, until },
    })
  })
}

/** Believes the address of a claim. Of two clicks one counts; undefined when the claim is gone. */
export const confirmClaim = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  id: string,
): Promise<'confirmed' | 'already' | undefined> =>
  db.transaction().execute(async (trx) => {
    const claim = await claimForUpdate(trx, id)
    if (!claim) return undefined
    const state = stateAfter(claim.state, 'confirm')
    if (!state) return 'already'
    const now = clock.now()
    await saveClaim(trx, id, { state, confirmedAt: now })
    await writeEvent(trx, now, { who: 'claimant', did: didOf.confirm, what: { claim: id } })
    return 'confirmed'
  })

/** Why an accepted claim would do harm: the address is somebody's who is something else here. */
export type Hindrance = 'staff-account' | 'other-community' | 'disabled-account'

export type Decided =
  | { outcome: 'decided' }
  /** Somebody else was quicker, or this very person pressed twice. */
  | { outcome: 'already' }
  | { outcome: 'hindered'; why: Hindrance }

/** Lets the claimant in as the community's member, or partner abroad, and writes where to sign in. */
export const acceptClaim = (
  ctx: Needs,
  id: string,
  by: By,
  { seen }: { seen: ClaimState },
): Promise<Decided | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const held = await hold(trx, id, 'accept', seen)
    if (!held || 'outcome' in held) return held
    const { claim, community } = held
    const why = await hindranceTo(trx, claim)
    if (why) return { outcome: 'hindered', why }
    const { name, email, communityId } = claim
    const language = languageOf(claim)
    const role = roleIn(community.country)
    const { id: account } = await inviteWithin(trx, ctx, { email, name, role, communityId, language }, by.id)
    await record(trx, ctx, claim, by, 'accept', null, { account })
    await queueLetter(trx, ctx, {
      letter: 'claim-accepted',
      locale: language,
      to: { name, email },
      about: letterAbout(id),
      data: {
        name,
        community: nameIn(language, community).text,
        link: ctx.config.publicUrl + paths.signIn(language),
      },
    })
    return { outcome: 'decided' }
  })

/** Turns a claim down and writes why. */
export const declineClaim = (
  ctx: Needs,
  id: string,
  by: By,
  { seen, note }: { seen: ClaimState; note: string },
): Promise<Decided | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const held = await hold(trx, id, 'decline', seen)
    if (!held || 'outcome' in held) return held
    const { claim, community } = held
    const { name, email } = claim
    const language = languageOf(claim)
    await record(trx, ctx, claim, by, 'decline', note)
    await queueLetter(trx, ctx, {
      letter: 'claim-declined',
      locale: language,
      to: { name, email },
      about: letterAbout(id),
      data: { name, community: nameIn(language, community).text, note },
    })
    return { outcome: 'decided' }
  })

/** The claim, held for this transaction, if it is still as the page showed it and knows the decision. */
async function hold(
  trx: Trx,
  id: string,
  decision: Decision,
  seen: ClaimState,
): Promise<{ claim: ClaimRow; community: ClaimedCommunity } | Decided | undefined> {
  const claim = await claimForUpdate(trx, id)
  const community = claim && (await claimedCommunity(trx, claim.communityId))
  if (!claim || !community || claim.state === 'unconfirmed') return undefined
  const isOpen = claim.state === seen && stateAfter(seen, decision) !== undefined
  return isOpen ? { claim, community } : { outcome: 'already' }
}

/** What the address already is here that a claim must not overrule. */
export async function hindranceTo(
  db: Parameters<typeof accountByEmail>[0],
  { email, communityId }: Pick<ClaimRow, 'email' | 'communityId'>,
): Promise<Hindrance | undefined> {
  const account = await accountByEmail(db, email)
  if (!account) return undefined
  if (!ofCommunity(account.role)) return 'staff-account'
  // Whom colleagues let go speaks for nobody, and may be let in again.
  if (account.communityId === null) return undefined
  if (account.communityId !== communityId) return 'other-community'
  return account.disabledAt === null ? undefined : 'disabled-account'
}

async function record(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  { id, state }: ClaimRow,
  by: By,
  decision: Decision,
  note: string | null,
  what: Record<string, string> = {},
): Promise<void> {
  const after = stateAfter(state, decision)
  if (!after) throw new Error(`A claim that is ${state} knows no ${decision}`)
  const decidedAt = clock.now()
  await saveClaim(trx, id, { state: after, decidedBy: by.id, decidedAt, note })
  await writeEvent(trx, decidedAt, { who: by.id, did: didOf[decision], what: { claim: id, ...what } })
}

/** Deletes what nobody confirmed in time, with its letters; gives how many there were. */
export const forgetOldClaims = ({ db, clock }: Pick<Needs, 'db' | 'clock'>): Promise<number> =>
  db.transaction().execute((trx) => forgetUnconfirmed(trx, later(clock.now(), -confirmWithin)))
