// What staff bring in a file: which kinds of file there are and what their columns mean, what becomes of
// each row, and how far a batch has come. Pure.

export const batchKinds = ['communities', 'contacts', 'partnerships', 'register'] as const
export type BatchKind = (typeof batchKinds)[number]

/** What would become of a row; the order is that of weight: the first that holds is the row's fate. */
export const fates = ['not-ours', 'ignored', 'unplaced', 'conflict', 'duplicate', 'change', 'new'] as const
export type Fate = (typeof fates)[number]

/** In the order staff look through them: what needs them comes first. */
export const fatesForStaff: readonly Fate[] = [
  'conflict',
  'unplaced',
  'new',
  'change',
  'duplicate',
  'ignored',
  'not-ours',
]

/** What the registry names as the source of what a file says. */
export const sourceOf = ({ fileName }: { fileName: string }): string => `file: ${fileName}`

export type BatchState = 'mapping' | 'checking' | 'ready' | 'applied' | 'undone'

/** Reading begins anew whenever columns or places are named otherwise; what was applied can be taken back once. */
export const transitions = {
  mapping: { check: 'checking' },
  checking: { check: 'checking', finish: 'ready' },
  ready: { check: 'checking', apply: 'applied' },
  applied: { undo: 'undone' },
  undone: {},
} as const satisfies Record<BatchState, Partial<Record<string, BatchState>>>

/** Whether a batch in this state may take this step. */
export const mayTake = (state: BatchState, step: 'check' | 'apply' | 'undo'): boolean =>
  step in transitions[state]

/** The fields of each kind of file, those that a file cannot do without first. */
export const fieldsOfKind = {
  communities: {
    required: ['name'],
    optional: [
      'id',
      'nameEn',
      'nameNative',
      'country',
      'region',
      'kind',
      'hromada',
      'katottg',
      'geonamesId',
      'wikidataId',
      'lat',
      'lon',
      'population',
      'populationSource',
      'website',
    ],
  },
  contacts: {
    required: ['community', 'contactName', 'email'],
    optional: ['id', 'country', 'region', 'office', 'phone', 'language'],
  },
  partnerships: {
    required: ['ua', 'foreign'],
    optional: [
      'uaId',
      'foreignId',
      'uaRegion',
      'country',
      'foreignRegion',
      'status',
      'signed',
      'year',
      'title',
      'source',
    ],
  },
  register: {
    required: ['uaSubject', 'foreignState', 'foreignUnit'],
    optional: [
      'number',
      'registeredAs',
      'title',
      'signed',
      'lawKind',
      'sphere',
      'uaRegion',
      'foreignSubject',
      'duration',
    ],
  },
} as const satisfies Record<BatchKind, { required: readonly string[]; optional: readonly string[] }>

export const fieldsOf = (kind: BatchKind): readonly string[] => [
  ...fieldsOfKind[kind].required,
  ...fieldsOfKind[kind].optional,
]

/** Field → number of its column, beginning with 0. */
export type Mapping = Readonly<Record<string, number>>

/** Why a row has its fate: a key of the catalogue, and what stands in its words. */
export interface Why {
  fate: Fate
  /** `staff/imports/show.why-…` */
  key: string
  values?: Record<string, string | number>
}

export type Side = 'ua' | 'foreign' | 'community'

/** One change that applying the row would make. */
export interface Effect {
  table: 'communities' | 'partnerships' | 'agreements' | 'contacts'
  /** The row's key; of a pair both ids with a space between. */
  key: string
  /** Null when the row is new. */
  before: Record<string, unknown> | null
  after: Record<string, unknown>
}

/** What the check found out about a row. */
export interface Outcome {
  why: Why[]
  effects: Effect[]
  /** The communities that are meant, by side. */
  placed: Partial<Record<Side, string>>
  /** Communities to choose from, by side. */
  candidates: Partial<Record<Side, string[]>>
  /** What the row says, read. */
  read: Record<string, string | number | boolean | string[] | null>
}

export const fateOf = ({ why, effects }: Pick<Outcome, 'why' | 'effects'>): Fate => {
  const said = fates.find((fate) => why.some((one) => one.fate === fate))
  if (said) return said
  if (effects.length === 0) return 'duplicate'
  return effects.some(({ before }) => before === null) ? 'new' : 'change'
}

export type Decision = 'take' | 'leave'

/** What happens to a row when nobody decides anything: only what is plain is taken. */
export const usualDecision = (fate: Fate): Decision =>
  fate === 'new' || fate === 'change' ? 'take' : 'leave'

/** Whether staff may take the row at all: its places are known and there is something to do. */
export const canBeTaken = (fate: Fate, effects: readonly Effect[]): boolean =>
  effects.length > 0 && (fate === 'new' || fate === 'change' || fate === 'conflict')

/** Kinds of personal data that are looked for in cells. */
export const personalKinds = ['email', 'phone', 'person', 'address'] as const
export type PersonalKind = (typeof personalKinds)[number]
