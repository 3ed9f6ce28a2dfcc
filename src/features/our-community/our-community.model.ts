// What a community says it wants of a partner, as scoring reads it, and what that means for it now.
import { crowding, isPossible, loosenings, type Crowding, type Loosening } from '../../scoring/loosening.js'
import { pairOf, type CommunityProfile, type Pair } from '../../scoring/profile.js'
import { wishNames, type RelationKind, type Wish, type Wishes } from '../../scoring/wishes.js'

export const relationKinds = [
  'twinning',
  'partnership',
  'friendship',
  'contact',
  'project',
  'solidarity',
  'trial',
] as const satisfies readonly RelationKind[]

/** Languages an office may work in (ISO 639-1): Ukrainian and those of the countries in the registry. */
export const workingLanguages = [
  'uk', 'en', 'de', 'pl', 'fr', 'es', 'it', 'pt', 'nl', 'cs', 'sk', 'hu', 'ro', 'bg', 'hr', 'sl', 'mk', 'el',
  'lt', 'lv', 'et', 'fi', 'sv', 'da', 'ka', 'tr', 'he', 'zh',
] as const // prettier-ignore

export interface WishesRow {
  communityId: string
  places: string[]
  placesHard: boolean
  sizeLeast: number | null
  sizeMost: number | null
  sizeHard: boolean
  needs: string[]
  needsHard: boolean
  offers: string[]
  offersHard: boolean
  languages: string[]
  languagesHard: boolean
  kinds: RelationKind[]
  kindsHard: boolean
}

/** The wishes of a row; what was left open is no wish. */
export function wishesIn(row: WishesRow): Wishes {
  const wish = <Name extends keyof Wishes, T extends string>(
    name: Name,
    value: readonly T[],
    hard: boolean,
  ) => (value.length === 0 ? {} : ({ [name]: { value, hard } } as Record<Name, Wish<readonly T[]>>))
  return {
    ...wish('places', row.places, row.placesHard),
    ...sizeIn(row),
    ...wish('needs', row.needs, row.needsHard),
    ...wish('offers', row.offers, row.offersHard),
    ...wish('languages', row.languages, row.languagesHard),
    ...wish('kinds', row.kinds, row.kindsHard),
  }
}

function sizeIn({ sizeLeast, sizeMost, sizeHard }: WishesRow): Pick<Wishes, 'size'> {
  if (sizeLeast === null && sizeMost === null) return {}
  const least = sizeLeast === null ? {} : { least: sizeLeast }
  const most = sizeMost === null ? {} : { most: sizeMost }
  return { size: { value: { ...least, ...most }, hard: sizeHard } }
}

/** Whether a community told us anything it wants of a partner. */
export const declares = ({ wishes }: CommunityProfile) =>
  wishNames.some((name) => wishes?.[name] !== undefined)

/** A community as scoring sees it, and every pair it could be introduced in; matching knows. */
export type LookAround = (
  communityId: string,
) => Promise<{ us: CommunityProfile; ranked: readonly { pair: Pair }[] } | undefined>

export interface Prospects {
  /** Communities that no hard wish of either side excludes and that are no partners yet. */
  candidates: number
  loosenings: Loosening[]
  /** For each wanted country: who else wants it, who there is looking, and how many there are. */
  crowding: (Crowding & { all: number })[]
  hasHard: boolean
}

/**
 * What a community's wishes mean for it now.
 * @param partners ids of those it is partnered with
 * @param seeking ids of those known to look for a partner; whoever declared a wish does, too
 */
export function prospectsOf(
  seeker: CommunityProfile,
  profiles: readonly CommunityProfile[],
  partners: ReadonlySet<string>,
  seeking: ReadonlySet<string>,
): Prospects {
  const others = profiles.filter((other) => pairOf(seeker, other) && !partners.has(other.id))
  const alike = profiles.filter(({ country }) => (country === 'UA') === (seeker.country === 'UA'))
  const looking = others.filter((other) => seeking.has(other.id) || declares(other))
  const wanted = new Set((seeker.wishes?.places?.value ?? []).map((code) => code.slice(0, 2)))
  return {
    candidates: others.filter((other) => isPossible(seeker, other)).length,
    loosenings: loosenings(seeker, others),
    crowding: crowding(alike, looking)
      .filter(({ country }) => wanted.has(country))
      .map((one) => ({ ...one, all: others.filter(({ country }) => country === one.country).length })),
    hasHard: wishNames.some((name) => seeker.wishes?.[name]?.hard),
  }
}
