// Ties: what existing partnerships say about a pair that has none yet. Rates are logarithms of "how
// many times as often as usual", held back towards 0 where little is known.
import type { Evidence, Link } from '../evidence.js'
import type { Pair } from '../profile.js'
import { silent, type Criterion } from './criterion.js'

/** How many imagined usual cases every observed rate is mixed with. */
export const caution = { country: 20, region: 8, neighbourhood: 0.1 }

/** Partnerships with Ukraine for each end of a partnership elsewhere, in all the evidence. */
export const usualRate = ({ all }: Evidence): number => (all.links + 1) / (all.elsewhere + 1)

/** How often communities of a country turn to Ukraine; `own` links of the asking one left out. */
export function countryRate(evidence: Evidence, country: string, own: number): number {
  const usual = usualRate(evidence)
  const { links, elsewhere } = evidence.country(country)
  return Math.log((links - own + caution.country * usual) / (elsewhere + caution.country) / usual)
}

/** What the foreign country already does with Ukrainian communities. */
export const country: Criterion = {
  measure: ({ ua, foreign }, evidence) =>
    countryRate(evidence, foreign.country, evidence.homeOf(ua).own.get(foreign.country) ?? 0),
  values: ({ ua, foreign }, evidence) => ({
    country: foreign.country,
    count: evidence.country(foreign.country).links - (evidence.homeOf(ua).own.get(foreign.country) ?? 0),
  }),
}

/** What the surroundings of the Ukrainian community already do with the foreign country. */
export const region: Criterion = {
  measure: ({ ua, foreign }, evidence) => {
    const home = evidence.homeOf(ua)
    const links = evidence.country(foreign.country).links - (home.own.get(foreign.country) ?? 0)
    const usual = (links + 1) / (evidence.all.links + 50)
    const here = home.byCountry.get(foreign.country) ?? 0
    return Math.log((here + caution.region * usual) / (home.links + caution.region) / usual)
  },
  values: ({ ua, foreign }, evidence) => ({
    country: foreign.country,
    count: evidence.homeOf(ua).counts.get(foreign.country) ?? 0,
  }),
}

/** Places near one end that already have a partner near the other, against what chance would give. */
export const neighbourhood: Criterion = {
  measure: ({ ua, foreign }, evidence) => {
    const home = evidence.homeOf(ua)
    const around = evidence.aroundOf(foreign)
    let found = 0
    for (const { link, near } of around.links) found += near * (home.near.get(link.ua.id) ?? 0)
    const chance = (home.links * around.activity) / (evidence.all.elsewhere + 1)
    return Math.log((found + caution.neighbourhood) / (chance + caution.neighbourhood))
  },
  values: (pair, evidence) => {
    const example = bestExample(pair, evidence)
    return example ? { exampleUa: example.ua.id, exampleForeign: example.foreign.id } : {}
  },
}

function bestExample({ ua, foreign }: Pair, evidence: Evidence): Link | undefined {
  const home = evidence.homeOf(ua)
  let best: { link: Link; weight: number } | undefined
  for (const { link, near } of evidence.aroundOf(foreign).links) {
    const weight = near * (home.near.get(link.ua.id) ?? 0)
    if (weight > (best?.weight ?? 0)) best = { link, weight }
  }
  return best?.link
}

/** Partners both already have. A side whose partners nobody recorded is unknown. */
export const commonPartners: Criterion = {
  measure: ({ ua, foreign }, evidence) => {
    const ours = evidence.partnersOf(ua.id)
    const theirs = evidence.partnersOf(foreign.id)
    return ours.length === 0 || theirs.length === 0 ? undefined : inCommon(ours, theirs).length
  },
  values: ({ ua, foreign }, evidence) => {
    const ours = evidence.partnersOf(ua.id)
    const theirs = evidence.partnersOf(foreign.id)
    return { silent: silent(ours[0], theirs[0]), partners: inCommon(ours, theirs) }
  },
}

const inCommon = (a: readonly string[], b: readonly string[]) => a.filter((id) => b.includes(id))

const partnersAside = ({ ua, foreign }: Pair, evidence: Evidence) =>
  evidence.partnersOf(foreign.id).filter((id) => id !== ua.id)

/** How many communities the foreign one already works with, this pair aside. */
export const experience: Criterion = {
  measure: (pair, evidence) => {
    const partners = partnersAside(pair, evidence)
    return partners.length === 0 ? undefined : Math.log(partners.length)
  },
  values: (pair, evidence) => {
    const partners = partnersAside(pair, evidence)
    return { silent: partners.length === 0 ? 'foreign' : 'none', partners: partners.length }
  },
}

/** Whether the foreign community's other partners lie in countries that turn to Ukraine often. */
export const circle: Criterion = {
  measure: ({ foreign }, evidence) => {
    const elsewhere = partnersElsewhere(foreign.id, evidence)
    if (elsewhere.length === 0) return undefined
    const sum = elsewhere.reduce((all, code) => all + countryRate(evidence, code, 0), 0)
    return sum / (elsewhere.length + 1)
  },
  values: ({ foreign }, evidence) => ({
    silent: partnersElsewhere(foreign.id, evidence).length === 0 ? 'foreign' : 'none',
  }),
}

const partnersElsewhere = (id: string, evidence: Evidence): string[] =>
  evidence
    .partnersOf(id)
    .map((partner) => evidence.profileOf(partner)!.country)
    .filter((code) => code !== 'UA')
