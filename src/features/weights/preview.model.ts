// What other weights would change tonight, and how well they find the partnerships that really exist.
// Pure and slow: a thread of its own runs it.
import { gatherEvidence } from '../../scoring/evidence.js'
import { pairKey, pairOf, type CommunityProfile } from '../../scoring/profile.js'
import { rankByAll } from '../../scoring/quality/judging.js'
import { perPair, type Figures } from '../../scoring/quality/metrics.js'
import { arrange } from '../../scoring/quality/registry.js'
import { rankPairs } from '../../scoring/rank.js'
import { offeredScore } from '../../scoring/reciprocity.js'
import type { Part, Score } from '../../scoring/score.js'
import type { Weights } from '../../scoring/weights.js'

type IdPair = readonly [string, string]

/** What a night would score, as plain data. */
export interface NightWorld {
  readonly profiles: readonly CommunityProfile[]
  /** Ends of the world's partnerships that the registry does not have. */
  readonly places: readonly CommunityProfile[]
  /** The Ukrainian id first. */
  readonly partnerships: readonly IdPair[]
  /** Partnerships of two communities elsewhere. */
  readonly links: readonly IdPair[]
  /** Ids of those who look for a partner at all. */
  readonly open: readonly string[]
  /** Pairs that were decided on, by `pairKey`. */
  readonly closed: readonly string[]
}

/** A short-listed pair whose score or place would change. */
export interface Move {
  readonly uaId: string
  readonly foreignId: string
  /** Total by the weights in use, and by the others. */
  readonly was: number
  readonly is: number
  readonly list: 'enters' | 'leaves' | 'stays'
  /** What changes most, strongest first. */
  readonly why: readonly Change[]
}

/** A criterion as the other weights judge it, and the points it had. */
export interface Change {
  readonly part: Part
  readonly was: number
}

export interface Preview {
  /** How many short-listed pairs there are now and would be then. */
  readonly listed: { readonly before: number; readonly after: number }
  readonly moves: readonly Move[]
  /** Absent while there are no partnerships that could be hidden. */
  readonly quality: Quality | null
}

export interface Quality {
  readonly communities: number
  readonly partnerships: number
  readonly candidates: number
  readonly before: Figures
  readonly after: Figures
}

/** As a person reads a score: whole points of a hundred. */
const shown = (total: number) => Math.floor(total * 100)

/** By how many points of a hundred a pair would rise; below 0 it falls. */
export const rise = ({ was, is }: Move): number => shown(is) - shown(was)

const mostReasons = 2
/** Less than this is not worth a word. */
const faint = 0.05

/** @param onProgress told how many of how many steps are done */
export function preview(
  world: NightWorld,
  current: Weights,
  other: Weights,
  onProgress: (done: number, total: number) => void,
): Preview {
  const quality = qualityOf(world, [current, other], onProgress)
  return { ...shortLists(world, current, other), quality }
}

function shortLists(world: NightWorld, current: Weights, other: Weights): Omit<Preview, 'quality'> {
  const { profiles, places, partnerships, links } = world
  const evidence = gatherEvidence([...profiles, ...places], [...partnerships, ...links])
  const isOpen = new Set(world.open)
  const open = profiles.filter(({ id }) => isOpen.has(id))
  const closed = new Set(world.closed)
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  const [before, after] = [current, other].map((weights) => rankPairs(open, closed, evidence, weights))
  const keysOf = (list: readonly Score[]) =>
    new Set(list.map((score) => pairKey(score.uaId, score.foreignId)))
  const [listedBefore, listedAfter] = [keysOf(before!), keysOf(after!)]
  const move = (list: Move['list']) => (score: Score) => {
    const pair = pairOf(byId.get(score.uaId)!, byId.get(score.foreignId)!)!
    const [was, is] = [current, other].map((weights) => offeredScore(pair, evidence, weights))
    return moveOf(was!, is!, list)
  }
  const missingIn = (keys: ReadonlySet<string>) => (score: Score) =>
    !keys.has(pairKey(score.uaId, score.foreignId))
  return {
    listed: { before: before!.length, after: after!.length },
    moves: [
      ...after!.filter(missingIn(listedBefore)).map(move('enters')),
      ...before!.filter(missingIn(listedAfter)).map(move('leaves')),
      ...before!
        .filter((score) => !missingIn(listedAfter)(score))
        .map(move('stays'))
        .filter((one) => rise(one) !== 0),
    ],
  }
}

function moveOf(was: Score, is: Score, list: Move['list']): Move {
  const changes = is.parts
    .map((part, i) => ({ part, was: was.parts[i]!.points }))
    .filter(({ part, was: before }) => Math.abs(part.points - before) >= faint)
    .sort((a, b) => Math.abs(b.part.points - b.was) - Math.abs(a.part.points - a.was))
  const { uaId, foreignId } = is
  return { uaId, foreignId, was: was.total, is: is.total, list, why: changes.slice(0, mostReasons) }
}

function qualityOf(
  { profiles, places, partnerships, links }: NightWorld,
  sets: readonly [Weights, Weights],
  onProgress: (done: number, total: number) => void,
): Quality | null {
  // Topics stay out: abroad they are known from agreements with Ukrainian communities alone, so they
  // would give away the very partnerships that are to be found.
  const all = [...profiles, ...places].map((profile) => ({ ...profile, topics: undefined }))
  const registry = arrange(all, partnerships, links)
  if (registry.ukrainian.length === 0) return null
  const [before, after] = rankByAll(registry, sets, onProgress).map(perPair)
  return {
    communities: registry.ukrainian.length,
    partnerships: registry.partners.flat().length,
    candidates: registry.foreign.length,
    before: before!,
    after: after!,
  }
}
