// The rows of `npm run rank` in chunks of text: whole lists, or the pairs of a file.
import type { Evidence } from '../../src/scoring/evidence.js'
import { pairOf, type CommunityProfile } from '../../src/scoring/profile.js'
import { scorePair, totalPoints } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'

export const header = 'community_id,candidate_id,rank,score,coverage\n'

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** As many digits as tell apart whatever differs. */
const share = (number: number) => String(Number(number.toPrecision(9)))

export function* lists(
  profiles: readonly CommunityProfile[],
  evidence: Evidence,
  country: string | undefined,
  top: number,
): Generator<string> {
  for (const community of profiles) {
    if (country !== undefined && community.country !== country) continue
    const partners = new Set(evidence.partnersOf(community.id))
    const ranked = profiles
      .filter(({ id }) => !partners.has(id))
      .flatMap((other) => {
        const pair = pairOf(community, other)
        return pair ? { other, points: totalPoints(pair, evidence, currentWeights) } : []
      })
      .sort((a, b) => b.points - a.points || (a.other.id < b.other.id ? -1 : 1))
      .slice(0, top)
    let rows = ''
    ranked.forEach(({ other }, i) => {
      const { total, coverage } = scorePair(community, other, evidence, currentWeights)
      rows += `${cell(community.id)},${cell(other.id)},${i + 1},${share(total)},${share(coverage)}\n`
    })
    yield rows
  }
}

export interface Pairs {
  communities: Int32Array
  candidates: Int32Array
}

/** Rows in the order of the file; a pair that is none gets no row, and `leftOut` is told. */
export function* pairRows(
  profiles: readonly CommunityProfile[],
  evidence: Evidence,
  { communities, candidates }: Pairs,
  leftOut: (why: string) => void,
): Generator<string> {
  const points = new Float64Array(communities.length)
  let none = 0
  for (let i = 0; i < points.length; i++) {
    const pair = pairOf(profiles[communities[i]!]!, profiles[candidates[i]!]!)
    points[i] = pair ? totalPoints(pair, evidence, currentWeights) : NaN
    if (!pair) none++
  }
  if (none > 0)
    leftOut(
      `${none} pairs left out: this service only makes pairs of a Ukrainian community and one abroad, and none with Russia or Belarus`,
    )
  const order = Int32Array.from(points.keys()).filter((i) => !Number.isNaN(points[i]!))
  order.sort(
    (a, b) =>
      communities[a]! - communities[b]! ||
      points[b]! - points[a]! ||
      (profiles[candidates[a]!]!.id < profiles[candidates[b]!]!.id ? -1 : 1),
  )
  const rank = new Int32Array(points.length)
  order.forEach(
    (i, at) =>
      (rank[i] = at > 0 && communities[order[at - 1]!] === communities[i] ? rank[order[at - 1]!]! + 1 : 1),
  )
  for (let i = 0; i < points.length; i++) {
    if (rank[i] === 0) continue
    const [a, b] = [profiles[communities[i]!]!, profiles[candidates[i]!]!]
    const { total, coverage } = scorePair(a, b, evidence, currentWeights)
    yield `${cell(a.id)},${cell(b.id)},${rank[i]},${share(total)},${share(coverage)}\n`
  }
}
