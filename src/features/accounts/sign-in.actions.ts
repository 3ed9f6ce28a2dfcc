// Signing in: somebody asks for a link, and comes in with it or with the code beside it, in the browser
// that asked and in no other; signs out; and old visits are forgotten.
import { createHash, randomInt, randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { days, later } from '../../platform/kit/clock.js'
import { digester } from '../../platform/kit/digest.js'
import { forgetSignInLetters, queueLetter } from '../../platform/mail/outbox.js'
import type { Role } from './accounts.model.js'
import { accountForUpdate } from './accounts.queries.js'
import { endSessionsOf, forgetLinksOf } from './sessions.queries.js'
import {
  codePurpose,
  linkGoodFor,
  linkPurpose,
  linksPerAddress,
  linkWindow,
  newCode,
  shownCode,
  wrongCodesAtMost,
} from './sign-in.model.js'
import { countLinksSince, countWrongCode, linksToTry, useLink } from './sign-in.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links' | 'mailer'>

export interface SignInRequest {
  email: string
  locale: Locale
  /** A safe page to go to afterwards. */
  next: string | undefined
  /** What only the asking browser knows. */
  browser: string
}

/** What the database knows of a browser's secret: enough to recognise it, not enough to be it. */
export const markOf = (browser: string): string => createHash('sha256').update(browser).digest('base64url')

const codeText = (linkId: string, code: string) => `${linkId}\n${code}`

/**
 * Sends a link and a code to the address if it belongs to somebody who may sign in. Says nothing about
 * whether it does: who asks must not learn who works here.
 */
export async function requestSignIn(ctx: Needs, request: SignInRequest): Promise<void> {
  const { db, clock, config, links } = ctx
  const { email, locale, next, browser } = request
  const now = clock.now()
  const link = await db.transaction().execute(async (trx) => {
    const account = await accountForUpdate(trx, email)
    if (!account) return undefined
    const recent = await countLinksSince(trx, account.id, later(now, -linkWindow))
    if (config.mode === 'production' && recent >= linksPerAddress) return undefined
    const id = randomUUID()
    const code = newCode(randomInt)
    const until = later(now, linkGoodFor)
    await trx
      .insertInto('signInLinks')
      .values({
        id,
        accountId: account.id,
        createdAt: now,
        expiresAt: until,
        usedAt: null,
        browser: markOf(browser),
        code: digester(config.secrets).of(codePurpose, codeText(id, code)),
      })
      .execute()
    const address = config.publicUrl + paths.signInLink(locale, links.sign(linkPurpose, id, until))
    const link = next === undefined ? address : `${address}?next=${encodeURIComponent(next)}`
    const { name } = account
    await queueLetter(trx, ctx, {
      letter: 'sign-in',
      locale,
      to: { name, email },
      data: { name, link, code: shownCode(code), until },
    })
    return link
  })
  // Without a mail server a developer finds the link where the service runs; never in production.
  if (link !== undefined && config.mode === 'development' && !ctx.mailer)
    process.stdout.write(`Link to sign in, good for 20 minutes: ${link}\n`)
}

export interface SignedIn {
  id: string
  role: Role
  communityId: string | null
}

type Knocking = Pick<AppContext, 'db' | 'clock' | 'config'>

/** Signs in with a link and uses it up; undefined when it is good no more, or another browser asked for it. */
export const signIn = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  linkId: string,
  browser: string,
): Promise<SignedIn | undefined> =>
  db.transaction().execute((trx) => enter(trx, linkId, browser, clock.now()))

/**
 * Signs in with a code typed in the browser that asked. A wrong one is counted; after five, or with no
 * open link, the answer is the same undefined: it must not tell whose address is known.
 */
export const signInWithCode = (
  { db, clock, config }: Knocking,
  code: string | undefined,
  browser: string,
): Promise<SignedIn | undefined> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    const open = await linksToTry(trx, markOf(browser), wrongCodesAtMost, now)
    const digests = digester(config.secrets)
    const meant = open.filter(
      (link) => code !== undefined && digests.matches(codePurpose, codeText(link.id, code), link.code ?? ''),
    )
    const [link] = meant
    if (link) return enter(trx, link.id, browser, now)
    await countWrongCode(
      trx,
      open.map(({ id }) => id),
    )
    return undefined
  })

async function enter(trx: Trx, linkId: string, browser: string, now: Date): Promise<SignedIn | undefined> {
  const account = await useLink(trx, linkId, markOf(browser), now)
  if (account)
    await writeEvent(trx, now, { who: account.id, did: 'signed-in', what: { account: account.id } })
  return account
}

export const signOut = ({ db, clock }: Pick<Needs, 'db' | 'clock'>, account: string): Promise<void> =>
  writeEvent(db, clock.now(), { who: account, did: 'signed-out', what: { account } })

/** Ends every session of an account and every link on its way; gives how many sessions there were. */
export const signOutEverywhere = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  account: string,
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const ended = await endSessionsOf(trx, account)
    await forgetLinksOf(trx, account)
    await writeEvent(trx, clock.now(), {
      who: account,
      did: 'signed-out-everywhere',
      what: { account, sessions: ended },
    })
    return ended
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
