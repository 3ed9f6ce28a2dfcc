// The judgement of the service beside rules that everybody could think of.
import { kilometres } from '../../src/scoring/geo.js'
import type { Pair } from '../../src/scoring/profile.js'
import type { Judge } from '../../src/scoring/quality/judging.js'
import { chance } from '../../src/scoring/quality/registry.js'

export { judgeBy, rankByAll, rankHidden, type Judge } from '../../src/scoring/quality/judging.js'

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
