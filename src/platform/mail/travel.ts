// How a letter travels, decided when it is queued: whether somebody waits for it before a page, and
// whether its reader may ask for no more of its kind.
import type { Config } from '../../config.js'
import type { Letter } from './letter.js'

/** Somebody sits before a page that says “we have sent you a letter”. */
const waitedFor: ReadonlySet<string> = new Set([
  'sign-in',
  'confirm-interest',
  'continue-interest',
  'manage-interest',
  'confirm-claim',
])

/** The service writes them of its own accord, not because the reader or the other side did something. */
const unasked: ReadonlySet<string> = new Set([
  'introduction-reminder',
  'introduction-follow-up',
  'association-copy',
  'declaration-lapsing',
  'staff-digest',
])

/** The bare address in `Name <office@example.org>`. */
export const addressIn = (sender: string): string => /<([^<>]+)>$/.exec(sender)?.[1] ?? sender

/** The domain of our own letters. */
export const domainOf = (sender: string): string => /@([^@]+)$/.exec(addressIn(sender))?.[1] ?? 'localhost'

export interface Travel {
  urgent: boolean
  /** A finished header, or null for a letter that belongs to something its reader takes part in. */
  listUnsubscribe: string | null
}

/** The wish to get no more of a kind reaches the person who reads the replies. */
const stopBy = (replyTo: string, letter: string, id: string) =>
  `<mailto:${encodeURI(addressIn(replyTo))}?subject=${encodeURIComponent(`Unsubscribe ${letter} ${id}`)}>`

export const travelOf = ({ letter }: Letter, id: string, { mail }: Pick<Config, 'mail'>): Travel => ({
  urgent: waitedFor.has(letter),
  listUnsubscribe: unasked.has(letter) ? stopBy(mail.replyTo, letter, id) : null,
})
