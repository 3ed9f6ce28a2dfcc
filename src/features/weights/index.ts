// The doorway of weights: what the criteria are worth today.
export { keepLearned, weightsIdInUse, weightsInUse } from './weights.queries.js'
