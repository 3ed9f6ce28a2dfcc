// The doorway of introductions: proposals open them, and their pages tell what became of them.
export { startIntroduction } from './introductions.actions.js'
export { introductionWords, profileLink } from './introductions.letters.js'
export { leaveIntroductions } from './leaving.actions.js'
export { reopenRequests, settleRequests } from './requests.actions.js'
export { openRequestsAtMost } from './requests.model.js'
export {
  countOpenRequests,
  insertRequest,
  markAsked,
  openRequest,
  requestsForPair,
  requestsOf,
  type AskedForPair,
} from './requests.queries.js'
export { milestonesOf, type Milestone } from './milestones.queries.js'
export { openIntroductionsOf, type OpenIntroduction } from './open.queries.js'
export { timeline, type DiaryEvent } from './diary.js'
export { countIntroductions, introductionOfProposal, introductionsIn } from './introductions.queries.js'
export { introductionLine, standingInWords, type IntroductionLine } from './staff-introductions.pages.js'
export { diaryOf, staffNames } from './staff-introductions.queries.js'
export { introductionsFilter } from './staff-list.forms.js'
export { introductionsFound, type Which as WhichIntroductions } from './staff-list.queries.js'
