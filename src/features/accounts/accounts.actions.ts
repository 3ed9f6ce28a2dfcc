// What happens to accounts: somebody is invited, let go, let in again, or forgotten. Whoever loses a role
// or the account is out at once: their sessions and the links on their way end in the same transaction.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { defaultLocale, type Locale } from '../../platform/i18n/locales.js'
import type { Role } from './accounts.model.js'
import { accountByEmailForUpdate, insertAccount, saveAccount } from './accounts.queries.js'
import { endSessionsOf, forgetLinksOf } from './sessions.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export interface Invitation {
  email: string
  name: string
  role: Role
  /** The community of a member or partner. */
  communityId?: string | null
  /** The oblast of a coordinator. */
  regionCode?: string | null
  /** The language of letters to this person. */
  language?: Locale
}

export interface Invited {
  id: string
  outcome: 'invited' | 'changed'
}

/**
 * Lets somebody sign in, or changes the name and role of somebody who already may, within the caller's
 * transaction. Writes no letter: what the person is told depends on why they are invited.
 */
export async function inviteWithin(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  { email, name, role, communityId = null, regionCode = null, language = defaultLocale }: Invitation,
  by: string,
): Promise<Invited> {
  const now = clock.now()
  const given = { name, role, communityId, regionCode, language }
  const account = { id: randomUUID(), email, ...given, createdAt: now, disabledAt: null, forgottenAt: null }
  // Of two who invite the same person at the same moment, the second finds what the first has made.
  const known = (await insertAccount(trx, account)) ? undefined : await accountByEmailForUpdate(trx, email)
  const id = known?.id ?? account.id
  if (known) {
    await saveAccount(trx, id, { ...given, disabledAt: null })
    const sameRooms =
      known.role === role && known.communityId === communityId && known.regionCode === regionCode
    if (!sameRooms) await showOut(trx, id)
  }
  await writeEvent(trx, now, { who: by, did: known ? 'changed' : 'invited', what: { account: id } })
  return { id, outcome: known ? 'changed' : 'invited' }
}

/** Invites in a transaction of its own: for the command line and the first start. */
export const invite = (
  { db, clock }: Needs,
  invitation: Invitation,
  by = 'system',
): Promise<Invited['outcome']> =>
  db.transaction().execute(async (trx) => (await inviteWithin(trx, { clock }, invitation, by)).outcome)

/** Ends everything by which an account is, or soon could be, signed in. */
export async function showOut(trx: Trx, accountId: string): Promise<void> {
  await endSessionsOf(trx, accountId)
  await forgetLinksOf(trx, accountId)
}

/**
 * Forgets the person of an account: the row keeps its id, because the diary names it, and nothing else.
 * Letters to the address are the caller's to delete, who also knows why.
 */
export async function forgetAccount(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  accountId: string,
): Promise<void> {
  const now = clock.now()
  await showOut(trx, accountId)
  const nobody = {
    name: '',
    email: null,
    communityId: null,
    forgottenAt: now,
    disabledAt: now,
    digest: null,
    digestOn: null,
  }
  await saveAccount(trx, accountId, nobody)
}

/** Takes somebody's community away from them: they are out at once, and their name stays with what they did. */
export async function letGo(
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  accountId: string,
  community: string,
  by: string,
): Promise<void> {
  const now = clock.now()
  await saveAccount(trx, accountId, { communityId: null, disabledAt: now })
  await showOut(trx, accountId)
  await writeEvent(trx, now, { who: by, did: 'let-go', what: { account: accountId, community } })
}
