// What the diary speaks of: the deeds that have words, the things that have names.

/** Deeds by the room they belong to; a house test holds this list complete. */
export const deeds = {
  proposals: [
    'approved',
    'postponed',
    'rejected',
    'woke',
    'reopened',
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

/** What a regional branch takes out or brings in: such a line names no community, and its file may be gone. */
export const deedsOfBranches = ['brought-file', 'discarded-file', 'exported', 'exported-in-part'] as const

/** The places of a line in which a community stands. */
export const namedCommunities = ['community', 'candidate', 'other', 'ua', 'foreign'] as const

/** Things that have a name and, mostly, a page. */
export const namedThings = [
  ...namedCommunities,
  'proposal',
  'introduction',
  'request',
  'interest',
  'claim',
  'round',
  'weights',
  'letter',
  'association',
  'import',
  'conflict',
  'account',
] as const
export type NamedThing = (typeof namedThings)[number]

export const isNamed = (key: string): key is NamedThing => namedThings.some((each) => each === key)

/** So many lines a page; so many at most in a file, which is a few years of a busy office. */
export const pageSize = 50
export const mostInFile = 100_000

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => uuid.test(text)

/**
 * The beginning of an account's number, which the page shows beside a name: a file has only the number, and
 * whoever may know finds in this way who it is.
 */
export const signOf = (id: string): string => id.slice(0, 8)

/** The sign in what somebody typed, with or without its “№”. */
export const typedSign = (text: string): string | undefined =>
  /^(?:\D{1,3}\s*)?([0-9a-f]{8})$/i.exec(text.trim())?.[1]?.toLowerCase()
