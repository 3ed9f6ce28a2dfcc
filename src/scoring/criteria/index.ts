// The criteria by name, in the order in which a page lists them.
import type { Criterion } from './criterion.js'
import { features, role } from './features.js'
import { distance } from './geography.js'
import { languages } from './languages.js'
import { population } from './population.js'
import { circle, commonPartners, country, experience, neighbourhood, region } from './ties.js'
import { topics } from './topics.js'

export const criteria = {
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
} satisfies Record<string, Criterion>

export type CriterionName = keyof typeof criteria
export const criterionNames = Object.keys(criteria) as CriterionName[]
