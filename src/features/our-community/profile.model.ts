// The profile of a community: what it wants of a partner, what it needs and offers, and what it says of
// itself. Pure rules: nothing told, what changed between two versions, whose form is out of date.
import type { RelationKind } from '../../scoring/wishes.js'

export { canonicalAddress } from '../../platform/kit/web-address.js'

export interface Profile {
  places: string[]
  hardPlaces: boolean
  sizeLeast?: number | undefined
  sizeMost?: number | undefined
  hardSize: boolean
  needs: string[]
  hardNeeds: boolean
  offers: string[]
  hardOffers: boolean
  languages: string[]
  hardLanguages: boolean
  kinds: RelationKind[]
  hardKinds: boolean
  website: string | null
  textUk: string | null
  textEn: string | null
}

/** What a community that told nothing has told. */
export const nothingTold: Profile = {
  places: [],
  hardPlaces: false,
  hardSize: false,
  needs: [],
  hardNeeds: false,
  offers: [],
  hardOffers: false,
  languages: [],
  hardLanguages: false,
  kinds: [],
  hardKinds: false,
  website: null,
  textUk: null,
  textEn: null,
}

/** The parts of a profile as people speak of them, in the order of the form. */
export const profileParts = [
  'places',
  'size',
  'needs',
  'offers',
  'languages',
  'kinds',
  'website',
  'textUk',
  'textEn',
] as const
export type ProfilePart = (typeof profileParts)[number]

/** What of a profile concerns the partner that is looked for; the rest is what the community says of itself. */
export const wishParts: readonly ProfilePart[] = ['places', 'size', 'needs', 'offers', 'languages', 'kinds']

const list = (values: readonly string[]) => [...values].sort().join(' ')
const wish = (values: readonly string[], hard: boolean) => `${list(values)}${hard ? '!' : ''}`

const written: Record<ProfilePart, (profile: Profile) => string> = {
  places: ({ places, hardPlaces }) => wish(places, hardPlaces),
  size: ({ sizeLeast, sizeMost, hardSize }) => wish([`${sizeLeast ?? ''}–${sizeMost ?? ''}`], hardSize),
  needs: ({ needs, hardNeeds }) => wish(needs, hardNeeds),
  offers: ({ offers, hardOffers }) => wish(offers, hardOffers),
  languages: ({ languages, hardLanguages }) => wish(languages, hardLanguages),
  kinds: ({ kinds, hardKinds }) => wish(kinds, hardKinds),
  website: ({ website }) => website ?? '',
  textUk: ({ textUk }) => textUk ?? '',
  textEn: ({ textEn }) => textEn ?? '',
}

/** Which parts differ; the order in which somebody ticked boxes is no difference. */
export const partsChanged = (before: Profile, after: Profile): ProfilePart[] =>
  profileParts.filter((part) => written[part](before) !== written[part](after))

/** How many characters a community may write about itself in one language. */
export const longestText = 2000

/** A web address as people read it. */
export const addressInWords = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '')
