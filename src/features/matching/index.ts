// What scripts outside the slice may use.
export { worldPairs, type WorldPairs } from './world-pairs.js'
