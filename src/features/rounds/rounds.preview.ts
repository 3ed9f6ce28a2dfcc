// What a round would give, from the database as it is now. Nothing is saved.
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Db } from '../../platform/db/connect.js'
import type { Evidence } from '../../scoring/evidence.js'
import { pairKey, pairOf, type CommunityProfile } from '../../scoring/profile.js'
import {
  buildAssignment,
  readSolution,
  type Assignment,
  type Candidate,
  type Rules,
  type Solver,
} from '../../scoring/round.js'
import { offeredScore } from '../../scoring/reciprocity.js'
import { roundCandidates } from '../../scoring/round-candidates.js'
import { greedyRound, withoutAny, type WhyNone } from '../../scoring/round-outcome.js'
import type { Score } from '../../scoring/score.js'
import type { Weights } from '../../scoring/weights.js'
import { notLooking } from '../our-community/index.js'
import type { Pair, RoundCommunities, RoundOptions } from './rounds.model.js'
import {
  communitiesForRound,
  decidedPairsForRound,
  weightsForRound,
  type DecidedPairs,
} from './rounds.queries.js'

/** What scoring must know; matching reads it, and whoever opens a round passes it in. */
export interface RoundSources {
  profiles: (db: Db) => Promise<CommunityProfile[]>
  evidence: (db: Db, profiles: readonly CommunityProfile[]) => Promise<Evidence>
}

export interface RoundPreview {
  communities: RoundCommunities
  profiles: readonly CommunityProfile[]
  evidence: Evidence
  weights: Weights
  taking: ReadonlySet<string>
  /** Those taking part who have no partner. */
  alone: readonly string[]
  /** As it was asked for. */
  floor: number
  /** Under way or decided before, whatever this round's own marks are. */
  decided: DecidedPairs
  rules: Rules & DecidedPairs
  /** How many pairs the rules left to choose from. */
  pairs: number
  /** The best set beside what is in hand and locked, best pair first. */
  chosen: readonly Candidate[]
  /** The pairs that staff locked and that nobody has decided on meanwhile. */
  locks: readonly Pair[]
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
  const weights = await weightsForRound(db)
  const communities = await communitiesForRound(db)
  const silent = await notLooking(db)
  const isHere = (id: string) => {
    const { country, regionCode } = communities.get(id)!
    return options.region === undefined || country !== 'UA' || regionCode === options.region
  }
  const taking = new Set([...options.taking(communities)].filter((id) => !silent.has(id) && isHere(id)))
  /** Those whom it must answer for: a round of one oblast only for its own. */
  const answeredFor = [...taking].filter(
    (id) => options.region === undefined || communities.get(id)!.country === 'UA',
  )
  const profiles = await sources.profiles(db)
  const evidence = await sources.evidence(db, profiles)
  const alone = answeredFor.filter((id) => evidence.partnersOf(id).length === 0)
  const decided = await decidedPairsForRound(db)
  const taken = new Set([...decided.locked.map(keyOf), ...decided.struck])
  const locks = (options.locks ?? []).filter((pair) => !taken.has(keyOf(pair)))
  const rules = {
    ...options.rules,
    locked: [
      ...decided.locked,
      ...locks.map((pair) => ({ ...pair, country: communities.get(pair.foreignId)!.country })),
    ],
    struck: new Set([...decided.struck, ...(options.strikes ?? []).map(keyOf)]),
    floors: new Map(alone.map((id) => [id, options.floor])),
    caps: capsOf(communities, options.cap),
  }
  const open = profiles.filter(({ id }) => !silent.has(id) && isHere(id))
  const candidates = await scoredCandidates(open, taking, evidence, weights)
  const began = performance.now()
  const assignment = buildAssignment(candidates, rules)
  await othersFirst()
  const solving = proven(assignment, solve)
  // While the solver thinks. It may fail before this is done, and is listened to afterwards.
  solving.catch(() => {})
  await othersFirst()
  const greedy = greedyRound(candidates, rules)
  const chosen = await solving
  const seconds = (performance.now() - began) / 1000
  await othersFirst()
  return {
    communities,
    profiles,
    evidence,
    weights,
    taking,
    alone,
    floor: options.floor,
    decided,
    rules,
    pairs: assignment.candidates.length,
    chosen,
    locks,
    greedy,
    gap: chosen.length === 0 ? 0 : 1 - sumOfTotals(greedy) / sumOfTotals(chosen),
    none: withoutAny(answeredFor, candidates, rules, chosen),
    seconds,
  }
}

/** Scored one Ukrainian community after another, so that nobody else waits for a hundred thousand pairs. */
async function scoredCandidates(
  profiles: readonly CommunityProfile[],
  taking: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
): Promise<Candidate[]> {
  const abroad = profiles.filter(({ country }) => country !== 'UA')
  const candidates: Candidate[] = []
  for (const ua of profiles.filter(({ country }) => country === 'UA')) {
    candidates.push(...roundCandidates([ua, ...abroad], taking, evidence, weights))
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

const keyOf = ({ uaId, foreignId }: Pair) => pairKey(uaId, foreignId)

/** What the round would offer, with reasons: the locked pairs and the best set beside them. */
export function scoresOf({ chosen, locks, profiles, evidence, weights }: RoundPreview): Score[] {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  return [...locks, ...chosen].flatMap(({ uaId, foreignId }) => {
    const pair = pairOf(byId.get(uaId)!, byId.get(foreignId)!)
    return pair ? [offeredScore(pair, evidence, weights)] : []
  })
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
