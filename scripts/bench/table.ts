// One plain table: what was measured, the figure, and what it is held against.

export interface Figure {
  what: string
  value: string
  beside?: string
}

export function printTable(title: string, figures: readonly Figure[]): void {
  const width = (pick: (figure: Figure) => string) =>
    Math.max(...figures.map((figure) => pick(figure).length))
  const [first, second] = [width((f) => f.what), width((f) => f.value)]
  console.log(`\n${title}`)
  for (const { what, value, beside = '' } of figures)
    console.log(`  ${what.padEnd(first)}  ${value.padStart(second)}  ${beside}`.trimEnd())
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN
}
