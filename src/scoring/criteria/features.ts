// What kind of place each is: its role in the region, and sea, mountains and border nearby.
import type { Evidence } from '../evidence.js'
import type { CommunityProfile } from '../profile.js'
import { silent, type Criterion } from './criterion.js'

export const landscape = ['coastal', 'mountain', 'border'] as const

/** Seat of a region; where nobody says, the largest known community of a region passes for its seat. */
export function leads(community: CommunityProfile, evidence: Evidence): boolean | undefined {
  const { features } = community
  if (features === undefined) return evidence.isLargest(community)
  return features.includes('capital') || features.includes('regional-seat')
}

/** Both lead their regions: 1; neither does: 0; one does and the other does not: −1. */
export const role: Criterion = {
  measure: ({ ua, foreign }, evidence) => {
    const [ours, theirs] = [leads(ua, evidence), leads(foreign, evidence)]
    if (ours === undefined || theirs === undefined) return undefined
    if (ours !== theirs) return -1
    return ours ? 1 : 0
  },
  values: ({ ua, foreign }, evidence) => {
    const [ours, theirs] = [leads(ua, evidence), leads(foreign, evidence)]
    return {
      silent: silent(ours, theirs),
      ua: ours ?? false,
      foreign: theirs ?? false,
      ...(ua.region !== undefined && { uaRegion: ua.region }),
      ...(foreign.region !== undefined && { foreignRegion: foreign.region }),
    }
  },
}

const shared = (a: CommunityProfile, b: CommunityProfile) =>
  landscape.filter((name) => a.features?.includes(name) && b.features?.includes(name))

/** How many of sea, mountains and border both have. */
export const features: Criterion = {
  measure: ({ ua, foreign }) => (ua.features && foreign.features ? shared(ua, foreign).length : undefined),
  values: ({ ua, foreign }) => ({
    silent: silent(ua.features, foreign.features),
    shared: shared(ua, foreign),
  }),
}
