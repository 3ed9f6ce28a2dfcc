// The doorway of pairs: two communities in the words of one language, for pages and letters alike.
export {
  arePartners,
  communityEnds,
  communityFacts,
  placeNames,
  type CommunityEnd,
  type CommunityFacts,
} from './pairs.queries.js'
export { endOf } from './ends.js'
export { comparedFacts, factLines, factsOf } from './facts.js'
export { fitInWords, fitLines, oneSidedInWords, storedScore, type FitInWords } from './fits.js'
export { communitiesIn, reasonsInWords, speakingFor, wordingIn, type Wording } from './wording.js'
