// A round as an assignment problem: which introductions together are worth most when every community
// has room for a few. Builds the problem for a solver and reads its answer; solving itself is a port.
import { pairKey } from './profile.js'

/** A pair that could be introduced. */
export interface Candidate {
  readonly uaId: string
  readonly foreignId: string
  /** Country of the foreign community. */
  readonly country: string
  /** 0 to 1, as `scorePair` gives it. */
  readonly total: number
}

/** A pair already in hand: it takes its place on both sides and is not chosen again. */
export type Locked = Omit<Candidate, 'total'>

export interface Rules {
  /** At most so many introductions for each community of a side, those in hand included. */
  readonly perUa: number
  readonly perForeign: number
  /** At least so many for these communities. Floors come first: as many as can be met are met. */
  readonly floors?: ReadonlyMap<string, number>
  /** At most so many with communities of a country, those in hand included. */
  readonly caps?: ReadonlyMap<string, number>
  readonly locked?: readonly Locked[]
  /** Pairs that must not be chosen, by `pairKey`. */
  readonly struck?: ReadonlySet<string>
  /** Pairs with a lower total are not worth a letter; 0 when left out. */
  readonly least?: number
}

export const usualRules: Rules = { perUa: 3, perForeign: 3 }

/**
 * The problem as a solver takes it: a number from 0 to `most` for every column, so that the sum of
 * `worth` is greatest and no limit is exceeded. The first columns are the candidates (0 or 1), the
 * others count how far floors are met. Among equally good answers the greatest sum of `lots` decides.
 * It is a network with whole numbers only, so that an ordinary linear programme gives whole answers.
 */
export interface Assignment {
  readonly candidates: readonly Candidate[]
  readonly worth: Float64Array
  readonly most: Float64Array
  readonly lots: Float64Array
  /** Limit i: the columns from `starts[i]` to `starts[i + 1]`, times `signs`, add up to `limits[i]` at most. */
  readonly limits: Float64Array
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly signs: Float64Array
}

/** A solver's answer, and an upper bound that shows that nothing is worth more. */
export interface Solution {
  readonly taken: ArrayLike<number>
  readonly bound: number
}

export type Solver = (assignment: Assignment) => Promise<Solution>

/** Totals count in millionths, so that sums are exact and a tie is a tie. */
const unit = 1_000_000
const worthOf = ({ total }: Candidate) => Math.round(total * unit)

/**
 * A tie is decided by lot, and the lot is drawn from the pair's names: it falls the same way in every
 * run and on every machine, and favours no letter of the alphabet. From 1 to 2^20.
 */
export function lotOf({ uaId, foreignId }: Pick<Candidate, 'uaId' | 'foreignId'>): number {
  const names = pairKey(uaId, foreignId)
  let hash = 0x811c9dc5
  for (let i = 0; i < names.length; i++) hash = Math.imul(hash ^ names.charCodeAt(i), 0x01000193)
  // Stirred as MurmurHash3 does it at its end, or the lots of similar names would be similar too.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 12) + 1
}

/** What the rules leave: the candidates that may be chosen, and the room beside what is in hand. */
export interface Room {
  readonly candidates: readonly Candidate[]
  readonly ua: (id: string) => number
  readonly foreign: (id: string) => number
  readonly country: (code: string) => number
  /** How many are still missing to a community's floor. */
  readonly floor: (id: string) => number
}

/**
 * Applies the rules to the candidates.
 * @throws RangeError when a pair is there twice or its total is not from 0 to 1
 */
