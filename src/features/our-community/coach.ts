// The coach: what a community has not told yet, and what telling it would bring. Every number is counted
// among the communities it could be introduced to; where nothing can be counted, none is given.
import type { CommunityProfile } from '../../scoring/profile.js'
import { needsOf, offersOf } from '../../scoring/wishes.js'
import { standingOf, type Declared } from './declarations.model.js'
import type { Profile } from './profile.model.js'

export const adviceNames = [
  'contact',
  'declaration',
  'declaration-lapsing',
  'declaration-resting',
  'topics',
  'needs',
  'offers',
  'wishes',
  'languages',
  'text-en',
  'text-uk',
  'website',
  'population',
] as const
export type AdviceName = (typeof adviceNames)[number]

export interface Advice {
  what: AdviceName
  /** How many candidates could then be compared, or how many days are left; undefined without a number. */
  gain: number | undefined
}

export interface OurState {
  /** As scoring sees us. */
  us: CommunityProfile
  told: Profile
  hasContact: boolean
  declared: Declared | undefined
  /** A day such as 2026-11-24. */
  today: string
}

/**
 * What to do next, the most useful first.
 * @param candidates those we could be introduced to
 */
export function coach(state: OurState, candidates: readonly CommunityProfile[]): Advice[] {
  const { us, told, hasContact, declared, today } = state
  const count = (known: (other: CommunityProfile) => boolean) => candidates.filter(known).length
  const advice = (what: AdviceName, missing: boolean, gain?: () => number): Advice[] =>
    missing ? [{ what, gain: gain?.() }] : []
  const standing = standingOf(declared, today)
  const noTopics = us.topics === undefined
  return [
    ...advice('contact', !hasContact),
    ...advice('declaration', standing.is === 'none'),
    ...advice('declaration-lapsing', standing.is === 'lapsing', () => standing.daysLeft),
    ...advice('declaration-resting', standing.is === 'lapsed' || standing.is === 'paused'),
    ...advice('topics', noTopics, () => count(({ topics }) => topics !== undefined)),
    ...advice('needs', !noTopics && needsOf(us) === undefined, () =>
      count((other) => offersOf(other) !== undefined),
    ),
    ...advice('offers', !noTopics && offersOf(us) === undefined, () =>
      count((other) => needsOf(other) !== undefined),
    ),
    ...advice('wishes', wantsAnybody(told), () => candidates.length),
    ...advice('languages', told.languages.length === 0, () =>
      count(({ languages }) => languages !== undefined),
    ),
    ...advice('text-en', told.textEn === null),
    ...advice('text-uk', told.textUk === null),
    ...advice('website', told.website === null),
    ...advice('population', us.population === undefined, () =>
      count(({ population }) => population !== undefined),
    ),
  ]
}

/** Whoever it would like to meet: nothing said of the partner's place, size or the kind of relation. */
const wantsAnybody = ({ places, sizeLeast, sizeMost, kinds }: Profile) =>
  places.length === 0 && sizeLeast === undefined && sizeMost === undefined && kinds.length === 0
