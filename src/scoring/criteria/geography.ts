// How far apart the two lie, and whether only one state border is between them.
import { kilometres } from '../geo.js'
import type { Criterion } from './criterion.js'

/** Countries with a land border to Ukraine to which proposals are made. */
const landNeighbours: readonly string[] = ['PL', 'SK', 'HU', 'RO', 'MD']

/** Logarithm of the distance: from 100 to 200 km matters as much as from 1,000 to 2,000. */
export const distance: Criterion = {
  measure: ({ ua, foreign }) => Math.log(1 + kilometres(ua, foreign)),
  values: ({ ua, foreign }) => ({
    km: kilometres(ua, foreign),
    country: foreign.country,
    neighbour: landNeighbours.includes(foreign.country),
  }),
}
