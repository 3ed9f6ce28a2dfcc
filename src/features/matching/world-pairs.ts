// Partnerships outside Ukraine, most of whose ends are no communities of the registry. They are
// evidence only, so they stay in their file and never become rows.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { root } from '../../platform/kit/root.js'
import type { CommunityProfile } from '../../scoring/profile.js'

export interface WorldPairs {
  /** The ends that the registry does not have. */
  readonly places: CommunityProfile[]
  readonly pairs: (readonly [string, string])[]
}

interface World {
  /** By GeoNames number, each as a place that the registry does not have. */
  places: ReadonlyMap<number, CommunityProfile>
  pairs: readonly (readonly [number, number])[]
}

// Reading takes a third of a second in which nobody is answered; the file does not change while a process runs.
const known = new Map<string, Promise<World>>()

/**
 * The file's pairs. An end that the registry knows gets the registry's id, every other its GeoNames
 * number behind `geonames-`.
 * @param registryIds registry ids by GeoNames number
 */
export async function worldPairs(
  registryIds: ReadonlyMap<number, string>,
  file = join(root, 'seeds/world-pairs.csv'),
): Promise<WorldPairs> {
  const reading = known.get(file) ?? readWorld(file)
  known.set(file, reading)
  // A file that could not be read is tried again by whoever asks next.
  reading.catch(() => known.delete(file))
  const { places, pairs } = await reading
  const idOf = (end: number) => registryIds.get(end) ?? `geonames-${end}`
  return {
    places: [...places].filter(([end]) => !registryIds.has(end)).map(([, place]) => place),
    pairs: pairs.map(([one, other]) => [idOf(one), idOf(other)] as const),
  }
}

async function readWorld(file: string): Promise<World> {
  const rows: Record<string, string>[] = parse(await readFile(file), { columns: true, bom: true })
  const places = new Map<number, CommunityProfile>()
  const end = (row: Record<string, string>, n: 1 | 2): number => {
    const number = Number(row[`id${n}`])
    const country = row[`country${n}`]!
    const population = Number(row[`population${n}`])
    places.set(number, {
      id: `geonames-${number}`,
      country,
      region: row[`admin1_${n}`] ? `${country}.${row[`admin1_${n}`]}` : undefined,
      kind: undefined,
      lat: Number(row[`lat${n}`]),
      lon: Number(row[`lon${n}`]),
      population: population > 0 ? population : undefined,
      features: undefined,
      topics: undefined,
    })
    return number
  }
  const pairs = rows.map((row) => [end(row, 1), end(row, 2)] as const)
  return { places, pairs }
}
