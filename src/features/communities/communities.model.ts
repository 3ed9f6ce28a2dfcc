// The words of the registry: topics, features, kinds, statuses. Pure lists and rules; their names in
// each language live in the catalogues.
import type { Score } from '../../scoring/score.js'

/** Each can be a need, an offer, or a theme named without a direction. */
export const topics = [
  'energy',
  'water',
  'waste',
  'environment-climate',
  'transport-roads',
  'housing-planning',
  'reconstruction',
  'civil-protection',
  'health-rehabilitation',
  'social-services',
  'veterans',
  'education',
  'youth',
  'culture-heritage',
  'sport',
  'tourism',
  'economy-investment',
  'agriculture-rural',
  'digital-services',
  'local-democracy',
] as const
export type Topic = (typeof topics)[number]

export const kinds = ['city', 'settlement', 'village'] as const
export type Kind = (typeof kinds)[number]

/** What a community is, apart from its size. */
export const traits = ['capital', 'regional-seat', 'coastal', 'border', 'mountain'] as const
/** The registry's size classes; exactly one of them belongs to each community of known population. */
export const sizeClasses = ['metropolis', 'large', 'medium', 'small'] as const
export const features = [...traits, ...sizeClasses] as const
export type Feature = (typeof features)[number]

export const directions = ['need', 'offer', 'both-unknown'] as const
export type Direction = (typeof directions)[number]

export const partnershipStatuses = ['active', 'unknown', 'suspended-check', 'terminated'] as const
export type PartnershipStatus = (typeof partnershipStatuses)[number]

export interface Candidate {
  score: Score
  /** The proposal of this pair that staff have not decided yet. */
  proposalId: string | undefined
}

/** Who fits a community best among those it has no relation with; matching knows. */
export type FindCandidates = (communityId: string, limit: number) => Promise<Candidate[]>
