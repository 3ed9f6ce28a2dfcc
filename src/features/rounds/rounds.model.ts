// A round before it is computed: whom it is for, and what the desk and the command line may ask of it.
import { closedCountries } from '../../scoring/profile.js'
import type { Rules } from '../../scoring/round.js'

/** What a round knows of every community of the registry, by id. */
export interface RoundCommunity {
  id: string
  country: string
  regionCode: string | null
  nameUk: string | null
  nameEn: string
  nameNative: string
  seeking: boolean
}
export type RoundCommunities = ReadonlyMap<string, RoundCommunity>

export const groups = ['seeking', 'all'] as const
export type Group = (typeof groups)[number]

export interface RoundOptions {
  /** Picks the ids of those the round is for. */
  taking: (communities: RoundCommunities) => ReadonlySet<string>
  rules: Pick<Rules, 'perUa' | 'perForeign' | 'least'>
  /** At least so many, as far as possible, for each of them without any partner. */
  floor: number
  /** The cap of a country, undefined without one. */
  cap: (country: string) => number | undefined
}

/** The ids of a group; nobody in a closed country takes part. */
export function idsIn(
  group: Group,
  communities: ReadonlyMap<string, Pick<RoundCommunity, 'country' | 'seeking'>>,
): ReadonlySet<string> {
  const open = [...communities].filter(([, { country }]) => !closedCountries.includes(country))
  return new Set(open.filter(([, { seeking }]) => group === 'all' || seeking).map(([id]) => id))
}
