// Judges a way of scoring: every fold's own partnerships are hidden while it is ranked; all others
// and the world's pairs may serve as evidence.
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { kilometres } from '../../src/scoring/geo.js'
import type { Pair } from '../../src/scoring/profile.js'
import { totalPoints } from '../../src/scoring/score.js'
import type { Weights } from '../../src/scoring/weights.js'
import { rankingOf, type Ranking } from './metrics.js'
import { chance, visiblePairs, type Registry } from './registry.js'

export type Judge = (pair: Pair) => number

/** Rankings of one fold's communities by whatever `judgeWith` makes of the visible evidence. */
export function rankHidden(registry: Registry, hidden: ReadonlySet<number>, judge: Judge): Ranking[] {
  const { ukrainian, foreign, partners } = registry
  return [...hidden].map((u) => {
    const points = Float64Array.from(foreign, (other) => judge({ ua: ukrainian[u]!, foreign: other }))
    return rankingOf(points, partners[u]!)
  })
}

/** The service's own judgement, by given weights. */
export function judgeBy(registry: Registry, hidden: ReadonlySet<number>, weights: Weights): Judge {
  const evidence = gatherEvidence(registry.profiles, visiblePairs(registry, hidden))
  return (pair) => totalPoints(pair, evidence, weights)
}

// A place without a population passes for one of five thousand, the middle of all.
const size = ({ ua, foreign }: Pair) =>
  Math.abs(Math.log((ua.population ?? 5000) / (foreign.population ?? 5000)))
const far = ({ ua, foreign }: Pair) => Math.log(50 + kilometres(ua, foreign))

/** What a score must beat. */
export function baselines(): Record<string, Judge> {
  const next = chance(1)
  return {
    random: () => next(),
    size: (pair) => -size(pair),
    distance: (pair) => -far(pair),
    'size + distance': (pair) => -size(pair) - 1.5 * far(pair),
    gravity: (pair) => Math.log(pair.foreign.population ?? 5000) - 2 * far(pair),
  }
}
