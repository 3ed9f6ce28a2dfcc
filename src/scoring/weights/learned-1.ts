// Written by `npm run calibrate`: what each measure is worth, learned from the partnerships in seeds/.
// Points above 0 speak for a pair; 0 is worth as much as not knowing.
import type { Weights } from '../weights.js'

export const learned: Weights = {
  version: 'learned-1',
  curves: {
    population: {
      at: [0, 0.5, 1, 1.5, 2, 3, 4, 6],
      points: [1.73, 1.091, 1.091, 0.74, 0.169, -1.145, -1.884, -3.719],
    },
    role: { at: [-1, 0, 1], points: [-0.154, 0.04, 0.556] },
    distance: {
      at: [3, 4.5, 5.3, 6, 6.6, 7.2, 7.8, 9, 9.8],
      points: [6.094, 2.667, 1.223, 0.768, 0.522, 0.245, -0.294, -0.294, -1.509],
    },
    neighbourhood: { at: [-2, -1, 0, 1, 2, 4], points: [-0.255, -0.255, 0.105, 0.473, 0.979, 1.754] },
    region: { at: [-1.5, -0.5, 0, 0.5, 1.5, 3], points: [-0.47, -0.302, 0.51, 0.51, 0.762, 0.762] },
    country: { at: [-2.5, -1, 0, 1, 2.5], points: [-0.776, -0.309, 0.299, 0.894, 1.667] },
    experience: { at: [0, 0.7, 1.4, 2.1, 2.8, 3.5], points: [-0.418, -0.032, 0.498, 0.936, 1.57, 1.57] },
    circle: { at: [-0.5, 0, 0.5, 1], points: [-0.025, -0.025, -0.025, 0.848] },
    features: { at: [0, 1, 2], points: [-0.009, 0.053, 0.626] },
    commonPartners: { at: [0, 1, 2, 4], points: [-0.006, 2.224, 4.315, 4.974] },
    topics: { at: [0, 1, 3], points: [-0.3, 0.3, 0.9] },
    languages: { at: [0, 1, 2], points: [-0.4, 0.3, 0.5] },
  },
  middle: 3.99,
  spread: 1.44,
}

/** What these rules reach on Ukrainian communities left out while learning. */
export const trainingFigures = {
  communities: 138,
  partnerships: 833,
  candidates: 12797,
  folds: 5,
  perPair: { auc: 0.909, mrr: 0.051, hits10: 0.104, hits50: 0.22, hits100: 0.299 },
  perCommunity: { auc: 0.909, mrr: 0.038, hits10: 0.073, hits50: 0.178, hits100: 0.258 },
} as const
