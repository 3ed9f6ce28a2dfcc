// A curve says what a measure is worth: straight lines between a few knots, flat beyond both ends.

export interface Curve {
  /** Where the lines bend, rising, in the measure's own unit. */
  readonly at: readonly number[]
  /** Points at each knot; 0 is worth as much as not knowing. */
  readonly points: readonly number[]
}

/** Points for one measure. */
export function pointsAt({ at, points }: Curve, x: number): number {
  const last = at.length - 1
  if (!(x > at[0]!)) return points[0]!
  if (x >= at[last]!) return points[last]!
  let i = 1
  while (x > at[i]!) i++
  const share = (x - at[i - 1]!) / (at[i]! - at[i - 1]!)
  return points[i - 1]! + share * (points[i]! - points[i - 1]!)
}

/** How much a curve can move a score: from its lowest to its highest point. */
export const reach = ({ points }: Curve): number => Math.max(...points) - Math.min(...points)

/** The most points a curve gives anywhere from one measure to another. */
export function highest(curve: Curve, from: number, to: number): number {
  let most = Math.max(pointsAt(curve, from), pointsAt(curve, to))
  curve.at.forEach((x, i) => {
    if (x > from && x < to) most = Math.max(most, curve.points[i]!)
  })
  return most
}
