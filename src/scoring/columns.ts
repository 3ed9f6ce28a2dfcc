// The same score for a nation: a hundred thousand foreign communities as columns of numbers. For one
// Ukrainian community a quick pass gives each of them a ceiling, the most points it could have; only
// those whose ceiling reaches the list are scored in full, by the very function that scores a pair. So
// the lists are exactly what scoring every pair would give.
import { pairPlaces, sharedTables, sumExamples, tablesFor, type Places } from './columns-tables.js'
import type { Evidence } from './evidence.js'
import { closedCountries, pairKey, type CommunityProfile } from './profile.js'
import { totalPoints } from './score.js'
import { shortlistOf } from './shortlist.js'
import type { Weights } from './weights.js'

export interface Found {
  readonly foreign: CommunityProfile
  readonly points: number
}

export interface Columns {
  /**
   * The best of all foreign communities for one Ukrainian one, best first, equal ones by id. Existing
   * partners and closed pairs are left out.
   */
  readonly bestFor: (ua: CommunityProfile, limit: number, closed?: ReadonlySet<string>) => Found[]
  readonly size: number
}

/** How many are scored before the rest is asked whether it can still reach the list. */
const firstLook = 3
const noneClosed: ReadonlySet<string> = new Set()

/** Arranges foreign communities for many questions; communities of closed countries are left out. */
export function columnsOf(
  profiles: readonly CommunityProfile[],
  evidence: Evidence,
  weights: Weights,
): Columns {
  const foreign = profiles
    .filter(({ country }) => country !== 'UA' && !closedCountries.includes(country))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const places = pairPlaces(foreign, evidence, weights)
  const shared = sharedTables(weights)
  const range = rangeOf(weights)
  const ceilings = new Float32Array(foreign.length)
  const examples = new Float32Array(foreign.length)
  const indexOf = new Map(foreign.map(({ id }, f) => [id, f]))

  return {
    size: foreign.length,
    bestFor(ua, limit, closed = noneClosed) {
      if (limit <= 0) return []
      sumExamples(ua, places, evidence, examples)
      fillCeilings(places, shared, tablesFor(ua, places, evidence, weights), examples, ceilings)
      for (const id of evidence.partnersOf(ua.id)) {
        // A partner of a partner may have more than any ceiling says.
        for (const other of evidence.partnersOf(id)) {
          const f = indexOf.get(other)
          if (f !== undefined) ceilings[f] = Infinity
        }
      }
      for (const id of evidence.partnersOf(ua.id)) {
        const own = indexOf.get(id)
        if (own !== undefined) ceilings[own] = -Infinity
      }
      const list = shortlistOf(limit)
      const score = (f: number) => {
        if (ceilings[f]! > -Infinity && !closed.has(pairKey(ua.id, foreign[f]!.id)))
          list.offer(f, totalPoints({ ua, foreign: foreign[f]! }, evidence, weights))
      }
      const high = highCeiling(ceilings, limit * firstLook, range)
      for (let f = 0; f < ceilings.length; f++) if (ceilings[f]! >= high) score(f)
      let bar = list.bar()
      for (let f = 0; f < ceilings.length; f++) {
        const ceiling = ceilings[f]!
        if (ceiling < bar || ceiling >= high) continue
        score(f)
        bar = list.bar()
      }
      return list.best().map(({ index, points }) => ({ foreign: foreign[index]!, points }))
    },
  }
}

// Ceilings are kept as single floats; this much is added so that rounding never hides a community.
const slack = 1e-4

function fillCeilings(
  places: Places,
  shared: ReturnType<typeof sharedTables>,
  own: ReturnType<typeof tablesFor>,
  examples: Float32Array,
  into: Float32Array,
): void {
  const { x, y, z, alone, countryOf, classOf, sizeOf } = places
  const { byChord, chordSteps, byExamples, exampleSteps, lastExample } = shared
  const { vector, byCountry, byClass, bySize } = own
  const [ux, uy, uz] = vector
  for (let f = 0; f < into.length; f++) {
    const away = Math.max(0, 1 - (ux * x[f]! + uy * y[f]! + uz * z[f]!))
    into[f] =
      alone[f]! +
      byCountry[countryOf[f]!]! +
      byClass[classOf[f]!]! +
      bySize[sizeOf[f]!]! +
      byChord[(Math.sqrt(away) * chordSteps) | 0]! +
      byExamples[Math.min(lastExample, (examples[f]! * exampleSteps) | 0)]! +
      slack
  }
}

/** The least and the most points that any pair can have. */
function rangeOf({ curves }: Weights): { low: number; high: number } {
  const all = Object.values(curves)
  const sum = (of: (points: readonly number[]) => number) =>
    all.reduce((total, { points }) => total + of(points), 0)
  return { low: sum((points) => Math.min(0, ...points)), high: sum((points) => Math.max(0, ...points)) + 1 }
}

const steps = 2048

/** A ceiling that at least `count` communities reach, and not many more. */
function highCeiling(
  ceilings: Float32Array,
  count: number,
  { low, high }: { low: number; high: number },
): number {
  const bins = new Int32Array(steps + 1)
  const scale = steps / (high - low)
  for (let f = 0; f < ceilings.length; f++) {
    const step = (ceilings[f]! - low) * scale
    if (step >= 0) bins[step < steps ? step | 0 : steps]!++
  }
  let step = steps
  let reached = bins[steps]!
  while (reached < count && step > 0) reached += bins[--step]!
  return low + step / scale - slack
}
