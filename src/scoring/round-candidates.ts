// The pairs a round may choose from, with their totals.
import type { Evidence } from './evidence.js'
import { pairOf, type CommunityProfile } from './profile.js'
import type { Candidate } from './round.js'
import { offeredTotal } from './reciprocity.js'
import type { Weights } from './weights.js'

/**
 * Every pair of a Ukrainian community and one abroad of which at least one takes part, but for pairs
 * that are partners already and those that a hard wish excludes.
 * @param taking ids of the communities the round is for
 */
export function roundCandidates(
  profiles: readonly CommunityProfile[],
  taking: ReadonlySet<string>,
  evidence: Evidence,
  weights: Weights,
): Candidate[] {
  const [ours, theirs] = [true, false].map((ua) =>
    profiles.filter(({ country }) => (country === 'UA') === ua),
  )
  return ours!.flatMap((ua) => {
    const partners = new Set(evidence.partnersOf(ua.id))
    return theirs!.flatMap((foreign) => {
      const asked = taking.has(ua.id) || taking.has(foreign.id)
      const pair = asked && !partners.has(foreign.id) ? pairOf(ua, foreign) : undefined
      if (!pair) return []
      const total = offeredTotal(pair, evidence, weights)
      if (total === undefined) return []
      return { uaId: ua.id, foreignId: foreign.id, country: foreign.country, total }
    })
  })
}
