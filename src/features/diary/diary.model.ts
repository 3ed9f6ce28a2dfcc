// What the diary speaks of: the deeds that have words, the things that have names.

/** Deeds by the room they belong to; a house test holds this list complete. */
export const deeds = {
  proposals: [
    'approved',
    'postponed',
    'rejected',
    'woke',
    'took',
    'gave-back',
    'edited-letter',
    'restored-letter',
    'asked',
    'withdrew-request',
  ],
  introductions: [
    'opened',
    'answered',
    'reminded',
    'asked-again',
    'extended',
    'resent',
    'readdressed',
    'stopped',
    'connected',
    'resting',
    'closed',
    'left',
    'met',
    'letter-of-intent',
    'signed',
    'ended',
    'removed-milestone',
    'copied-association',
    'association-answered',
    'entered-association',
    'changed-association',
    'removed-association',
  ],
  rounds: [
    'made-round',
    'computed-round',
    'locked-pair',
    'struck-pair',
    'freed-pair',
    'accepted-round',
    'discarded-round',
    'made-weights',
    'chose-weights',
  ],
  interests: [
    'registered',
    'confirmed',
    'returned',
    'accepted',
    'declined',
    'paused',
    'resumed',
    'asked-for-account',
    'withdrew',
    'forgot',
  ],
  communities: [
    'claimed',
    'confirmed-claim',
    'accepted-claim',
    'declined-claim',
    'recorded-wishes',
    'entered-contact',
    'declared-open',
    'declared-paused',
    'declared-complete',
    'lapsed',
    'reminded-of-lapsing',
    'shortlisted',
    'took-off-shortlist',
  ],
  registry: [
    'loaded',
    'created-record',
    'changed-record',
    'removed-record',
    'merged-records',
    'split-records',
    'told-apart',
    'decided-conflict',
    'brought-file',
    'applied-import',
    'undid-import',
    'discarded-file',
    'exported',
    'exported-in-part',
  ],
  letters: ['sent-again', 'settled-letter', 'saw-contact'],
  accounts: [
    'invited',
    'invited-again',
    'changed',
    'changed-role',
    'disabled',
    'enabled',
    'let-go',
    'chose-language',
    'turned-digest-on',
    'turned-digest-off',
    'signed-in',
    'signed-out',
    'signed-out-everywhere',
    'ended-session',
    'exported-own-data',
    'forgot-own-data',
    'forgot-idle',
  ],
} as const

export type Room = keyof typeof deeds
export const rooms = Object.keys(deeds) as Room[]
export const allDeeds: readonly string[] = Object.values(deeds).flat()

/** Who acts without an account; two sides of an introduction act by a link from a letter. */
export const roles = ['system', 'applicant', 'claimant', 'side:ua', 'side:foreign'] as const

/** Things that have a name and, mostly, a page. */
export const namedThings = [
  'community',
  'candidate',
  'other',
  'proposal',
  'introduction',
  'interest',
  'claim',
  'account',
] as const
export type NamedThing = (typeof namedThings)[number]

export const isNamed = (key: string): key is NamedThing => namedThings.some((each) => each === key)

/** So many lines a page; so many at most in a file, which is a few years of a busy office. */
export const pageSize = 50
export const mostInFile = 100_000

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => uuid.test(text)
