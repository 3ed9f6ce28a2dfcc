// What the registry says about a community, in the words of one language and always in the same
// order, so that two stand side by side.
import { languageTags } from '../../platform/i18n/locales.js'
import { populationSourceIn } from '../communities/index.js'
import type { CommunityFacts } from './pairs.queries.js'
import type { Wording } from './wording.js'

export interface Fact {
  label: string
  /** Undefined when nobody knows. */
  value: string | undefined
  /** Where it comes from, when that matters. */
  source: string | undefined
}

const directions = { need: 'needs', offer: 'offers', 'both-unknown': 'themes' } as const

/** All facts, known or not, in their one order. */
export function factsOf(community: CommunityFacts, { locale, t, placeOf }: Wording): Fact[] {
  const number = new Intl.NumberFormat(languageTags[locale])
  const fact = (key: string, value: string | undefined, source?: string): Fact => ({
    label: t(`facts.${key}`),
    value: value || undefined,
    source,
  })
  const topics = (direction: keyof typeof directions) => {
    const codes = community.topics.filter((row) => row.direction === direction).map(({ topic }) => topic)
    return fact(directions[direction], codes.map((code) => t(`topics.${code}`)).join(', '))
  }
  const { country, population, populationSource, features, partners, standing } = community
  return [
    fact('place', placeOf(community)),
    // Only the state as such, and only where it is not as usual: it decides who signs.
    ...(standing === 'free' ? [] : [fact('standing', t(`standings.${standing}-signs`))]),
    fact(
      'population',
      population === null ? undefined : number.format(population),
      populationSource === null ? undefined : populationSourceIn(locale, populationSource),
    ),
    fact('features', features.map((feature) => t(`features.${feature}`)).join(', ')),
    topics('need'),
    topics('offer'),
    topics('both-unknown'),
    fact(
      'partners',
      t(`facts.partners-${country === 'UA' ? 'abroad' : 'in-ukraine'}`, { number: number.format(partners) }),
    ),
  ]
}

/** A table both communities fill in, in one order: left Ukrainian, right partner. */
export function comparedFacts(ua: CommunityFacts, foreign: CommunityFacts, wording: Wording) {
  const theirs = factsOf(foreign, wording)
  return factsOf(ua, wording).map(({ label, value, source }) => {
    const other = theirs.find((fact) => fact.label === label)
    return {
      label,
      ua: { value: value ?? null, source: source ?? null },
      foreign: { value: other?.value ?? null, source: other?.source ?? null },
    }
  })
}

/** The known facts as lines of a letter. */
export const factLines = (community: CommunityFacts, wording: Wording): string[] =>
  factsOf(community, wording).flatMap(({ label, value }) =>
    value === undefined ? [] : [`${label}: ${value}`],
  )
