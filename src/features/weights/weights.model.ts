// Named sets of weights: what may be changed in a set, and what a change makes of it.
import { criterionNames, type CriterionName } from '../../scoring/criteria/index.js'
import { reach, type Curve } from '../../scoring/curve.js'
import { currentWeights, type Weights } from '../../scoring/weights.js'

export interface WeightSet {
  /** Name and version: 'learned-1'. Scores keep it. */
  id: string
  name: string
  version: number
  weights: Weights
  basedOn: string | null
  /** An account, or 'system'. */
  madeBy: string
  madeAt: Date
  why: string
  inUse: boolean
  chosenBy: string | null
  chosenAt: Date | null
  chosenWhy: string | null
}

/** The set this code brings along: in use until somebody chooses another. */
export const learned: Weights = currentWeights

/** 'learned-1' is the first version of 'learned'. */
export function nameAndVersion(id: string): { name: string; version: number } {
  const [, name, version] = /^(.+)-(\d+)$/.exec(id) ?? []
  if (name === undefined) throw new Error(`${id} is no name with a version`)
  return { name, version: Number(version) }
}

/** That set as a row of the table. */
export const learnedSet = (at: Date, inUse: boolean): WeightSet => ({
  id: learned.version,
  ...nameAndVersion(learned.version),
  weights: learned,
  basedOn: null,
  madeBy: 'system',
  madeAt: at,
  why: '',
  inUse,
  chosenBy: inUse ? 'system' : null,
  chosenAt: inUse ? at : null,
  chosenWhy: null,
})

/** What may be typed. A total is a matter of some ten points, so nothing sensible lies outside. */
export const ranges = {
  points: { least: -20, most: 20 },
  /** Percent of what a criterion is worth now. */
  strength: { least: 0, most: 300 },
  middle: { least: -50, most: 50 },
  spread: { least: 0.1, most: 20 },
} as const

/** Criteria in the order of a page: the heaviest first. */
export const byReach = ({ curves }: Weights): CriterionName[] =>
  [...criterionNames].sort((a, b) => reach(curves[b]) - reach(curves[a]))

export interface Changes {
  /** New points at each knot of each criterion. */
  points: Readonly<Record<CriterionName, readonly number[]>>
  /** Percent of these points. */
  strength: Readonly<Record<CriterionName, number>>
  middle: number
  spread: number
}

const thousandth = (x: number) => Math.round(x * 1000) / 1000 || 0

/** A set with other points; where curves bend stays as it is. */
export function changed(base: Weights, version: string, changes: Changes): Weights {
  const curve = (name: CriterionName): Curve => ({
    at: base.curves[name].at,
    points: changes.points[name].map((one) => thousandth((one * changes.strength[name]) / 100)),
  })
  return {
    version,
    curves: Object.fromEntries(criterionNames.map((name) => [name, curve(name)])) as Weights['curves'],
    middle: changes.middle,
    spread: changes.spread,
  }
}

/** Criteria whose points differ, and whether the scale does. */
export function differences(a: Weights, b: Weights): { criteria: CriterionName[]; scale: boolean } {
  const same = (x: readonly number[], y: readonly number[]) =>
    x.length === y.length && x.every((one, i) => one === y[i])
  return {
    criteria: criterionNames.filter((name) => !same(a.curves[name].points, b.curves[name].points)),
    scale: a.middle !== b.middle || a.spread !== b.spread,
  }
}

/** Whether anything can be told apart by these weights. */
export const judgesAnything = ({ curves }: Weights): boolean =>
  criterionNames.some((name) => reach(curves[name]) > 0)

/** A stored set as scoring takes it; a criterion that is younger than the set is worth nothing in it. */
export function fromStored(stored: unknown): Weights {
  const weights = stored as Weights
  const worthNothing: Curve = { at: [0], points: [0] }
  const curves = Object.fromEntries(
    criterionNames.map((name) => [
      name,
      (weights.curves as Partial<Weights['curves']>)[name] ?? worthNothing,
    ]),
  ) as Weights['curves']
  return { ...weights, curves }
}
