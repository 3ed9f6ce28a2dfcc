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

/**
 * Reads the file. An end that the registry knows gets the registry's id, every other its GeoNames
 * number behind `geonames-`.
 * @param registryIds registry ids by GeoNames number
 */
export async function worldPairs(
  registryIds: ReadonlyMap<number, string>,
  file = join(root, 'seeds/world-pairs.csv'),
): Promise<WorldPairs> {
  const rows: Record<string, string>[] = parse(await readFile(file), { columns: true, bom: true })
  const places = new Map<string, CommunityProfile>()
  const end = (row: Record<string, string>, n: 1 | 2): string => {
    const registered = registryIds.get(Number(row[`id${n}`]))
    if (registered !== undefined) return registered
    const id = `geonames-${row[`id${n}`]}`
    const country = row[`country${n}`]!
    const population = Number(row[`population${n}`])
    places.set(id, {
      id,
      country,
      region: row[`admin1_${n}`] ? `${country}.${row[`admin1_${n}`]}` : undefined,
      kind: undefined,
      lat: Number(row[`lat${n}`]),
      lon: Number(row[`lon${n}`]),
      population: population > 0 ? population : undefined,
      features: undefined,
      topics: undefined,
    })
    return id
  }
  const pairs = rows.map((row) => [end(row, 1), end(row, 2)] as const)
  return { places: [...places.values()], pairs }
}
