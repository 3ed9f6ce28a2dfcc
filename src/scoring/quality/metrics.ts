// How high real partners stand in a ranking of all foreign communities.

/** The mean over partnerships, or over communities when each counts once however many partners it has. */
export interface Figures {
  readonly auc: number
  readonly mrr: number
  readonly hits10: number
  readonly hits50: number
  readonly hits100: number
}

export interface Ranking {
  /** Ranks of the real partners, from 1, best first. */
  readonly ranks: readonly number[]
  readonly candidates: number
  /** The hundred best, by index. */
  readonly top: readonly number[]
}

/** Ranks by points, highest first; equal points keep the order of the candidates. */
export function rankingOf(points: Float64Array, partners: readonly number[]): Ranking {
  const order = Array.from(points.keys()).sort((a, b) => points[b]! - points[a]! || a - b)
  const rankOf = new Int32Array(points.length)
  order.forEach((candidate, i) => (rankOf[candidate] = i + 1))
  const ranks = partners.map((f) => rankOf[f]!).sort((a, b) => a - b)
  return { ranks, candidates: points.length, top: order.slice(0, 100) }
}

const figureNames = ['auc', 'mrr', 'hits10', 'hits50', 'hits100'] as const

function figuresOf({ ranks, candidates }: Ranking): Figures[] {
  const others = candidates - ranks.length
  const within = (rank: number, k: number) => (rank <= k ? 1 : 0)
  return ranks.map((rank, i) => ({
    // Of all strangers, the share that stands below this partner.
    auc: 1 - (rank - 1 - i) / others,
    mrr: 1 / rank,
    hits10: within(rank, 10),
    hits50: within(rank, 50),
    hits100: within(rank, 100),
  }))
}

const mean = (list: readonly Figures[]): Figures => {
  const of = (name: keyof Figures) => list.reduce((sum, one) => sum + one[name], 0) / list.length
  return Object.fromEntries(figureNames.map((name) => [name, of(name)])) as unknown as Figures
}

export const perPair = (rankings: readonly Ranking[]): Figures => mean(rankings.flatMap(figuresOf))
export const perCommunity = (rankings: readonly Ranking[]): Figures =>
  mean(rankings.map((ranking) => mean(figuresOf(ranking))))
