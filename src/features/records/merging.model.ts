// Merging two records of one community: which of two values stays, which of two proposals, and what
// forbids a merge. Pure rules; the page says them, the action keeps them.
import { type CommunityRecord, type FormerName, type RecordFields } from './records.model.js'

/** What the names of the record that goes are at the record that stays. */
export const nameKinds = ['other', 'former'] as const
export type NameKind = (typeof nameKinds)[number]

/** Values that the record that stays takes over where it has none. */
const filledIn = [
  'nameUk',
  'regionCode',
  'katottg',
  'geonamesId',
  'wikidataId',
  'hromadaUk',
  'website',
] as const

/** The record that stays after a merge: its own values win, the other's fill what is missing. */
export function mergedRecord(keeper: CommunityRecord, duplicate: CommunityRecord): CommunityRecord {
  const merged: CommunityRecord = { ...keeper }
  const sources = { ...keeper.sources }
  const take = (field: keyof RecordFields) => {
    const source = duplicate.sources[field]
    if (source !== undefined) sources[field] = source
    Object.assign(merged, { [field]: duplicate[field] })
  }
  for (const field of filledIn) if (keeper[field] === null && duplicate[field] !== null) take(field)
  if (keeper.population === null && duplicate.population !== null) {
    take('population')
    take('populationSource')
  }
  if (keeper.standing === 'free' && duplicate.standing !== 'free')
    for (const field of ['standing', 'standingSince', 'standingSource'] as const) take(field)
  const known = new Set(keeper.formerNames.map(({ name }) => name))
  const formerNames = [...keeper.formerNames, ...duplicate.formerNames.filter(({ name }) => !known.has(name))]
  return { ...merged, formerNames, sources }
}

/** The official names of the record that goes which the one that stays does not have. */
export function namesBrought(keeper: CommunityRecord, duplicate: CommunityRecord): FormerName[] {
  const { country, nameEn, nameUk, nameNative } = duplicate
  const known = new Set([
    keeper.nameEn,
    keeper.nameUk,
    keeper.nameNative,
    ...keeper.formerNames.map(({ name }) => name),
  ])
  const names = [
    { name: nameEn, language: 'en' },
    ...(nameUk ? [{ name: nameUk, language: 'uk' }] : []),
    ...(country === 'UA' ? [] : [{ name: nameNative, language: '' }]),
  ]
  return names.filter(({ name }, i) => !known.has(name) && names.findIndex((one) => one.name === name) === i)
}

export interface PairProposal {
  id: string
  uaId: string
  foreignId: string
  state: 'offered' | 'postponed' | 'approved' | 'rejected'
  askedAt: Date | null
  decidedAt: Date | null
  introduction: 'awaiting' | 'connected' | 'resting' | 'closed' | null
  /** How many steps were recorded after the introduction. */
  milestones: number
}

const introductionRank = { closed: 5, resting: 6, awaiting: 7, connected: 8 } as const
const stateRank = { offered: 0, postponed: 2, rejected: 3, approved: 4 } as const

/** How far a proposal has come. */
const rank = ({ state, askedAt, introduction }: PairProposal) =>
  introduction ? introductionRank[introduction] : stateRank[state] + (askedAt && state === 'offered' ? 1 : 0)

/**
 * Of two proposals for one pair the one that has come further stays; of two equals the one after whose
 * introduction something was recorded, or else the newer decision.
 */
export function staying<P extends PairProposal>(kept: P, other: P): P {
  if (rank(kept) !== rank(other)) return rank(kept) > rank(other) ? kept : other
  const [ours, theirs] = [kept.milestones > 0, other.milestones > 0]
  if (ours !== theirs) return ours ? kept : other
  return (other.decidedAt?.getTime() ?? 0) > (kept.decidedAt?.getTime() ?? 0) ? other : kept
}

/** Both records were introduced to the same partner. */
export const introducedTwice = (one: PairProposal, other: PairProposal): boolean =>
  one.introduction !== null && other.introduction !== null

/** Of which one still runs or will be taken up again: nobody may lose the answer that is on its way. */
export const stillRuns = (one: PairProposal, other: PairProposal): boolean =>
  introducedTwice(one, other) &&
  [one, other].some(({ introduction }) => introduction === 'awaiting' || introduction === 'resting')

/** How many pairs both records have, and how many of those were introduced twice: of each two one goes. */
export interface Overlap {
  proposals: number
  introductions: number
}

export type MergeRefusal = 'same' | 'countries' | 'both-introduced'