export function roomFor(candidates: readonly Candidate[], rules: Rules): Room {
  const { perUa, perForeign, floors, caps, locked = [], struck, least = 0 } = rules
  const communities = counted(locked.flatMap(({ uaId, foreignId }) => [uaId, foreignId]))
  const countries = counted(locked.map(({ country }) => country))
  const inHand = new Set(locked.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
  const seen = new Set<string>()
  const allowed = candidates.filter((candidate) => {
    const { uaId, foreignId, total } = candidate
    const key = pairKey(uaId, foreignId)
    if (seen.has(key)) throw new RangeError(`${uaId} and ${foreignId} are among the candidates twice`)
    if (!(total >= 0 && total <= 1))
      throw new RangeError(`${uaId} and ${foreignId} cannot have a total of ${total}`)
    seen.add(key)
    return total >= least && worthOf(candidate) > 0 && !inHand.has(key) && !struck?.has(key)
  })
  const left = (most: number, taken = 0) => Math.max(0, most - taken)
  return {
    candidates: allowed,
    ua: (id) => left(perUa, communities.get(id)),
    foreign: (id) => left(perForeign, communities.get(id)),
    country: (code) => left(caps?.get(code) ?? Infinity, countries.get(code)),
    floor: (id) => left(floors?.get(id) ?? 0, communities.get(id)),
  }
}

/** The whole problem in numbers: the same numbers for the same candidates in any order. */
export function buildAssignment(candidates: readonly Candidate[], rules: Rules): Assignment {
  const room = roomFor(candidates, rules)
  const sorted = [...room.candidates].sort(byNames)
  const uas = columnsBy(sorted, ({ uaId }) => uaId)
  const foreigns = columnsBy(sorted, ({ foreignId }) => foreignId)
  const floors = [...uas, ...foreigns].filter(([id]) => room.floor(id) > 0)
  // Meeting one more floor can cost at most one introduction of each Ukrainian community.
  const floorWorth = (uas.size + 1) * unit

  const rows: { limit: number; plus: readonly number[]; minus: readonly number[] }[] = []
  const atMost = (limit: number, plus: readonly number[]) => {
    if (limit < plus.length) rows.push({ limit, plus, minus: [] })
  }
  for (const [id, own] of uas) atMost(room.ua(id), own)
  for (const [id, own] of foreigns) atMost(room.foreign(id), own)
  for (const [code, own] of columnsBy(sorted, ({ country }) => country)) atMost(room.country(code), own)
  floors.forEach(([, own], i) => rows.push({ limit: 0, plus: [sorted.length + i], minus: own }))

  const starts = new Int32Array(rows.length + 1)
  rows.forEach(({ plus, minus }, i) => (starts[i + 1] = starts[i]! + plus.length + minus.length))
  return {
    candidates: sorted,
    worth: Float64Array.from([...sorted.map(worthOf), ...floors.map(() => floorWorth)]),
    most: Float64Array.from([...sorted.map(() => 1), ...floors.map(([id]) => room.floor(id))]),
    lots: Float64Array.from([...sorted.map(lotOf), ...floors.map(() => 0)]),
    limits: Float64Array.from(rows, ({ limit }) => limit),
    starts,
    columns: Int32Array.from(rows.flatMap(({ plus, minus }) => [...plus, ...minus])),
    signs: Float64Array.from(
      rows.flatMap(({ plus, minus }) => [...plus.map(() => 1), ...minus.map(() => -1)]),
    ),
  }
}

/**
 * The introductions that an answer stands for, best first.
 * @throws Error when the answer breaks a limit or does not prove that it is the best
 */
export function readSolution(assignment: Assignment, { taken, bound }: Solution): Candidate[] {
  const { candidates, worth, most, limits, starts, columns, signs } = assignment
  const whole = most.map((highest, i) => {
    const n = Math.round(taken[i] ?? NaN)
    if (!(n >= 0 && n <= highest)) throw new Error(`The solver gave ${taken[i]} for column ${i}`)
    return n
  })
  limits.forEach((limit, row) => {
    let sum = 0
    for (let i = starts[row]!; i < starts[row + 1]!; i++) sum += whole[columns[i]!]! * signs[i]!
    if (sum > limit) throw new Error(`The solver broke limit ${row}`)
  })
  const reached = whole.reduce((sum, n, i) => sum + n * worth[i]!, 0)
  if (bound !== reached)
    throw new Error(`The solver reached ${reached} but proved only that ${bound} is not exceeded`)
  return candidates.filter((_, i) => whole[i] === 1).sort(bestFirst)
}

/** Best first; the lot decides between equals. */
export const bestFirst = (a: Candidate, b: Candidate): number =>
  worthOf(b) - worthOf(a) || lotOf(b) - lotOf(a) || byNames(a, b)

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byNames = (a: Candidate, b: Candidate) => order(a.uaId, b.uaId) || order(a.foreignId, b.foreignId)

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Columns of the candidates, by what they have in common. */
function columnsBy(
  candidates: readonly Candidate[],
  by: (candidate: Candidate) => string,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  candidates.forEach((candidate, i) => {
    const group = groups.get(by(candidate))
    if (group) group.push(i)
    else groups.set(by(candidate), [i])
  })
  return groups
}
