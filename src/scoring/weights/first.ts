// The first weights, set by hand from what the field says: like with like, neighbours first, partners
// of partners strongest.
import type { Weights } from '../weights.js'

export const firstWeights: Weights = {
  version: 'by-hand-1',
  curves: {
    population: { at: [0, 0.7, 1.6, 3, 5], points: [1.5, 1, 0, -2, -4] },
    role: { at: [-1, 0, 1], points: [-0.4, 0, 0.8] },
    features: { at: [0, 1, 2], points: [0, 0.4, 0.8] },
    distance: { at: [3, 5, 6.2, 7.3, 9.4], points: [3, 2.2, 1, -0.3, -1.5] },
    topics: { at: [0, 1, 3], points: [-0.4, 0.4, 1.2] },
    languages: { at: [0, 1], points: [-0.5, 0.5] },
    commonPartners: { at: [0, 1, 3], points: [-0.2, 2, 3.2] },
    neighbourhood: { at: [-2, 0, 2, 4], points: [-0.8, 0, 1.2, 2] },
    region: { at: [-1, 0, 1, 2], points: [-0.5, 0, 0.5, 1] },
    country: { at: [-2, 0, 2], points: [-0.8, 0, 0.8] },
    circle: { at: [-1, 0, 1], points: [-0.3, 0, 0.3] },
    experience: { at: [0, 1.6, 3], points: [0, 0.5, 0.8] },
  },
  middle: 4,
  spread: 1.2,
}
