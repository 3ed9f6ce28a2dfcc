// Somebody who signed in before the story begins. How one signs in is a story of its own.
import { createHmac, randomBytes } from 'node:crypto'
import type { AppContext } from '../../src/context.js'

const twelveHours = 12 * 60 * 60 * 1000

/** Opens a session for an account; gives the cookie a browser would hold. */
export async function aSession(
  { db, config, clock }: AppContext,
  accountId: string,
): Promise<Record<string, string>> {
  const sid = randomBytes(24).toString('base64url')
  // The store compares with the real time, whatever the clock of the test says.
  const expire = new Date(Date.now() + twelveHours)
  const cookie = { originalMaxAge: twelveHours, expires: expire.toISOString(), httpOnly: true, path: '/' }
  const device = { browser: null, system: null }
  const sess = { cookie, accountId, since: clock.now().toISOString(), device }
  await db
    .insertInto('sessions')
    .values({ sid, sess: JSON.stringify(sess), expire })
    .execute()
  return { pobratym: encodeURIComponent(`s:${sid}.${signatureOf(sid, config.secrets[0]!)}`) }
}

/** As express-session signs its cookie. */
const signatureOf = (sid: string, secret: string) =>
  createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '')
