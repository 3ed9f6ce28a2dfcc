// A round computed from the database, without saving anything.
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { previewRound } from '../../src/features/rounds/rounds.preview.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import type { Db } from '../../src/platform/db/connect.js'
import { Mendable } from '../mendable.js'
import { takingPart, type Options } from './options.js'
import type { Outcome } from './report.js'

const nothingYet = () => new Mendable('There are no communities yet: `npm run seed` loads the registry.')

/** @throws Mendable when there is no registry yet, or it lacks a community that was named */
export async function dryRun(db: Db, options: Options): Promise<Outcome> {
  const sources = { profiles: profilesForScoring, evidence: evidenceForScoring }
  const asked = {
    ...options,
    taking: (communities: Outcome['communities']) => {
      if (communities.size === 0) throw nothingYet()
      return takingPart(options.whom, communities)
    },
  }
  const preview = await previewRound(db, sources, asked, solveRound).catch((error: { code?: string }) => {
    if (error.code === '42P01') throw nothingYet() // no tables yet
    throw error
  })
  return { ...preview, options, weights: preview.weights.version }
}
