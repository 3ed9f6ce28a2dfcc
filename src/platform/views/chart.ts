// Bars drawn as SVG on the server: here the geometry, in `partials/bar-chart.hbs` the drawing. A chart
// never stands alone: a table below it has the same facts.

export interface Bar {
  label: string
  /** How long the bar is; never below 0. */
  value: number
  /** The part of it that is drawn darker. */
  part?: number
  /** What stands at its end, never a bare number. */
  words: string
}

export interface DrawnBar {
  label: string
  words: string
  /** Where the words stand, and where the bar begins. */
  text: number
  top: number
  width: number
  /** The darker part; the whole bar where none was given. */
  part: number
}

export interface BarChart {
  title: string
  width: number
  height: number
  thickness: number
  bars: DrawnBar[]
}

// As wide as a phone can show without making the words small.
const width = 480
const row = 50
const thickness = 14

/** @param most what a bar of full width stands for; the longest one unless said */
export function barChart(title: string, bars: readonly Bar[], most?: number): BarChart {
  const full = Math.max(most ?? 0, ...bars.map(({ value }) => value))
  // Something is never drawn as nothing.
  const long = (value: number) =>
    value <= 0 || full <= 0 ? 0 : Math.max(2, Math.round((value / full) * width))
  return {
    title,
    width,
    height: bars.length * row,
    thickness,
    bars: bars.map(({ label, value, part = value, words }, i) => ({
      label,
      words,
      text: i * row + 20,
      top: i * row + 28,
      width: long(value),
      part: long(Math.min(part, value)),
    })),
  }
}
