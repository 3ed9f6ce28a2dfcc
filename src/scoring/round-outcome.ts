// What a round came to: held against the greedy way of choosing, and who got nothing, and why.
import { bestFirst, roomFor, type Candidate, type Rules } from './round.js'

/**
 * The greedy choice under the same rules, to hold the best against: pair by pair the best that still
 * has room, first for communities short of their floor, then for everybody.
 */
export function greedyRound(candidates: readonly Candidate[], rules: Rules): Candidate[] {
  const room = roomFor(candidates, rules)
  const left = { ua: tally(room.ua), foreign: tally(room.foreign), country: tally(room.country) }
  const missing = tally(room.floor)
  const chosen = new Set<Candidate>()
  const take = (candidate: Candidate) => {
    const { uaId, foreignId, country } = candidate
    const places = [left.ua.of(uaId), left.foreign.of(foreignId), left.country.of(country)]
    if (Math.min(...places) <= 0) return
    left.ua.less(uaId)
    left.foreign.less(foreignId)
    left.country.less(country)
    missing.less(uaId)
    missing.less(foreignId)
    chosen.add(candidate)
  }
  const sorted = [...room.candidates].sort(bestFirst)
  for (const candidate of sorted)
    if (missing.of(candidate.uaId) > 0 || missing.of(candidate.foreignId) > 0) take(candidate)
  for (const candidate of sorted) if (!chosen.has(candidate)) take(candidate)
  return [...chosen].sort(bestFirst)
}

/**
 * Why a community got no introduction: nobody to score it with; every pair decided before; every pair
 * under the least total; every candidate has its fill; the candidates left are in countries at their cap.
 */
export type WhyNone = 'no-candidates' | 'all-decided' | 'all-weak' | 'others-full' | 'country-full'

/** Those of the communities that have neither a new introduction nor one in hand, with the reason. */
export function withoutAny(
  ids: readonly string[],
  candidates: readonly Candidate[],
  rules: Rules,
  chosen: readonly Candidate[],
): { id: string; why: WhyNone }[] {
  const room = roomFor(candidates, rules)
  const left = { ua: tally(room.ua), foreign: tally(room.foreign) }
  const having = new Set((rules.locked ?? []).flatMap(({ uaId, foreignId }) => [uaId, foreignId]))
  for (const { uaId, foreignId } of chosen) {
    left.ua.less(uaId)
    left.foreign.less(foreignId)
    having.add(uaId).add(foreignId)
  }
  const scored = byCommunity(candidates)
  const allowed = byCommunity(room.candidates)
  const why = (id: string): WhyNone => {
    const all = scored.get(id) ?? []
    if (all.length === 0) return 'no-candidates'
    const possible = allowed.get(id) ?? []
    if (possible.length === 0)
      return all.some(({ total }) => total < (rules.least ?? 0)) ? 'all-weak' : 'all-decided'
    const full = ({ uaId, foreignId }: Candidate) =>
      left[uaId === id ? 'foreign' : 'ua'].of(uaId === id ? foreignId : uaId) <= 0
    return possible.every(full) ? 'others-full' : 'country-full'
  }
  return ids.filter((id) => !having.has(id)).map((id) => ({ id, why: why(id) }))
}

/** Numbers that begin as `first` says and are counted down. */
function tally(first: (key: string) => number) {
  const now = new Map<string, number>()
  const of = (key: string) => now.get(key) ?? first(key)
  return { of, less: (key: string) => void now.set(key, of(key) - 1) }
}

function byCommunity(candidates: readonly Candidate[]): Map<string, Candidate[]> {
  const found = new Map<string, Candidate[]>()
  for (const candidate of candidates)
    for (const id of [candidate.uaId, candidate.foreignId]) {
      const own = found.get(id)
      if (own) own.push(candidate)
      else found.set(id, [candidate])
    }
  return found
}
