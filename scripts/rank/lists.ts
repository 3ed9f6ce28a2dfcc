// The rows of `npm run rank` in chunks of text: whole lists, or the pairs of a file.
import { columnsOf, type Columns } from '../../src/scoring/columns.js'
import { criteria, criterionNames } from '../../src/scoring/criteria/index.js'
import { pointsAt, reach } from '../../src/scoring/curve.js'
import { gatherEvidence, type Evidence } from '../../src/scoring/evidence.js'
import { pairOf, type CommunityProfile, type Pair } from '../../src/scoring/profile.js'
import { totalOf } from '../../src/scoring/score.js'
import { currentWeights as weights } from '../../src/scoring/weights.js'

/** The files as scoring takes them. */
export interface World {
  readonly profiles: readonly CommunityProfile[]
  readonly evidence: Evidence
}

export const worldOf = (
  profiles: readonly CommunityProfile[],
  partnerships: Iterable<readonly [string, string]>,
): World => ({ profiles, evidence: gatherEvidence(profiles, partnerships) })

const measures = criterionNames.map((name) => {
  const curve = weights.curves[name]
  return { measure: criteria[name].measure, curve, reach: reach(curve) }
})
const allReach = measures.reduce((sum, { reach }) => sum + reach, 0)

interface Judgement {
  points: number
  coverage: number
}

/** What `scorePair` says in numbers, without the reasons, which nobody reads here. */
function judge(pair: Pair, evidence: Evidence): Judgement {
  let points = 0
  let known = 0
  for (const { measure, curve, reach } of measures) {
    const x = measure(pair, evidence)
    if (x === undefined) continue
    points += pointsAt(curve, x)
    known += reach
  }
  return { points, coverage: known / allReach }
}

export const header = 'community_id,candidate_id,rank,score,coverage\n'

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** Nine decimals tell apart whatever differs. */
const digits = (share: number) => String(Math.round(share * 1e9) / 1e9)
const row = (a: string, b: string, rank: number, { points, coverage }: Judgement) =>
  `${cell(a)},${cell(b)},${rank},${digits(totalOf(points, weights))},${digits(coverage)}\n`

/**
 * A list for every community, or for those of one country: the best of the other side, without its
 * partners; equal ones by id. One chunk for each community, made when it is asked for.
 */
export function* lists(
  { profiles, evidence }: World,
  country: string | undefined,
  top: number,
): Generator<string> {
  const sorted = [...profiles].sort((a, b) => (a.id < b.id ? -1 : 1))
  const columns = columnsOf(sorted, evidence, weights)
  for (const community of profiles) {
    if (country !== undefined && community.country !== country) continue
    // Asked for few, the columns need not score them all.
    const few = community.country === 'UA' && top * 4 < columns.size
    if (few) yield bestRows(community, columns, top, evidence)
    else yield allRows(community, sorted, top, evidence)
  }
}

function bestRows(ua: CommunityProfile, columns: Columns, top: number, evidence: Evidence): string {
  const best = columns.bestFor(ua, top)
  return best
    .map(({ foreign }, i) => row(ua.id, foreign.id, i + 1, judge({ ua, foreign }, evidence)))
    .join('')
}

function allRows(
  community: CommunityProfile,
  sorted: readonly CommunityProfile[],
  top: number,
  evidence: Evidence,
): string {
  const partners = new Set(evidence.partnersOf(community.id))
  const [points, coverage] = [new Float64Array(sorted.length), new Float64Array(sorted.length)]
  const order = Int32Array.from(sorted.keys()).filter((i) => {
    const pair = partners.has(sorted[i]!.id) ? undefined : pairOf(community, sorted[i]!)
    if (!pair) return false
    const judgement = judge(pair, evidence)
    points[i] = judgement.points
    coverage[i] = judgement.coverage
    return true
  })
  order.sort((a, b) => points[b]! - points[a]! || a - b)
  let rows = ''
  order.subarray(0, Math.min(top, order.length)).forEach((i, at) => {
    rows += row(community.id, sorted[i]!.id, at + 1, { points: points[i]!, coverage: coverage[i]! })
  })
  return rows
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Pairs as places in the list of profiles. */
export interface Pairs {
  communities: Int32Array
  candidates: Int32Array
}

/** Which of the pairs are none that this service makes. */
export const unmakeable = ({ profiles }: World, { communities, candidates }: Pairs): Set<number> =>
  new Set(
    [...communities.keys()].filter((i) => !pairOf(profiles[communities[i]!]!, profiles[candidates[i]!]!)),
  )

/** A row for each pair in the order given, ranked among those of its community; `without` gives none. */
export function* pairRows(
  { profiles, evidence }: World,
  { communities, candidates }: Pairs,
  without: ReadonlySet<number>,
): Generator<string> {
  const many = communities.length
  const [points, coverage] = [new Float64Array(many), new Float64Array(many)]
  const ranks = new Int32Array(many)
  const idOf = (i: number) => profiles[candidates[i]!]!.id
  const better = (a: number, b: number) => points[b]! - points[a]! || order(idOf(a), idOf(b)) || a - b
  // Community by community, because what is remembered of one serves all its pairs.
  for (const own of byCommunity(communities, profiles.length)) {
    const made = own.filter((i) => !without.has(i))
    for (const i of made) {
      const judgement = judge(pairOf(profiles[communities[i]!]!, profiles[candidates[i]!]!)!, evidence)
      points[i] = judgement.points
      coverage[i] = judgement.coverage
    }
    made.sort(better).forEach((i, at) => (ranks[i] = at + 1))
  }
  let chunk = ''
  for (let i = 0; i < many; i++) {
    if (ranks[i] === 0) continue
    const judgement = { points: points[i]!, coverage: coverage[i]! }
    chunk += row(profiles[communities[i]!]!.id, idOf(i), ranks[i]!, judgement)
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

/** The places of each community's pairs, in the order of the file. */
function* byCommunity(communities: Int32Array, count: number): Generator<Int32Array> {
  const ends = new Int32Array(count + 1)
  for (const community of communities) ends[community + 1]!++
  for (let i = 0; i < count; i++) ends[i + 1]! += ends[i]!
  const next = ends.slice()
  const sorted = new Int32Array(communities.length)
  communities.forEach((community, i) => (sorted[next[community]!++] = i))
  for (let i = 0; i < count; i++) if (ends[i + 1]! > ends[i]!) yield sorted.subarray(ends[i]!, ends[i + 1]!)
}
