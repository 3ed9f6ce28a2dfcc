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
  'introduction',
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

/** A letter that names where it is stopped says so first: mail programs then do it at one click. */
const waysToStop = ({ letter, data }: Letter, id: string, replyTo: string): string[] =>
  unasked.has(letter) ? [...('stop' in data ? [`<${data.stop}>`] : []), stopBy(replyTo, letter, id)] : []

/** Whether a List-Unsubscribe header names a page to which a mail program may post (RFC 8058). */
export const stopsAtOneClick = (listUnsubscribe: string): boolean => /<https?:[^>]+>/.test(listUnsubscribe)

export const travelOf = (letter: Letter, id: string, { mail }: Pick<Config, 'mail'>): Travel => ({
  urgent: waitedFor.has(letter.letter),
  listUnsubscribe: waysToStop(letter, id, mail.replyTo).join(', ') || null,
})

/**
 * What the letters of one introduction refer to, on both sides: a reply of one then stands in the other's mailbox
 * beside the letter that the other got. Nobody ever sent a message of this name, and mailboxes do not mind. The
 * underscore keeps it from being read as the id of a letter.
 */
export function threadOf({
  about,
  messageId,
}: {
  about: string | null
  messageId: string
}): string | undefined {
  const [, id] = /^introduction:([0-9a-f-]{36}):(?:ua|foreign)$/.exec(about ?? '') ?? []
  return id && `<introduction_${id}@${domainOf(messageId.slice(1, -1))}>`
}
