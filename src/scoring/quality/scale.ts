// Where the middle of the scale lies: one half is the middle real partnership; the quartiles of real
// partnerships become a quarter and three quarters.

const hundredth = (x: number) => Math.round(x * 100) / 100

/** The scale for weights that give real partnerships these points. There must be at least one. */
export function scaleFor(points: readonly number[]): { middle: number; spread: number } {
  const real = [...points].sort((a, b) => a - b)
  const quantile = (share: number) => real[Math.floor(share * (real.length - 1))]!
  return {
    middle: hundredth(quantile(0.5)),
    // Where all partnerships have as many points, any spread is right but none.
    spread: Math.max(0.1, hundredth((quantile(0.75) - quantile(0.25)) / (2 * Math.log(3)))),
  }
}
