// Why a letter did not arrive, from a mail server's last answer: its enhanced status code (RFC 3463)
// where it gave one, else what is commonly meant by the plain code and the words around it.

/** The words are `letters.reason-<key>`, what staff can do is `letters.advice-<key>`. */
export type Reason =
  | 'no-mailbox'
  | 'no-domain'
  | 'bad-address'
  | 'disabled'
  | 'full'
  | 'too-large'
  | 'unwanted'
  | 'untrusted'
  | 'our-account'
  | 'unreachable'
  | 'gave-up'
  | 'loop'
  | 'busy'
  | 'unclear'

export const reasons: readonly Reason[] = [
  'no-mailbox',
  'no-domain',
  'bad-address',
  'disabled',
  'full',
  'too-large',
  'unwanted',
  'untrusted',
  'our-account',
  'unreachable',
  'gave-up',
  'loop',
  'busy',
  'unclear',
]

/** No letter will ever arrive at such an address: sending it there again only hurts. */
const ofTheAddress: readonly Reason[] = ['no-mailbox', 'no-domain', 'bad-address', 'disabled']

export const isOfTheAddress = (reason: Reason): boolean => ofTheAddress.includes(reason)

// What a plain 550 or 5.7.1 means is said in words only; these are what the large providers write.
const words: readonly [RegExp, Reason][] = [
  [
    /\brelay(ing)?\b.*\b(denied|not permitted|not allowed|prohibited)|unable to relay|not permitted to relay/i,
    'our-account',
  ],
  [
    /\b(spf|dkim|dmarc)\b|unauthenticated|not authenticated|sender authentication|reverse dns|\bptr\b/i,
    'untrusted',
  ],
  [
    /host or domain name not found|domain (not found|does not exist)|no such domain|\bnxdomain\b|null ?mx/i,
    'no-domain',
  ],
  [/quota|mailbox (is )?full|over ?quota|out of storage|insufficient (system )?storage/i, 'full'],
  [
    /(user|mailbox|recipient|account|address)\b.{0,40}\b(unknown|not found|does ?n[o’']t exist|unavailable|rejected|invalid)|no such (user|mailbox|recipient)|unknown (user|recipient|mailbox|local part)|user doesn/i,
    'no-mailbox',
  ],
  [/disabled|inactive|suspended|no longer (active|accept|in use)/i, 'disabled'],
  [
    /\b(spam|blocked|blacklist|block ?list|black ?list|reputation|junk|virus|malware|content rejected)/i,
    'unwanted',
  ],
]

// Enhanced codes whose meaning is clear whatever the words say.
const codes: readonly [RegExp, Reason][] = [
  [/^[45]\.1\.2$|^5\.4\.4$/, 'no-domain'],
  [/^5\.1\.3$/, 'bad-address'],
  [/^[45]\.2\.1$|^5\.1\.6$/, 'disabled'],
  [/^[45]\.2\.2$|^4\.3\.1$/, 'full'],
  [/^5\.(2\.3|3\.4)$/, 'too-large'],
  [/^5\.7\.(8|9|10|11|12|13|14)$/, 'our-account'],
  [/^[45]\.7\.(2[0-9]|50[0-9]|51[0-9])$/, 'untrusted'],
  [/^5\.1\.(0|1)$/, 'no-mailbox'],
  [/^[45]\.4\.7$/, 'gave-up'],
  [/^5\.4\.(6|14)$/, 'loop'],
]

// What is left: classes of codes, and plain codes without words.
const rest: readonly [RegExp, Reason][] = [
  [/\b5\.7\.\d+\b/, 'unwanted'],
  [/\b5\.1\.\d+\b/, 'no-mailbox'],
  [/\b5\.4\.1\b/, 'no-mailbox'],
  [/\b4\.\d+\.\d+\b|^4\d\d\b/, 'busy'],
  [/^552\b/, 'full'],
  [/^553\b/, 'bad-address'],
  [/^55[01]\b/, 'no-mailbox'],
  [/^55[46]\b/, 'unwanted'],
]

/** What never reached the recipient’s server: the sender was refused, or nobody answered. */
const ours: readonly [RegExp, Reason][] = [
  [/^ESENDER\b|^(E?AUTH|ENOAUTH|EOAUTH2)\b|^(530|534|535|538)\b/, 'our-account'],
  [/^(EDNS|ECONNECTION|ETIMEDOUT|ESOCKET|ETLS|EABORT|EPROTOCOL|EPROXY)\b/, 'unreachable'],
]

const first = (table: readonly [RegExp, Reason][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/** Why a letter that waits was put off, or one that does not wait any more failed for good. */
export function whyNot({ state, lastAnswer }: { state: string; lastAnswer: string | null }): Reason {
  const reason = reasonOf(lastAnswer)
  // “Try later” is no reason any more when there is no later.
  return state !== 'queued' && (reason === 'busy' || reason === 'unreachable') ? 'gave-up' : reason
}

/** The reason behind a mail server's last answer. */
export function reasonOf(answer: string | null): Reason {
  const text = answer ?? ''
  const code = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? ''
  const isForNow = /^4/.test(code) || /^4\d\d\b/.test(text)
  return (
    first(ours, text) ??
    first(codes, code) ??
    (isForNow ? undefined : first(words, text)) ??
    first(rest, text) ??
    'unclear'
  )
}
