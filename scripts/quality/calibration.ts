// From real partnerships to weights: curves for what every community can know, then those for what
// only some do, then where the middle of the scale lies.
import { criteria, type CriterionName } from '../../src/scoring/criteria/index.js'
import { pointsAt, type Curve } from '../../src/scoring/curve.js'
import { gatherEvidence, type Evidence } from '../../src/scoring/evidence.js'
import type { CommunityProfile, Pair } from '../../src/scoring/profile.js'
import { scaleFor } from '../../src/scoring/quality/scale.js'
import { totalPoints } from '../../src/scoring/score.js'
import type { Weights } from '../../src/scoring/weights.js'
import { learn, type Group } from './learn.js'
import { chance, visiblePairs, type Registry } from './registry.js'
import { choiceShapes, gapsOf, laterShapes, type Shape } from './shapes.js'

/** Nothing in the registry can teach these: they are a judgement, kept small until there are answers. */
export const judged = {
  topics: { at: [0, 1, 3], points: [-0.3, 0.3, 0.9] },
  languages: { at: [0, 1, 2], points: [-0.4, 0.3, 0.5] },
} as const satisfies Partial<Record<CriterionName, Curve>>

const sampled = 2000

interface Example {
  readonly ua: CommunityProfile
  /** Real partners first. */
  readonly candidates: readonly CommunityProfile[]
  readonly partners: number
  readonly standsFor: number
}

type Curves = Partial<Record<CriterionName, Curve>>

/** Weights learned from all Ukrainian communities but the hidden ones. */
export function calibrate(registry: Registry, hidden: ReadonlySet<number>, version: string): Weights {
  const evidence = gatherEvidence(registry.profiles, visiblePairs(registry, hidden))
  const examples = examplesOf(registry, hidden)
  const choice = learnCurves(examples, evidence, choiceShapes, {})

  const described = examples.map((example) => narrowed(example, ({ features }) => features !== undefined))
  const features = learnCurves(described, evidence, { features: laterShapes.features }, choice)
  const linked = examples.filter(({ partners }) => partners > 1)
  const common = learnCurves(linked, evidence, { commonPartners: laterShapes.commonPartners }, choice)

  const curves = rounded({ ...choice, ...features, ...common, ...judged }) as Weights['curves']
  const scale = scaleOf(examples, evidence, { version, curves, middle: 0, spread: 1 })
  return { version, curves, ...scale }
}

function examplesOf({ ukrainian, foreign, partners }: Registry, hidden: ReadonlySet<number>): Example[] {
  const next = chance(1)
  return ukrainian.flatMap((ua, u) => {
    if (hidden.has(u)) return []
    const own = partners[u]!
    const strangers = foreign.filter((_, f) => !own.includes(f))
    const drawn = Array.from({ length: sampled }, () => strangers[Math.floor(next() * strangers.length)]!)
    const candidates = [...own.map((f) => foreign[f]!), ...drawn]
    return [{ ua, candidates, partners: own.length, standsFor: strangers.length / sampled }]
  })
}

function narrowed(example: Example, keeps: (candidate: CommunityProfile) => boolean): Example {
  const partners = example.candidates.slice(0, example.partners).filter(keeps)
  const others = example.candidates.slice(example.partners).filter(keeps)
  return { ...example, candidates: [...partners, ...others], partners: partners.length }
}

/** Curves of the given shapes that add most to what is given. */
function learnCurves(
  examples: readonly Example[],
  evidence: Evidence,
  shapes: Partial<Record<CriterionName, Shape>>,
  given: Curves,
): Curves {
  const names = Object.keys(shapes) as CriterionName[]
  const widths = names.map((name) => shapes[name]!.at.length - 1)
  const starts = widths.map((_, i) => widths.slice(0, i).reduce((sum, width) => sum + width, 0))
  const width = widths.reduce((sum, one) => sum + one, 0)
  const groups = examples
    .filter(({ partners }) => partners > 0)
    .map(({ ua, candidates, partners, standsFor }): Group => {
      const rows = new Float32Array(candidates.length * width)
      candidates.forEach((foreign, i) =>
        names.forEach((name, c) => {
          const from = i * width + starts[c]!
          const x = criteria[name].measure({ ua, foreign }, evidence)
          if (x === undefined) rows.fill(NaN, from, from + widths[c]!)
          else gapsOf(shapes[name]!, x, rows, from)
        }),
      )
      const points = candidates.map((foreign) => pointsGiven({ ua, foreign }, evidence, given))
      return { rows, given: Float64Array.from(points), partners, standsFor }
    })
  const usual = fillUnknown(groups, width)
  const learned = learn({ width, groups })
  return Object.fromEntries(
    names.map((name, c) => {
      const steps = learned.slice(starts[c], starts[c]! + widths[c]!)
      const neutral = steps.reduce((sum, step, i) => sum + step * usual[starts[c]! + i]!, 0)
      return [name, curveOf(shapes[name]!, steps, neutral)]
    }),
  )
}

const pointsGiven = (pair: Pair, evidence: Evidence, given: Curves): number =>
  Object.entries(given).reduce((sum, [name, curve]) => {
    const x = criteria[name as CriterionName].measure(pair, evidence)
    return x === undefined ? sum : sum + pointsAt(curve, x)
  }, 0)

// Unknown is worth what the usual stranger is worth: that is what makes it neutral.
function fillUnknown(groups: readonly Group[], width: number): Float64Array {
  const sums = new Float64Array(width)
  const counts = new Float64Array(width)
  for (const { rows, partners } of groups)
    for (let at = partners * width; at < rows.length; at++)
      if (!Number.isNaN(rows[at])) {
        sums[at % width]! += rows[at]!
        counts[at % width]!++
      }
  const usual = sums.map((sum, j) => sum / Math.max(1, counts[j]!))
  for (const { rows } of groups)
    for (let at = 0; at < rows.length; at++) if (Number.isNaN(rows[at])) rows[at] = usual[at % width]!
  return usual
}

function curveOf({ at, runs }: Shape, steps: Float64Array, neutral: number): Curve {
  const points = at.map((_, knot) => {
    const passed = runs === 'rising' ? steps.slice(0, knot) : steps.slice(knot)
    return passed.reduce((sum, step) => sum + step, -neutral)
  })
  return { at, points }
}

const rounded = (curves: Curves): Curves =>
  Object.fromEntries(
    Object.entries(curves).map(([name, { at, points }]) => [
      name,
      { at, points: points.map((one) => Math.round(one * 1000) / 1000 || 0) },
    ]),
  )

function scaleOf(examples: readonly Example[], evidence: Evidence, weights: Weights) {
  const real = examples.flatMap(({ ua, candidates, partners }) =>
    candidates.slice(0, partners).map((foreign) => totalPoints({ ua, foreign }, evidence, weights)),
  )
  return scaleFor(real)
}
