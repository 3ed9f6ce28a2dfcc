// Every setting, read once at start. The only file that reads process.env; a wrong setting stops
// the start with all problems listed at once.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { root } from './platform/kit/root.js'

const address = /^(?:[^<>\r\n]+ <)?[^\s@<>]+@[^\s@<>]+>?$/

const whole = (lowest: number, highest: number) =>
  z.coerce
    .number(`must be a whole number from ${lowest} to ${highest}`)
    .int('must be a whole number')
    .min(lowest, `must be at least ${lowest}`)
    .max(highest, `must be at most ${highest}`)

const url = (...schemes: string[]) =>
  z.string().refine(
    (text) => {
      return URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1))
    },
    `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  )

/** The environment, as it is documented in the README's table of settings. */
export const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  PUBLIC_URL: url('http', 'https').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATABASE_CONNECTIONS: whole(1, 100).default(10),
  MEILI_URL: url('http', 'https').optional(),
  MEILI_KEY: z.string().min(1).optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,60}$/, 'must be lower-case letters, digits, - or _')
    .default('communities'),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().regex(address, 'must look like Name <office@example.org>').optional(),
  MAIL_REPLY_TO: z.string().regex(address, 'must look like Name <person@example.org>').optional(),
  MAIL_PER_DOMAIN_PER_MINUTE: whole(0, 100_000).default(60),
  MAIL_PATIENCE_SECONDS: whole(1, 600).default(90),
  MAIL_FIRST_PAUSE_SECONDS: whole(1, 3_600).default(60),
  IMAP_URL: url('imap', 'imaps').optional(),
  SECRETS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((keys) => keys.every((key) => key.length >= 32), 'every key must have at least 32 characters')
    .optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  LIMIT_SIGN_IN: whole(1, 1_000_000).default(10),
  LIMIT_FORMS: whole(1, 1_000_000).default(60),
  LIMIT_API: whole(1, 1_000_000).default(600),
  PAGES_FRESH_SECONDS: whole(0, 3_600).default(5),
  KEEP_DECLINED_DAYS: whole(30, 3_650).default(180),
  KEEP_LETTERS_DAYS: whole(30, 3_650).default(365),
  KEEP_CLOSED_CONTACTS_DAYS: whole(30, 3_650).default(365),
  KEEP_IDLE_ACCOUNTS_DAYS: whole(30, 3_650).default(730),
  KEEP_ORIGINS_DAYS: whole(30, 3_650).default(365),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  mode: 'development' | 'test' | 'production'
  host: string
  port: number
  publicUrl: string
  dataDir: string
  database: { url: string | undefined; connections: number }
  meili: { url: string; key: string | undefined; index: string } | undefined
  mail: MailSettings
  /** The key ring: the first key signs, all verify. */
  secrets: [string, ...string[]]
  trustProxy: number
  /** Requests allowed per address: sign-in and forms in 15 minutes, the API in one minute. */
  limits: { signIn: number; forms: number; api: number }
  /** Milliseconds a public page may be repeated as it was. */
  pagesFreshFor: number
  /** Days after which the night forgets what nobody needs any more. */
  keep: Retention
  logLevel: string
}

export interface MailSettings {
  smtpUrl: string | undefined
  from: string
  replyTo: string
  /** Letters to one receiving domain in any minute; 0 for no limit. */
  perDomainPerMinute: number
  /** Milliseconds a mail server may take for one letter. */
  patience: number
  /** Milliseconds until the second try; each pause after it is twice as long. */
  firstPause: number
  /** The mailbox into which bounces and replies come. */
  imapUrl: string | undefined
}

export interface Retention {
  /** Interests and claims that were declined, after the decision. */
  declined: number
  /** Letters that were sent or given up. */
  letters: number
  /** Contacts in introductions that ended without a yes of both. */
  closedContacts: number
  /** Accounts of municipalities in which nobody signs in. */
  idleAccounts: number
  /** From where something in the diary was done. */
  origins: number
}

export class WrongSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`These settings stop the start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

const production = ['PUBLIC_URL', 'SECRETS', 'SMTP_URL', 'MAIL_FROM', 'MAIL_REPLY_TO'] as const

/**
 * Reads the settings from an environment.
 * @throws WrongSettings with every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given.NODE_ENV === 'production')
    for (const name of production)
      if (given[name] === undefined) problems.push(`${name}: is needed in production`)
  if (!parsed.success || problems.length > 0) throw new WrongSettings(problems)

  const s = parsed.data
  const dataDir = resolve(root, s.DATA_DIR)
  const from = s.MAIL_FROM ?? 'Побратим <pobratym@example.org>'
  return {
    mode: s.NODE_ENV,
    host: s.HOST,
    port: s.PORT,
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ''),
    dataDir,
    database: { url: s.DATABASE_URL, connections: s.DATABASE_CONNECTIONS },
    meili: s.MEILI_URL ? { url: s.MEILI_URL, key: s.MEILI_KEY, index: s.MEILI_INDEX } : undefined,
    mail: {
      smtpUrl: s.SMTP_URL,
      from,
      replyTo: s.MAIL_REPLY_TO ?? from,
      perDomainPerMinute: s.MAIL_PER_DOMAIN_PER_MINUTE,
      patience: s.MAIL_PATIENCE_SECONDS * 1000,
      firstPause: s.MAIL_FIRST_PAUSE_SECONDS * 1000,
      imapUrl: s.IMAP_URL,
    },
    secrets: keyRing(s.SECRETS ?? [], dataDir),
    trustProxy: s.TRUST_PROXY,
    limits: { signIn: s.LIMIT_SIGN_IN, forms: s.LIMIT_FORMS, api: s.LIMIT_API },
    pagesFreshFor: s.PAGES_FRESH_SECONDS * 1000,
    keep: {
      declined: s.KEEP_DECLINED_DAYS,
      letters: s.KEEP_LETTERS_DAYS,
      closedContacts: s.KEEP_CLOSED_CONTACTS_DAYS,
      idleAccounts: s.KEEP_IDLE_ACCOUNTS_DAYS,
      origins: s.KEEP_ORIGINS_DAYS,
    },
    logLevel: s.LOG_LEVEL,
  }
}

// Without SECRETS (never in production) a key is made once and kept beside the data, so that a
// restart neither signs people out nor breaks links already sent.
function keyRing([first, ...others]: string[], dataDir: string): [string, ...string[]] {
  if (first !== undefined) return [first, ...others]
  const file = join(dataDir, 'secret')
  if (existsSync(file)) return [readFileSync(file, 'utf8').trim()]
  const key = randomBytes(32).toString('base64url')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, key, { mode: 0o600 })
  return [key]
}
