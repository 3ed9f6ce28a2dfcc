// The timetable.
import { job as forgetSessions } from './features/accounts/accounts.job.js'
import { job as forgetClaims } from './features/claims/claims.job.js'
import { job as indexChanges } from './features/communities/index-changes.job.js'
import { job as digest } from './features/digest/digest.job.js'
import { job as imports } from './features/imports/batches.job.js'
import { job as forgetInterests } from './features/interest/interest.job.js'
import { job as introductions } from './features/introductions/introductions.job.js'
import { job as refusals } from './features/introductions/refusals.job.js'
import { job as sendLetters } from './features/letters/letters.job.js'
import { job as readMailbox } from './features/letters/mailbox.job.js'
import { job as forgetMailDomains } from './features/letters/traces.job.js'
import { job as matching } from './features/matching/matching.job.js'
import { job as declarations } from './features/our-community/our-community.job.js'
import { job as forgetWhatIsOld } from './features/privacy/privacy.job.js'
import { job as forgetDrafts } from './features/rounds/rounds.job.js'
import type { Job } from './platform/jobs/runner.js'

export const timetable: readonly Job[] = [
  sendLetters,
  readMailbox,
  indexChanges,
  matching,
  introductions,
  refusals,
  declarations,
  digest,
  imports,
  forgetSessions,
  forgetInterests,
  forgetClaims,
  forgetWhatIsOld,
  forgetDrafts,
  forgetMailDomains,
]
