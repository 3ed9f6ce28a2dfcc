// Which sentence a part of a score turns into, and with which values. Every name stands in the
// nominative, so that it can be put into a sentence of any language as it is.
import type { Values } from './criteria/criterion.js'
import type { CriterionName } from './criteria/index.js'
import type { Part, Score } from './score.js'

/** Names in the language of a page. A region nobody named is undefined and is then not spoken of. */
export interface Names {
  readonly community: (id: string) => string
  readonly country: (code: string) => string
  readonly region: (code: string) => string | undefined
  /** Codes as a list in words: "energy, water and sport". */
  readonly topics: (codes: readonly string[]) => string
  readonly languages: (codes: readonly string[]) => string
}

export interface Sentence {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
  /** Which share of the part's points this sentence stands for; all when absent. */
  readonly share?: number
}

type Say = (part: Part, score: Score, names: Names) => Sentence[]

const list = (values: Values, key: string): readonly string[] => {
  const found = values[key]
  return Array.isArray(found) ? (found as readonly string[]) : []
}
const round = (x: number, step: number) => Math.max(step, Math.round(x / step) * step)
const twoDigits = (x: number) => (x < 10 ? Math.round(x) : round(x, 10 ** (Math.floor(Math.log10(x)) - 1)))
const both = (score: Score, names: Names) => ({
  ua: names.community(score.uaId),
  foreign: names.community(score.foreignId),
})

const population: Say = ({ values, points }) => {
  const [ua, foreign] = [Number(values.ua), Number(values.foreign)]
  const ratio = Math.max(ua, foreign) / Math.min(ua, foreign)
  const times = { count: Math.max(2, twoDigits(ratio)) }
  if (points <= 0) return ratio < 1.5 ? [] : [{ key: 'different-size', values: times }]
  if (ratio > 1.75) return [{ key: 'moderate-size', values: times }]
  if (ratio > 1.25) return [{ key: 'close-size', values: { percent: round((ratio - 1) * 100, 5) } }]
  const middle = Math.sqrt(ua * foreign)
  if (middle < 1000) return [{ key: 'same-size', values: { count: round(middle, 50) } }]
  if (middle < 995_000) return [{ key: 'same-size-thousands', values: { count: twoDigits(middle / 1000) } }]
  return [{ key: 'same-size-millions', values: { count: Math.round(middle / 100_000) / 10 } }]
}

const distance: Say = ({ values, points }, _score, names) => {
  const km = { count: twoDigits(Number(values.km)) }
  if (points <= 0) return [{ key: 'far', values: km }]
  if (km.count > 400) return [{ key: 'between', values: km }]
  if (!values.neighbour) return [{ key: 'near', values: km }]
  return [{ key: 'near-neighbour', values: { ...km, country: names.country(String(values.country)) } }]
}

const role: Say = ({ values, points }, score, names) => {
  if (values.ua && values.foreign) {
    const [uaRegion, foreignRegion] = [
      names.region(String(values.uaRegion)),
      names.region(String(values.foreignRegion)),
    ]
    if (points <= 0) return []
    if (uaRegion === undefined || foreignRegion === undefined) return [{ key: 'both-seats', values: {} }]
    return [{ key: 'both-seats-of', values: { uaRegion, foreignRegion } }]
  }
  if (values.ua === values.foreign || points > 0) return []
  const [seat, other] = values.ua ? [score.uaId, score.foreignId] : [score.foreignId, score.uaId]
  return [{ key: 'one-seat', values: { seat: names.community(seat), other: names.community(other) } }]
}

const features: Say = ({ values, points }) => {
  const shared = list(values, 'shared')
  return points > 0
    ? shared.map((name) => ({ key: `both-${name}`, values: {}, share: 1 / shared.length }))
    : []
}

const topics: Say = ({ values, points }, score, names) => {
  const told = [
    { key: 'ua-needs', found: list(values, 'uaNeeds'), each: 1 },
    { key: 'foreign-needs', found: list(values, 'foreignNeeds'), each: 1 },
    { key: 'shared-topics', found: list(values, 'themes'), each: 0.5 },
  ].filter(({ found }) => found.length > 0)
  if (told.length === 0) return [{ key: 'no-topics', values: {} }]
  if (points <= 0) return []
  const all = told.reduce((sum, { found, each }) => sum + found.length * each, 0)
  return told.map(({ key, found, each }) => ({
    key,
    values: { ...both(score, names), topics: names.topics(found) },
    share: (found.length * each) / all,
  }))
}

const languages: Say = ({ values }, _score, names) => {
  const shared = list(values, 'shared')
  if (shared.length === 0) return [{ key: 'no-language', values: {} }]
  return [{ key: 'language', values: { count: shared.length, languages: names.languages(shared) } }]
}

const commonPartners: Say = ({ values, points }, score, names) => {
  const [first, ...others] = list(values, 'partners')
  if (first === undefined || points <= 0) return []
  const named = { ...both(score, names), partner: names.community(first) }
  if (others.length === 0) return [{ key: 'common-partner', values: named }]
  return [{ key: 'common-partners', values: { ...named, count: others.length + 1 } }]
}

const neighbourhood: Say = ({ values, points }, score, names) => {
  if (points <= 0 || values.exampleUa === undefined) return []
  const example = {
    exampleUa: names.community(String(values.exampleUa)),
    exampleForeign: names.community(String(values.exampleForeign)),
  }
  const same = values.exampleForeign === score.foreignId
  return [{ key: same ? 'partner-nearby' : 'example-nearby', values: { ...both(score, names), ...example } }]
}

const region: Say = ({ values, points }, score, names) => {
  const count = Number(values.count)
  if (points <= 0 || count === 0) return []
  const named = { ...both(score, names), country: names.country(String(values.country)) }
  return [{ key: 'region', values: { ...named, count } }]
}

const country: Say = ({ values, points }, _score, names) => {
  const named = { country: names.country(String(values.country)), count: Number(values.count) }
  if (points > 0) return named.count > 0 ? [{ key: 'country', values: named }] : []
  return [{ key: 'country-rare', values: { country: named.country } }]
}

const experience: Say = ({ values, points }, score, names) =>
  points > 0 && Number(values.partners) > 0
    ? [{ key: 'experience', values: { ...both(score, names), count: Number(values.partners) } }]
    : []

const circle: Say = ({ points }, score, names) =>
  points > 0 ? [{ key: 'circle', values: both(score, names) }] : []

export const sentences: Record<CriterionName, Say> = {
  population,
  role,
  features,
  distance,
  topics,
  languages,
  commonPartners,
  neighbourhood,
  region,
  country,
  experience,
  circle,
}

/** What to say is unknown when a criterion could not be judged; several may share one subject. */
export const unknowns: Partial<Record<CriterionName, string>> = {
  population: 'population',
  role: 'features',
  features: 'features',
  topics: 'topics',
  languages: 'languages',
  commonPartners: 'partners',
  experience: 'partners',
  circle: 'partners',
}
