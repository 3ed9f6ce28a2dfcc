// What a round would give, from the database as it is now. Nothing is saved.
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Db } from '../../platform/db/connect.js'
import type { Evidence } from '../../scoring/evidence.js'
import type { CommunityProfile } from '../../scoring/profile.js'
import {
  buildAssignment,
  readSolution,
  type Assignment,
  type Candidate,
  type Rules,
  type Solver,
} from '../../scoring/round.js'
import { roundCandidates } from '../../scoring/round-candidates.js'
import { greedyRound, withoutAny, type WhyNone } from '../../scoring/round-outcome.js'
import { currentWeights } from '../../scoring/weights.js'
import { notLooking } from '../our-community/index.js'
import type { RoundCommunities, RoundOptions } from './rounds.model.js'
import { communitiesForRound, decidedPairsForRound, type DecidedPairs } from './rounds.queries.js'

/** What scoring must know; matching reads it, and whoever opens a round passes it in. */
export interface RoundSources {
  profiles: (db: Db) => Promise<CommunityProfile[]>
  evidence: (db: Db, profiles: readonly CommunityProfile[]) => Promise<Evidence>
}

export interface RoundPreview {
  communities: RoundCommunities
  profiles: readonly CommunityProfile[]
  evidence: Evidence
  taking: ReadonlySet<string>
  /** Those taking part who have no partner. */
  alone: readonly string[]
  /** As it was asked for. */
  floor: number
  rules: Rules & DecidedPairs
  /** How many pairs the rules left to choose from. */
  pairs: number
  /** The best set, best pair first. */
  chosen: readonly Candidate[]
  greedy: readonly Candidate[]
  /** How much less the greedy choice is worth, 0 to 1; below 0 when it is worth more and leaves floors unmet. */
  gap: number
  none: readonly { id: string; why: WhyNone }[]
  /** What the solver and the check of its answer took. */
  seconds: number
}

/** The solver failed, gave up, or could not prove its answer; `cause` says which. */
export class Unsolved extends Error {
  constructor(cause: unknown) {
    super('No best round was found', { cause })
  }
}

/** @throws Unsolved when the solver gives no proven answer */
export async function previewRound(
  db: Db,
  sources: RoundSources,
  options: RoundOptions,
  solve: Solver,
): Promise<RoundPreview> {
  const communities = await communitiesForRound(db)
  const silent = await notLooking(db)
  const taking = new Set([...options.taking(communities)].filter((id) => !silent.has(id)))
  const profiles = await sources.profiles(db)
  const evidence = await sources.evidence(db, profiles)
  const alone = [...taking].filter((id) => evidence.partnersOf(id).length === 0)
  const rules = {
    ...options.rules,
    ...(await decidedPairsForRound(db)),
    floors: new Map(alone.map((id) => [id, options.floor])),
    caps: capsOf(communities, options.cap),
  }
  const open = profiles.filter(({ id }) => !silent.has(id))
  const candidates = await scoredCandidates(open, taking, evidence)
  const began = performance.now()
  const assignment = buildAssignment(candidates, rules)
  const solving = proven(assignment, solve)
  const greedy = greedyRound(candidates, rules) // while the solver thinks
  const chosen = await solving
  const seconds = (performance.now() - began) / 1000
  return {
    communities,
    profiles,
    evidence,
    taking,
    alone,
    floor: options.floor,
    rules,
    pairs: assignment.candidates.length,
    chosen,
    greedy,
    gap: chosen.length === 0 ? 0 : 1 - sumOfTotals(greedy) / sumOfTotals(chosen),
    none: withoutAny([...taking], candidates, rules, chosen),
    seconds,
  }
}

/** Scored one Ukrainian community after another, so that nobody else waits for a hundred thousand pairs. */
async function scoredCandidates(
  profiles: readonly CommunityProfile[],
  taking: ReadonlySet<string>,
  evidence: Evidence,
): Promise<Candidate[]> {
  const abroad = profiles.filter(({ country }) => country !== 'UA')
  const candidates: Candidate[] = []
  for (const ua of profiles.filter(({ country }) => country === 'UA')) {
    candidates.push(...roundCandidates([ua, ...abroad], taking, evidence, currentWeights))
    await othersFirst()
  }
  return candidates
}

async function proven(assignment: Assignment, solve: Solver): Promise<Candidate[]> {
  try {
    return readSolution(assignment, await solve(assignment))
  } catch (error) {
    throw new Unsolved(error)
  }
}

function capsOf(communities: RoundCommunities, cap: RoundOptions['cap']): Map<string, number> {
  const caps = new Map<string, number>()
  for (const { country } of communities.values()) {
    const most = cap(country)
    if (most !== undefined) caps.set(country, most)
  }
  return caps
}

/** The scores of some pairs, 0 to 1 each, added up. */
export const sumOfTotals = (pairs: readonly Candidate[]): number =>
  pairs.reduce((sum, { total }) => sum + total, 0)

/** How many pairs each community is part of; those in none are not there. */
export function pairsOfEach(pairs: readonly { uaId: string; foreignId: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of pairs.flatMap(({ uaId, foreignId }) => [uaId, foreignId]))
    counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
