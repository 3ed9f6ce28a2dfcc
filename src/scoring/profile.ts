// What scoring may know about a community. Every field but identity and place may be unknown, and
// unknown is not zero.

export type Kind = 'city' | 'settlement' | 'village'

export interface CommunityProfile {
  readonly id: string
  readonly country: string
  /** First-level region (GeoNames admin1), such as `UA.15`. */
  readonly region: string | undefined
  readonly kind: Kind | undefined
  readonly lat: number
  readonly lon: number
  readonly population: number | undefined
  /** Undefined when nobody derived them; an empty list when none applies. */
  readonly features: readonly string[] | undefined
  /** Undefined when nothing is known of this community's topics. */
  readonly topics: Topics | undefined
}

export interface Topics {
  readonly needs: readonly string[]
  readonly offers: readonly string[]
  /** Named in an agreement or a plan without saying in which direction. */
  readonly themes: readonly string[]
}
