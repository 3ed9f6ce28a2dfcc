// The doorway of our-community: profiles with wishes for scoring, and whether wishes have changed.
export { profilesForScoring } from './profiles.queries.js'
export { wishesChangedSince } from './our-community.queries.js'
