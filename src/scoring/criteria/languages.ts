// Languages both offices can work in.
import type { Pair } from '../profile.js'
import { silent, type Criterion } from './criterion.js'

const shared = ({ ua, foreign }: Pair) =>
  (ua.languages ?? []).filter((language) => foreign.languages?.includes(language))

/** How many languages the two offices share. */
export const languages: Criterion = {
  measure: (pair) => (pair.ua.languages && pair.foreign.languages ? shared(pair).length : undefined),
  values: (pair) => ({ silent: silent(pair.ua.languages, pair.foreign.languages), shared: shared(pair) }),
}
