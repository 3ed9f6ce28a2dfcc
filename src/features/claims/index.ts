// The doorway of claims: how many wait, and how somebody's are forgotten.
export { countClaims, forgetClaimsOf } from './claims.queries.js'
