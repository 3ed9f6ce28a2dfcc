// What the quick pass of columns.ts looks up: for every foreign community a few small numbers, and for
// one Ukrainian community a table of the most points each of those numbers can bring.
import { criteria, type CriterionName } from './criteria/index.js'
import { landscape, leads } from './criteria/features.js'
import { caution } from './criteria/ties.js'
import { highest, pointsAt } from './curve.js'
import { closeness, exampleReach, type Evidence } from './evidence.js'
import { earthRadius, unitVector } from './geo.js'
import { gridOf } from './grid.js'
import type { CommunityProfile } from './profile.js'
import type { Weights } from './weights.js'

export interface Places {
  /** Unit vectors. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** The most that criteria not looked up elsewhere can bring. */
  readonly alone: Float32Array
  readonly countryOf: Uint16Array
  /** Communities alike in role and landscape. */
  readonly classOf: Uint16Array
  /** Band of population; 0 is unknown. */
  readonly sizeOf: Uint16Array
  /** For every partnership with Ukraine: the communities near its foreign end, and how near. */
  readonly examples: readonly Example[]
  /** One community of each country, and one of each class, to ask for all. */
  readonly countries: readonly CommunityProfile[]
  readonly classes: readonly CommunityProfile[]
}

export interface Example {
  readonly uaId: string
  readonly around: Uint32Array
  readonly near: Float32Array
}

const bandsPerFold = 50
const bands = 24 * bandsPerFold
const chordBins = 4096
const exampleBins = 4096
const mostExamples = 64

/** Arranges foreign communities. */
export function pairPlaces(
  foreign: readonly CommunityProfile[],
  evidence: Evidence,
  weights: Weights,
): Places {
  const many = foreign.length
  const [x, y, z] = [new Float32Array(many), new Float32Array(many), new Float32Array(many)]
  const alone = new Float32Array(many)
  const sizeOf = new Uint16Array(many)
  foreign.forEach((community, f) => {
    ;[x[f], y[f], z[f]] = unitVector(community)
    alone[f] = mostAlone(community, evidence, weights)
    sizeOf[f] = bandOf(community.population)
  })
  const byCountry = alike(foreign, ({ country }) => country)
  const byClass = alike(foreign, (community) => {
    const here = landscape.filter((name) => community.features?.includes(name))
    return `${leads(community, evidence)} ${community.features ? here.join() : 'unknown'}`
  })
  return {
    x,
    y,
    z,
    alone,
    sizeOf,
    examples: examplesOf(foreign, evidence),
    countryOf: byCountry.groupOf,
    countries: byCountry.samples,
    classOf: byClass.groupOf,
    classes: byClass.samples,
  }
}

/** The tables that are the same for all. */
export const sharedTables = (weights: Weights) => ({
  byChord: chordTable(weights),
  chordSteps: chordBins / Math.SQRT2,
  byExamples: exampleTable(weights),
  exampleSteps: exampleBins / mostExamples,
  lastExample: exampleBins,
})

/** The tables for one Ukrainian community. */
export function tablesFor(ua: CommunityProfile, places: Places, evidence: Evidence, weights: Weights) {
  const points = (name: CriterionName, foreign: CommunityProfile) => {
    const x = criteria[name].measure({ ua, foreign }, evidence)
    return x === undefined ? 0 : pointsAt(weights.curves[name], x)
  }
  return {
    vector: unitVector(ua),
    byCountry: Float64Array.from(places.countries, (one) => points('country', one) + points('region', one)),
    byClass: Float64Array.from(places.classes, (one) => points('role', one) + points('features', one)),
    bySize: sizeTable(ua.population, weights),
  }
}

