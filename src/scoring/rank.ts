// Which pairs to suggest: for every community its best few, chosen so that no community crowds out
// the others.
import type { Evidence } from './evidence.js'
import { pairKey, pairOf, type CommunityProfile, type Pair } from './profile.js'
import { offeredScore, offeredTotal } from './reciprocity.js'
import type { Score } from './score.js'
import type { Weights } from './weights.js'

export interface Limits {
  /** How many suggestions a Ukrainian community gets at most. */
  readonly perUa: number
  /** In how many suggestions a foreign community appears at most. */
  readonly perForeign: number
}

export const usualLimits: Limits = { perUa: 10, perForeign: 5 }

/**
 * A fair short-list, best first. Communities choose in turns: in each turn every Ukrainian community
 * still short of its limit gets its best remaining pair whose foreign side still has room; within a
 * turn the best pairs come first, and ids break ties.
 * @param closed pairs not to suggest (`pairKey`): already partnered, declined or decided
 */
export function rankPairs(
  profiles: readonly CommunityProfile[],
  closed: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
  limits: Limits = usualLimits,
): Score[] {
  const ukrainian = profiles.filter(({ country }) => country === 'UA')
  const queues = ukrainian.map((ua) => candidatesOf(ua, profiles, closed, evidence, weights))
  return sharedOut(queues, evidence, weights, limits)
}

/** The same list, with a pause after each community, so that whoever waits for the process gets a turn. */
export async function rankPairsInTurns(
  profiles: readonly CommunityProfile[],
  closed: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
  pause: () => Promise<unknown>,
): Promise<Score[]> {
  const queues: Candidate[][] = []
  for (const ua of profiles.filter(({ country }) => country === 'UA')) {
    queues.push(candidatesOf(ua, profiles, closed, evidence, weights))
    await pause()
  }
  return sharedOut(queues, evidence, weights, usualLimits)
}

function sharedOut(
  candidates: readonly Candidate[][],
  evidence: Evidence,
  weights: Weights,
  limits: Limits,
): Score[] {
  const queues = candidates.filter((queue) => queue.length > 0)
  const room = new Map<string, number>()
  const taken: Candidate[] = []
  for (let turn = 0; turn < limits.perUa; turn++) {
    const firsts = queues.map((queue) => queue[0]).filter((candidate) => candidate !== undefined)
    const order = firsts.sort(bestFirst).map((candidate) => candidate.pair.ua.id)
    const queueOf = new Map(
      queues.flatMap((queue) => (queue[0] ? [[queue[0].pair.ua.id, queue] as const] : [])),
    )
    for (const uaId of order) {
      const queue = queueOf.get(uaId)!
      while (queue.length > 0) {
        const candidate = queue.shift()!
        const used = room.get(candidate.pair.foreign.id) ?? 0
        if (used >= limits.perForeign) continue
        room.set(candidate.pair.foreign.id, used + 1)
        taken.push(candidate)
        break
      }
    }
  }
  return taken.sort(bestFirst).map(({ pair }) => offeredScore(pair, evidence, weights))
}

interface Candidate {
  readonly pair: Pair
  readonly total: number
}

/** With its total, unless a hard wish of one of the two excludes it. */
function candidate(pair: Pair, evidence: Evidence, weights: Weights): Candidate[] {
  const total = offeredTotal(pair, evidence, weights)
  return total === undefined ? [] : [{ pair, total }]
}

const byId = (a: Pair, b: Pair) => {
  const [x, y] = [pairKey(a.ua.id, a.foreign.id), pairKey(b.ua.id, b.foreign.id)]
  return x < y ? -1 : x > y ? 1 : 0
}

const bestFirst = (a: Candidate, b: Candidate) => b.total - a.total || byId(a.pair, b.pair)

function candidatesOf(
  ua: CommunityProfile,
  profiles: readonly CommunityProfile[],
  closed: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
): Candidate[] {
  const partners = new Set(evidence.partnersOf(ua.id))
  return profiles
    .filter((other) => !partners.has(other.id) && !closed.has(pairKey(ua.id, other.id)))
    .flatMap((other) => pairOf(ua, other) ?? [])
    .flatMap((pair) => candidate(pair, evidence, weights))
    .sort(bestFirst)
}

/** A pair that may be suggested, with its total. */
export type Ranked = Candidate

/** All candidates for one community on either side, best first; its partners are not among them. */
export function rankedFor(
  community: CommunityProfile,
  profiles: readonly CommunityProfile[],
  evidence: Evidence,
  weights: Weights,
): Ranked[] {
  const partners = new Set(evidence.partnersOf(community.id))
  return profiles
    .filter((other) => !partners.has(other.id))
    .flatMap((other) => pairOf(community, other) ?? [])
    .flatMap((pair) => candidate(pair, evidence, weights))
    .sort(bestFirst)
}

/** The best candidates for one community on either side, best first. */
export function bestFor(
  community: CommunityProfile,
  profiles: readonly CommunityProfile[],
  closed: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
  limit: number,
): Score[] {
  return rankedFor(community, profiles, evidence, weights)
    .filter(({ pair: { ua, foreign } }) => !closed.has(pairKey(ua.id, foreign.id)))
    .slice(0, limit)
    .map(({ pair }) => offeredScore(pair, evidence, weights))
}
