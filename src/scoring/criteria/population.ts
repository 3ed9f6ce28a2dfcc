// Size: how many times the larger side is larger, whichever side that is.
import { silent, type Criterion } from './criterion.js'

export const population: Criterion = {
  measure: ({ ua, foreign }) =>
    ua.population === undefined || foreign.population === undefined
      ? undefined
      : Math.abs(Math.log(ua.population / foreign.population)),
  values: ({ ua, foreign }) => ({
    silent: silent(ua.population, foreign.population),
    ...(ua.population !== undefined && { ua: ua.population }),
    ...(foreign.population !== undefined && { foreign: foreign.population }),
  }),
}
