// Judges a way of scoring: every fold's own partnerships are hidden while it is ranked; all others
// and the world's pairs may serve as evidence.
import { criteria, criterionNames } from '../criteria/index.js'
import { pointsAt } from '../curve.js'
import { gatherEvidence, type Evidence } from '../evidence.js'
import type { CommunityProfile, Pair } from '../profile.js'
import { totalPoints } from '../score.js'
import type { Weights } from '../weights.js'
import { rankingOf, type Ranking } from './metrics.js'
import { foldsOf, usualFolds, visiblePairs, type Registry } from './registry.js'

export type Judge = (pair: Pair) => number

/** Rankings of one fold's communities by whatever `judge` makes of the visible evidence. */
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

/**
 * Rankings of all communities, fold by fold, by several weights at once: measuring a pair takes the time,
 * and is the same for all of them.
 * @param onProgress told after each community
 */
export function rankByAll(
  registry: Registry,
  sets: readonly Weights[],
  onProgress: (done: number, total: number) => void = () => {},
): Ranking[][] {
  const { ukrainian, foreign, partners } = registry
  const rankings = sets.map((): Ranking[] => [])
  let done = 0
  for (const hidden of foldsOf(registry, usualFolds.count, usualFolds.seed)) {
    if (hidden.size === 0) continue
    const evidence = gatherEvidence(registry.profiles, visiblePairs(registry, hidden))
    for (const u of hidden) {
      pointsOfAll(ukrainian[u]!, foreign, evidence, sets).forEach((points, s) =>
        rankings[s]!.push(rankingOf(points, partners[u]!)),
      )
      onProgress(++done, ukrainian.length)
    }
  }
  return rankings
}

function pointsOfAll(
  ua: CommunityProfile,
  foreign: readonly CommunityProfile[],
  evidence: Evidence,
  sets: readonly Weights[],
): Float64Array[] {
  const all = sets.map(() => new Float64Array(foreign.length))
  for (let f = 0; f < foreign.length; f++) {
    const pair = { ua, foreign: foreign[f]! }
    for (const name of criterionNames) {
      const x = criteria[name].measure(pair, evidence)
      if (x === undefined) continue
      for (let s = 0; s < sets.length; s++) all[s]![f]! += pointsAt(sets[s]!.curves[name], x)
    }
  }
  return all
}
