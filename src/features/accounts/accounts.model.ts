// Accounts: who there is, and where somebody comes in after signing in.
import { paths } from '../../paths.js'
import { isLocale, type Locale } from '../../platform/i18n/locales.js'

export const roles = ['member', 'partner', 'coordinator', 'staff', 'admin'] as const
export type Role = (typeof roles)[number]

/** The account of the embedded mode; a reserved address that nobody can own. */
export const firstAccount = { email: 'staff@example.org', name: 'Працівник Асоціації' } as const

/** The role of an official of a community in this country. */
export const roleIn = (country: string): 'member' | 'partner' => (country === 'UA' ? 'member' : 'partner')

/** Whether a role belongs to a community rather than to the Association. */
export const ofCommunity = (role: Role): boolean => role === 'member' || role === 'partner'

/**
 * Whether somebody of the staff gets the morning letter. Whoever was invited to the desk since there is one gets
 * it unasked: work that nobody knows of waits for weeks, and one click in the letter ends it. Whoever was there
 * before has a “no” until they choose otherwise, for they came without being told of it.
 */
export const wantsDigest = ({ digest }: { digest: boolean | null }): boolean => digest ?? true

/** The room that is somebody's own. */
export function ownRoom(
  locale: Locale,
  { role, communityId }: { role: Role; communityId: string | null },
): string {
  if (!ofCommunity(role)) return paths.staff.desk(locale)
  return communityId === null ? paths.account.home(locale) : paths.our.community(locale)
}

/** A page of ours behind a sign-in to return to, or undefined: no other site, no public part of this one. */
export function safeNext(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > 2000) return undefined
  const [, locale] =
    /^\/([a-z]{2})\/(?:staff|our-community|account)(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.exec(wanted) ?? []
  if (!isLocale(locale)) return undefined
  const { pathname, search } = new URL(wanted, 'http://here.invalid')
  return pathname + search === wanted ? wanted : undefined
}
