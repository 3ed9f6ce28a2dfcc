// An interest is withdrawn: whatever is known of its people goes from every table, in one transaction, and
// what remains is that a municipality was interested once.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { forgetLettersTo } from '../../platform/mail/outbox.js'
import { accountByEmail, forgetAccount } from '../accounts/index.js'
import { forgetClaimsOf } from '../claims/index.js'
import { contactsOf, forgetBroughtContact, forgetContact } from '../contacts/index.js'
import { leaveIntroductions } from '../introductions/index.js'
import { forgetHistory } from '../records/index.js'
import { declareIntent, forgetProfile } from '../our-community/index.js'
import { letterAbout, stateAfter } from './interest.model.js'
import { deleteLettersAbout, type Interest } from './interest.queries.js'
import { keepContact, keepProfile } from './manage.profile.js'
import { isAccepted } from './manage.model.js'
import { dayInYears, declaredForYears } from './review.model.js'
import {
  deleteCommunity,
  deleteUnfinished,
  emptyInterest,
  holdProposals,
  isKeptBySomebody,
  othersAccepted,
  othersToo,
  stillSpeaksFor,
} from './withdraw.queries.js'

type Needs = Pick<AppContext, 'clock' | 'config' | 'links' | 'db'>

/**
 * Withdraws an interest inside the caller's transaction, and with it what the same address registered for
 * the same place, or was declined. `by`: an account, or a role such as 'applicant'.
 */
export async function withdraw(
  trx: Trx,
  ctx: Needs,
  interest: Interest,
  by: string,
): Promise<'moved' | 'already'> {
  const state = stateAfter(interest.state, 'withdraw')
  if (!state) return 'already'
  const { contactEmail: email } = interest
  const all = [interest, ...(email === null ? [] : await othersToo(trx, interest, email))]
  for (const one of all) {
    await emptyInterest(trx, one.id)
    await writeEvent(trx, ctx.clock.now(), { who: by, did: 'withdrew', what: { interest: one.id } })
  }
  // Contacts first: an approval under way then finds nobody to write to.
  for (const one of all)
    if (isAccepted(one.state) && one.communityId) await leave(trx, ctx, one, one.communityId)
  if (email !== null) await forgetPerson(trx, ctx, email)
  await deleteLettersAbout(
    trx,
    all.map(({ id }) => letterAbout(id)),
  )
  return 'moved'
}

/** Takes out of the registry what an accepted interest brought there. */
async function leave(trx: Trx, ctx: Needs, { contactEmail }: Interest, communityId: string): Promise<void> {
  await holdProposals(trx, communityId)
  const [contact] = await contactsOf(trx, [communityId])
  const isOurs = contact?.email.toLowerCase() === contactEmail
  if (isOurs) await forgetContact(trx, communityId)
  await leaveIntroductions(trx, ctx, communityId)
  await forgetProfile(trx, communityId)
  const other = await othersAccepted(trx, communityId)
  if (other?.decidedBy) {
    // A colleague registered the same community: from now on it is told by that interest alone.
    const them = { id: other.decidedBy }
    await keepProfile(trx, ctx, communityId, other, them)
    const declared = other.state === 'paused' ? 'paused' : 'open'
    const until = dayInYears(ctx.clock.now(), declaredForYears)
    await declareIntent(trx, ctx, communityId, { state: declared, until }, 'system')
    if (isOurs) await keepContact(trx, ctx, communityId, other, them)
  } else if (!(await isKeptBySomebody(trx, communityId, contactEmail))) {
    await forgetHistory(trx, communityId)
    await deleteCommunity(trx, communityId)
  }
}

/** Everything else that is kept under an address. The Association's own staff keep their accounts. */
async function forgetPerson(trx: Trx, ctx: Needs, email: string): Promise<void> {
  const account = await accountByEmail(trx, email)
  const isOfficial = account?.role === 'partner' || account?.role === 'member'
  if (account && isOfficial && !(await stillSpeaksFor(trx, email, account.communityId)))
    await forgetAccount(trx, ctx, account.id)
  await forgetClaimsOf(trx, email)
  await deleteUnfinished(trx, email)
  await forgetBroughtContact(trx, email)
  await forgetLettersTo(trx, email)
}
