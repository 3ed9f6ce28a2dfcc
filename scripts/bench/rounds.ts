// How long one round takes: the numbers are made, solved in a thread of its own, and the proof checked.
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import { buildAssignment, readSolution, usualRules, type Candidate } from '../../src/scoring/round.js'
import { greedyRound } from '../../src/scoring/round-outcome.js'

export interface RoundFigures {
  pairs: number
  chosen: number
  /** Milliseconds. */
  took: number
  /** By how much of its total a greedy choice falls short, 0 to 1. */
  gap: number
}

export async function roundFigures(candidates: readonly Candidate[]): Promise<RoundFigures> {
  const began = performance.now()
  const assignment = buildAssignment(candidates, usualRules)
  const chosen = readSolution(assignment, await solveRound(assignment))
  const took = performance.now() - began
  const total = (list: readonly Candidate[]) => list.reduce((sum, one) => sum + one.total, 0)
  return {
    pairs: candidates.length,
    chosen: chosen.length,
    took,
    gap: 1 - total(greedyRound(candidates, usualRules)) / total(chosen),
  }
}
