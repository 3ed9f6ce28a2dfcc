// A round computed from the database, without saving anything.
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { communitiesForRound, decidedPairsForRound } from '../../src/features/rounds/rounds.queries.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import type { Db } from '../../src/platform/db/connect.js'
import { buildAssignment, readSolution, type Rules } from '../../src/scoring/round.js'
import { roundCandidates } from '../../src/scoring/round-candidates.js'
import { greedyRound, withoutAny } from '../../src/scoring/round-outcome.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { Mendable } from '../mendable.js'
import { takingPart, type Options } from './options.js'
import type { Outcome } from './report.js'

/** @throws Mendable when there is no registry yet, or it lacks a community that was named */
export async function dryRun(db: Db, options: Options): Promise<Outcome> {
  const communities = await communitiesForRound(db).catch((error: { code?: string }) => {
    if (error.code === '42P01') return new Map<never, never>() // no tables yet
    throw error
  })
  if (communities.size === 0)
    throw new Mendable('There are no communities yet: `npm run seed` loads the registry.')
  const taking = takingPart(options.whom, communities)
  const profiles = await profilesForScoring(db)
  const evidence = await evidenceForScoring(db, profiles)
  const alone = [...taking].filter((id) => evidence.partnersOf(id).length === 0)
  const caps = new Map<string, number>()
  for (const { country } of communities.values()) {
    const cap = options.cap(country)
    if (cap !== undefined) caps.set(country, cap)
  }
  const rules: Rules = {
    ...options.rules,
    ...(await decidedPairsForRound(db)),
    floors: new Map(alone.map((id) => [id, options.floor])),
    caps,
  }
  const candidates = roundCandidates(profiles, taking, evidence, currentWeights)

  const began = performance.now()
  const assignment = buildAssignment(candidates, rules)
  const chosen = readSolution(assignment, await solveRound(assignment))
  const seconds = (performance.now() - began) / 1000
  return {
    communities,
    taking,
    alone,
    options,
    rules,
    weights: currentWeights.version,
    pairs: assignment.candidates.length,
    chosen,
    greedy: greedyRound(candidates, rules),
    none: withoutAny([...taking], candidates, rules, chosen),
    seconds,
  }
}