// Topics and languages are known of few, so they count as if they fitted perfectly.
function mostAlone(foreign: CommunityProfile, evidence: Evidence, { curves }: Weights): number {
  const nobody = { ...foreign, id: '', country: 'UA' }
  const own = (name: 'experience' | 'circle') => {
    const x = criteria[name].measure({ ua: nobody, foreign }, evidence)
    return x === undefined ? 0 : pointsAt(curves[name], x)
  }
  const most = (name: CriterionName) => Math.max(0, highest(curves[name], -Infinity, Infinity))
  return (
    own('experience') +
    own('circle') +
    (foreign.topics ? most('topics') : 0) +
    (foreign.languages ? most('languages') : 0) +
    Math.max(0, pointsAt(curves.commonPartners, 0))
  )
}

function examplesOf(foreign: readonly CommunityProfile[], evidence: Evidence): Example[] {
  const within = gridOf(foreign.map((community, f) => ({ lat: community.lat, lon: community.lon, f })))
  return evidence.links.map((link) => {
    const around: number[] = []
    const near: number[] = []
    within(link.foreign, exampleReach.abroad, ({ f }, km) => {
      around.push(f)
      near.push(closeness(km, exampleReach.abroad))
    })
    return { uaId: link.ua.id, around: Uint32Array.from(around), near: Float32Array.from(near) }
  })
}

/** Adds up, for every foreign community, the examples near it by their closeness at both ends. */
export function sumExamples(
  ua: CommunityProfile,
  places: Places,
  evidence: Evidence,
  into: Float32Array,
): void {
  into.fill(0)
  const { near: atHome } = evidence.homeOf(ua)
  for (const { uaId, around, near } of places.examples) {
    const weight = atHome.get(uaId)
    if (weight === undefined) continue
    for (let i = 0; i < around.length; i++) into[around[i]!]! += weight * near[i]!
  }
}

// Chance is left out: it can only lower what examples are worth.
function exampleTable({ curves }: Weights): Float64Array {
  const table = new Float64Array(exampleBins + 1)
  for (let bin = 0; bin <= exampleBins; bin++) {
    const most = bin === exampleBins ? Infinity : ((bin + 1) / exampleBins) * mostExamples
    table[bin] = highest(curves.neighbourhood, -Infinity, Math.log(1 + most / caution.neighbourhood))
  }
  return table
}

const bandOf = (population: number | undefined) =>
  population === undefined ? 0 : 1 + Math.min(bands - 1, Math.floor(Math.log(population) * bandsPerFold))

function sizeTable(population: number | undefined, { curves }: Weights): Float64Array {
  const table = new Float64Array(bands + 1)
  if (population === undefined) return table
  const size = Math.log(population)
  for (let band = 1; band <= bands; band++) {
    const from = (band - 1) / bandsPerFold - size
    const to = band === bands ? Infinity : band / bandsPerFold - size
    const least = from <= 0 && to >= 0 ? 0 : Math.min(Math.abs(from), Math.abs(to))
    table[band] = highest(curves.population, least, Math.max(Math.abs(from), Math.abs(to)))
  }
  return table
}

// Two unit vectors at an angle have 1 − cos = chord² / 2; the arc follows from the chord. A bin on either
// side is allowed for the rounding of single floats.
function chordTable({ curves }: Weights): Float64Array {
  const table = new Float64Array(chordBins + 2)
  const measure = (bin: number) => {
    const half = Math.min(1, Math.max(0, bin) / chordBins)
    return Math.log(1 + 2 * earthRadius * Math.asin(half))
  }
  for (let bin = 0; bin < table.length; bin++)
    table[bin] = highest(curves.distance, measure(bin - 1), measure(bin + 2))
  return table
}

/** Numbers for communities that are alike, with one of each kind. */
function alike(foreign: readonly CommunityProfile[], kindOf: (community: CommunityProfile) => string) {
  const numbers = new Map<string, number>()
  const samples: CommunityProfile[] = []
  const groupOf = Uint16Array.from(foreign, (community) => {
    const kind = kindOf(community)
    let number = numbers.get(kind)
    if (number === undefined) {
      number = samples.length
      numbers.set(kind, number)
      samples.push(community)
    }
    return number
  })
  return { groupOf, samples }
}
