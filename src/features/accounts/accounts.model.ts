// Accounts of the Association's staff: who may sign in, for how long a mailed link is good, and where
// somebody may be sent after signing in.
import { isLocale } from '../../platform/i18n/locales.js'
import { minutes } from '../../platform/kit/clock.js'

export const roles = ['member', 'partner', 'coordinator', 'staff', 'admin'] as const
export type Role = (typeof roles)[number]

/** What a sign-in link's signature stands for. */
export const linkPurpose = 'sign-in'
export const linkGoodFor = minutes(20)

/** In production, at most so many letters with links to one address within a quarter of an hour. */
export const linksPerAddress = 5
export const linkWindow = minutes(15)

/** The account of the embedded mode; a reserved address that nobody can own. */
export const firstAccount = { email: 'staff@example.org', name: 'Працівник Асоціації' } as const

/** A page of ours under /staff to return to, or undefined: no other site, no other part of this one. */
export function safeNext(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > 2000) return undefined
  const [, locale] = /^\/([a-z]{2})\/staff(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.exec(wanted) ?? []
  if (!isLocale(locale)) return undefined
  const { pathname, search } = new URL(wanted, 'http://here.invalid')
  return pathname + search === wanted ? wanted : undefined
}
