// What a decision was based on, kept as it was that day: the registry goes on changing, the reasons of a
// decision do not.
import { usualRules } from '../../scoring/round.js'
import type { Score } from '../../scoring/score.js'
import type { CommunityFacts } from '../pairs/index.js'
import type { Side } from '../pairs/pairs.model.js'
import type { Decision } from './proposals.model.js'

export interface Caps {
  /** Open introductions a community of each side may have at a time. */
  ua: number
  foreign: number
}

/** The caps of the round a proposal comes from, or the usual ones. */
export const capsOf = (round: { perUa: number; perForeign: number } = usualRules): Caps => ({
  ua: round.perUa,
  foreign: round.perForeign,
})

/** Who, when, the reason's code and the note stand in the proposal's own columns. */
export interface Rationale {
  decision: Decision
  score: Score
  scoredAt: string
  facts: Record<Side, CommunityFacts>
  /** Open introductions of each community before this decision. */
  open: Record<Side, number>
  caps: Caps
}

/** Whether one more introduction is more than a fair share. */
export const isOverCap = (open: number, cap: number): boolean => open >= cap
