// The rules of counting: how far apart partners are in size.

/** How many times the larger partner is as large as the smaller one. */
export const ratioBands = [
  { key: 'alike', below: 2 },
  { key: 'near', below: 5 },
  { key: 'apart', below: 30 },
  { key: 'far', below: Infinity },
] as const

/** How a community stands to partners; each is exactly one of these. */
export const stands = ['partnered', 'both', 'seeking', 'neither'] as const
export type Stand = (typeof stands)[number]

export const standOf = (partnered: boolean, seeking: boolean): Stand =>
  partnered ? (seeking ? 'both' : 'partnered') : seeking ? 'seeking' : 'neither'

const most = 15
const longest = 30

/** All where they fit into one table, else the first of them, and the rest for a second one. */
export const cut = <T>(rows: readonly T[]): { shown: readonly T[]; rest: readonly T[] } =>
  rows.length <= longest ? { shown: rows, rest: [] } : { shown: rows.slice(0, most), rest: rows.slice(most) }

/** A decade as its first and last year; the current one ends this year. */
export const decadeYears = (first: number, thisYear: number): [number, number] => [
  first,
  Math.min(first + 9, Math.max(thisYear, first)),
]
