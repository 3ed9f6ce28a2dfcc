// What happens to accounts: somebody asks for a link, signs in with it, signs out, is invited.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { writeEvent } from '../../platform/db/events.js'
import { defaultLocale, type Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { forgetSignInLetters, queueLetter } from '../../platform/mail/outbox.js'
import { linkGoodFor, linkPurpose, linksPerAddress, linkWindow, type Role } from './accounts.model.js'
import { accountByEmail, accountForUpdate, countLinksSince, useLink } from './accounts.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links' | 'mailer'>

export interface SignInRequest {
  email: string
  locale: Locale
  /** A safe page to go to afterwards. */
  next: string | undefined
}

/**
 * Sends a link to the address if it belongs to somebody who may sign in. Says nothing about whether it
 * does: who asks must not learn who works here.
 */
export async function requestSignIn(ctx: Needs, { email, locale, next }: SignInRequest): Promise<void> {
  const { db, clock, config, links } = ctx
  const now = clock.now()
  const link = await db.transaction().execute(async (trx) => {
    const account = await accountForUpdate(trx, email)
    if (!account) return undefined
    const recent = await countLinksSince(trx, account.id, later(now, -linkWindow))
    if (config.mode === 'production' && recent >= linksPerAddress) return undefined
    const id = randomUUID()
    const until = later(now, linkGoodFor)
    await trx
      .insertInto('signInLinks')
      .values({
        id,
        accountId: account.id,
        createdAt: now,
        expiresAt: until,
        usedAt: null,
        browser: null,
        code: null,
      })
      .execute()
    const address = config.publicUrl + paths.signInLink(locale, links.sign(linkPurpose, id, until))
    const link = next === undefined ? address : `${address}?next=${encodeURIComponent(next)}`
    const { name } = account
    await queueLetter(trx, ctx, {
      letter: 'sign-in',
      locale,
      to: { name, email },
      data: { name, link, until },
    })
    return link
  })
  // Without a mail server a developer finds the link where the service runs; never in production.
  if (link !== undefined && config.mode === 'development' && !ctx.mailer)
    process.stdout.write(`Link to sign in, good for 20 minutes: ${link}\n`)
}

/** Signs in with a link and uses it up; gives the account's id, or undefined when the link is good no more. */
export const signIn = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  linkId: string,
): Promise<string | undefined> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    const account = await useLink(trx, linkId, now)
    if (account !== undefined)
      await writeEvent(trx, now, { who: account, did: 'signed-in', what: { account } })
    return account
  })

export const signOut = ({ db, clock }: Pick<Needs, 'db' | 'clock'>, account: string): Promise<void> =>
  writeEvent(db, clock.now(), { who: account, did: 'signed-out', what: { account } })

export interface Invitation {
  email: string
  name: string
  role: Role
  /** The community of a member or partner. */
  communityId?: string | null
  /** The oblast of a coordinator. */
  regionCode?: string | null
  language?: Locale
}

/** Lets somebody sign in, or changes the name and role of somebody who already may. */
export const invite = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  { email, name, role, communityId = null, regionCode = null, language = defaultLocale }: Invitation,
): Promise<'invited' | 'changed'> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    const known = await accountByEmail(trx, email)
    const id = known?.id ?? randomUUID()
    const given = { name, role, communityId, regionCode, language }
    if (known) {
      await trx
        .updateTable('accounts')
        .set({ ...given, disabledAt: null })
        .where('id', '=', id)
        .execute()
    } else {
      const account = { id, email, ...given, createdAt: now, disabledAt: null, forgottenAt: null }
      await trx.insertInto('accounts').values(account).execute()
    }
    await writeEvent(trx, now, { who: 'system', did: known ? 'changed' : 'invited', what: { account: id } })
    return known ? 'changed' : 'invited'
  })

/** Clears expired sessions, links of yesterday and before, and sign-in letters of last week and before. */
export async function forgetOldSignIns({
  db,
  clock,
}: Pick<Needs, 'db' | 'clock'>): Promise<{ sessions: number; links: number }> {
  const now = clock.now()
  const sessions = await db.deleteFrom('sessions').where('expire', '<', now).executeTakeFirst()
  const links = await db
    .deleteFrom('signInLinks')
    .where('expiresAt', '<', later(now, -days(1)))
    .executeTakeFirst()
  await forgetSignInLetters(db, later(now, -days(7)))
  return { sessions: Number(sessions.numDeletedRows), links: Number(links.numDeletedRows) }
}
