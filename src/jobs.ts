// The timetable.
import { job as forgetSessions } from './features/accounts/accounts.job.js'
import { job as indexChanges } from './features/communities/index-changes.job.js'
import { job as introductions } from './features/introductions/introductions.job.js'
import { job as sendLetters } from './features/letters/letters.job.js'
import { job as matching } from './features/matching/matching.job.js'
import type { Job } from './platform/jobs/runner.js'

export const timetable: readonly Job[] = [sendLetters, indexChanges, matching, introductions, forgetSessions]
