// What administrators do with people: invite, give another role, let go, let in again. Nobody changes their
// own account here, and only somebody who is an administrator at that very moment changes another's; so
// there is always one left.
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { inviteWithin, showOut, type Invitation } from './accounts.actions.js'
import { accountByEmailForUpdate, saveAccount } from './accounts.queries.js'
import { holdAdmins, personForUpdate } from './people.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config'>
type By = { id: string; name: string }

export interface InvitationLetter {
  to: { name: string; email: string; language: string }
  /** The community's name in the language of the letter, for its officials. */
  community: string | undefined
  /** Who invites, as the letter says it. */
  inviter: string
}

/** Writes to somebody who was invited where and how to sign in; the letter holds no key. */
export async function queueInvitation(
  trx: Trx,
  ctx: Pick<Needs, 'clock' | 'config'>,
  { to: { name, email, language }, community, inviter }: InvitationLetter,
): Promise<void> {
  const locale = isLocale(language) ? language : defaultLocale
  const link = ctx.config.publicUrl + paths.signIn(locale)
  const data = { name, community, inviter, link }
  await queueLetter(trx, ctx, { letter: 'invitation', locale, to: { name, email }, data })
}

export type InvitedPerson = { outcome: 'invited' | 'known'; id: string }

/** Invites somebody new; whoever has an account already keeps it as it is. */
export const invitePerson = (
  ctx: Needs,
  invitation: Invitation & { language: string },
  community: string | undefined,
  by: By,
): Promise<InvitedPerson> =>
  ctx.db.transaction().execute(async (trx) => {
    const known = await accountByEmailForUpdate(trx, invitation.email)
    if (known) return { outcome: 'known', id: known.id }
    const { id } = await inviteWithin(trx, ctx, invitation, by.id)
    await queueInvitation(trx, ctx, { to: invitation, community, inviter: by.name })
    return { outcome: 'invited', id }
  })

export type Changed = 'changed' | 'own' | 'not-admin'

type Held = NonNullable<Awaited<ReturnType<typeof personForUpdate>>>

/** Does something to another's account if `by` may; undefined when there is no such account. */
const change = (
  { db }: Needs,
  id: string,
  by: By,
  act: (trx: Trx, person: Held) => Promise<void>,
): Promise<Changed | undefined> =>
  db.transaction().execute(async (trx) => {
    const admins = await holdAdmins(trx)
    if (!admins.includes(by.id)) return 'not-admin'
    const person = await personForUpdate(trx, id)
    if (!person) return undefined
    if (person.id === by.id) return 'own'
    await act(trx, person)
    return 'changed'
  })

export type Room = Required<Pick<Invitation, 'role' | 'communityId' | 'regionCode'>>

/** Gives another role; the person signs in anew, and comes into other rooms. */
export const changeRoom = (ctx: Needs, id: string, room: Room, by: By) =>
  change(ctx, id, by, async (trx, person) => {
    const same =
      person.role === room.role &&
      person.communityId === room.communityId &&
      person.regionCode === room.regionCode
    if (same) return
    await saveAccount(trx, id, room)
    await showOut(trx, id)
    await note(trx, ctx, by, 'changed-role', id, room.role)
  })

export const disable = (ctx: Needs, id: string, by: By) =>
  change(ctx, id, by, async (trx, { disabledAt }) => {
    if (disabledAt !== null) return
    await saveAccount(trx, id, { disabledAt: ctx.clock.now() })
    await showOut(trx, id)
    await note(trx, ctx, by, 'disabled', id)
  })

export const enable = (ctx: Needs, id: string, by: By) =>
  change(ctx, id, by, async (trx, { disabledAt }) => {
    if (disabledAt === null) return
    await saveAccount(trx, id, { disabledAt: null })
    await note(trx, ctx, by, 'enabled', id)
  })

/** Sends the invitation once more to somebody who may sign in. */
export const inviteAgain = (ctx: Needs, id: string, community: string | undefined, by: By) =>
  change(ctx, id, by, async (trx, { name, email, language, disabledAt }) => {
    if (email === null || disabledAt !== null) return
    await queueInvitation(trx, ctx, { to: { name, email, language }, community, inviter: by.name })
    await note(trx, ctx, by, 'invited-again', id)
  })

const note = (
  trx: Trx,
  { clock }: Pick<Needs, 'clock'>,
  by: By,
  did: string,
  account: string,
  role?: string,
): Promise<void> =>
  writeEvent(trx, clock.now(), { who: by.id, did, what: { account }, ...(role && { note: role }) })
