// The doorway of our-community: profiles with wishes for scoring, whether wishes have changed, and what a
// community says of itself and of its search for a partner.
export { profilesForScoring } from './profiles.queries.js'
export { wishesChangedSince } from './our-community.queries.js'
export type { Profile } from './profile.model.js'
export { forgetProfile, saveProfile } from './profile.actions.js'
export { declareIntent } from './declarations.actions.js'
export { keepDeclarations, notLooking } from './declarations.queries.js'
