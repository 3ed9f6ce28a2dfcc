// Learns what measures are worth. Each community's real partners are held against all it did not
// choose (a conditional logit), and every coefficient stays at or above zero, so that a curve can only
// ever run in its own direction.

export interface Group {
  /** Rows of `width` numbers between 0 and 1: the real partners first, then a sample of the others. */
  readonly rows: Float32Array
  /** Points a row has already, from what was learned before. */
  readonly given: Float64Array
  readonly partners: number
  /** How many candidates each sampled row stands for. */
  readonly standsFor: number
}

export interface Lesson {
  readonly width: number
  readonly groups: readonly Group[]
}

/** Keeps coefficients small where the examples say little. */
const ridge = 0.0005
const steps = 600

/** Coefficients that make the real partners most probable; the same for the same lesson, always. */
export function learn(lesson: Lesson): Float64Array {
  const { width } = lesson
  let weights = new Float64Array(width)
  let previous = weights
  let ahead = weights
  let momentum = 1
  let pace = 1
  let best = Infinity
  for (let step = 0; step < steps; step++) {
    const gradient = new Float64Array(width)
    const cost = costOf(lesson, ahead, gradient)
    // The longest step that still pays off: halved until it does, and tried a little longer next time.
    for (pace *= 1.5; ; pace /= 2) {
      const slope = gradient
      const next = ahead.map((w, j) => Math.max(0, w - pace * slope[j]!))
      let promised = cost
      next.forEach((w, j) => {
        const move = w - ahead[j]!
        promised += slope[j]! * move + move ** 2 / (2 * pace)
      })
      if (costOf(lesson, next) <= promised + 1e-12 || pace < 1e-6) {
        previous = weights
        weights = next
        break
      }
    }
    const now = costOf(lesson, weights)
    if (step > 20 && Math.abs(best - now) < 1e-8) break
    // Momentum starts anew whenever it led uphill.
    const grown = now > best ? 1 : (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2
    const carry = now > best ? 0 : (momentum - 1) / grown
    momentum = grown
    best = Math.min(best, now)
    const [here, before] = [weights, previous]
    ahead = here.map((w, j) => Math.max(0, w + carry * (w - before[j]!)))
  }
  return weights
}

/** Mean surprise at the real partners; every community counts by the root of its partners. */
function costOf({ width, groups }: Lesson, weights: Float64Array, gradient?: Float64Array): number {
  const all = groups.reduce((sum, { partners }) => sum + Math.sqrt(partners), 0)
  let cost = 0
  for (const { rows, given, partners, standsFor } of groups) {
    const share = 1 / Math.sqrt(partners) / all
    const odds = new Float64Array(given.length)
    let others = 0
    for (let i = 0; i < odds.length; i++) {
      let points = given[i]!
      for (let j = 0, at = i * width; j < width; j++) points += weights[j]! * rows[at + j]!
      odds[i] = Math.exp(points) * (i < partners ? 1 : standsFor)
      if (i >= partners) others += odds[i]!
    }
    let pull = 0
    for (let i = 0; i < partners; i++) {
      const sum = others + odds[i]!
      cost += share * Math.log(sum / odds[i]!)
      pull += share / sum
      if (gradient) addRow(gradient, rows, i, width, share * (odds[i]! / sum - 1))
    }
    if (gradient)
      for (let i = partners; i < odds.length; i++) addRow(gradient, rows, i, width, odds[i]! * pull)
  }
  for (let j = 0; j < width; j++) {
    cost += (ridge / 2) * weights[j]! ** 2
    if (gradient) gradient[j]! += ridge * weights[j]!
  }
  return cost
}

function addRow(sum: Float64Array, rows: Float32Array, row: number, width: number, factor: number): void {
  for (let j = 0, at = row * width; j < width; j++) sum[j]! += factor * rows[at + j]!
}
