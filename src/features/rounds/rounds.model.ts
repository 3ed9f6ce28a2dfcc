// A round before it is computed: whom it is for, and what the desk and the command line may ask of it.
import { closedCountries } from '../../scoring/profile.js'
import type { Rules } from '../../scoring/round.js'
import type { WhyNone } from '../../scoring/round-outcome.js'
import { answersWithin, remindAfter } from '../introductions/introductions.model.js'

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

export interface Pair {
  uaId: string
  foreignId: string
}

export interface RoundOptions {
  /** Picks the ids of those the round is for. */
  taking: (communities: RoundCommunities) => ReadonlySet<string>
  rules: Pick<Rules, 'perUa' | 'perForeign' | 'least'>
  /** At least so many, as far as possible, for each of them without any partner. */
  floor: number
  /** The cap of a country, undefined without one. */
  cap: (country: string) => number | undefined
  /** Only Ukrainian communities of this oblast; of the whole country when left out. */
  region?: string | undefined
  /** Pairs that must be in the set, and pairs that must not. */
  locks?: readonly Pair[]
  strikes?: readonly Pair[]
}

/** What staff ask of a round, as it is kept with it. */
export interface Asked {
  whom: Group
  mostUa: number
  mostForeign: number
  floor: number
  cap?: number | undefined
  /** Points of 100, as scores are shown. */
  least: number
}

/** What a round is asked for, in the words of the solver. */
export const optionsOf = ({ whom, mostUa, mostForeign, floor, cap, least }: Asked): RoundOptions => ({
  taking: (communities) => idsIn(whom, communities),
  rules: { perUa: mostUa, perForeign: mostForeign, least: least / 100 },
  floor,
  cap: () => cap,
})

/** The figures of a computation, as they are kept with the round. */
export interface Summary {
  weights: string
  /** Taking part. */
  ua: number
  foreign: number
  /** How many pairs the rules left to choose from. */
  possible: number
  /** How much less the greedy choice is worth, 0 to 1. */
  gap: number
  alone: number
  /** Of those without any partner, how many reach the floor. */
  floorMet: number
  inHand: number
  decided: number
  none: readonly { id: string; why: WhyNone }[]
  /** Pairs of the computation before that are not in this one; null for the first. */
  gone: readonly Pair[] | null
}

export const markKinds = ['lock', 'strike'] as const
export type MarkKind = (typeof markKinds)[number]

/** Why a pair cannot be locked; the first two words of a `…-full` say whose places are taken. */
export const hindrances = [
  'not-a-pair',
  'not-ours',
  'closed-country',
  'partnered',
  'occupied',
  'not-looking',
  'decided',
  'other-round',
  'excluded',
  'ua-full',
  'foreign-full',
  'country-full',
] as const
export type Hindrance = (typeof hindrances)[number]

/** A computation that nobody finished within so many milliseconds is over. */
export const computingAtMost = 60_000

/** The days that are usual for introductions, for a form nobody has typed into yet. */
export const usualDays = { remindAfterDays: remindAfter, closeAfterDays: answersWithin }

/** One word for what the page of a draft showed: what was computed, marked, and true when it was asked for. */
export const versionOf = (
  { computedAt, markedAt, computingSince }: Record<'computedAt' | 'markedAt' | 'computingSince', Date | null>,
  basisToday: string,
): string =>
  [computedAt, markedAt, computingSince].map((at) => at?.getTime() ?? 0).join('.') + '.' + basisToday

/** Whose places a round would exceed: communities and countries by id and code. */
export interface Crowded {
  communities: string[]
  countries: string[]
}

type Placed = Pair & { country: string }

/** To whom these pairs would promise more than the round allows, beside what is in hand by now. */
export function crowdedBy(
  pairs: readonly Placed[],
  inHand: readonly Placed[],
  { mostUa, mostForeign, cap = Infinity }: Pick<Asked, 'mostUa' | 'mostForeign' | 'cap'>,
): Crowded {
  const over = (most: number, placeOf: (pair: Placed) => string) => {
    const counts = new Map<string, number>()
    for (const place of [...inHand, ...pairs].map(placeOf)) counts.set(place, (counts.get(place) ?? 0) + 1)
    return [...new Set(pairs.map(placeOf))].filter((place) => counts.get(place)! > most)
  }
  return {
    communities: [...over(mostUa, ({ uaId }) => uaId), ...over(mostForeign, ({ foreignId }) => foreignId)],
    countries: over(cap, ({ country }) => country),
  }
}

/** The place of a pair on its round's page: where one comes back to after locking or striking it. */
export const anchorOf = ({ uaId, foreignId }: Pair): string => `pair-${uaId}--${foreignId}`

/** A pair as one value of a form. */
export const pairValue = ({ uaId, foreignId }: Pair): string => `${uaId} ${foreignId}`

/** The ids of a group; nobody in a closed country takes part. */
export function idsIn(
  group: Group,
  communities: ReadonlyMap<string, Pick<RoundCommunity, 'country' | 'seeking'>>,
): ReadonlySet<string> {
  const open = [...communities].filter(([, { country }]) => !closedCountries.includes(country))
  return new Set(open.filter(([, { seeking }]) => group === 'all' || seeking).map(([id]) => id))
}
