// The real registry as search documents, straight from the seeds, for tests and figures that need no
// database.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { root } from '../../src/platform/kit/root.js'
import type { CommunityDocument } from '../../src/platform/search/community-search.js'

type Row = Record<string, string>

const read = (file: string): Row[] =>
  parse(readFileSync(join(root, 'seeds', file)), { columns: true, bom: true })

function grouped(rows: readonly Row[], key: string, value: string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const row of rows) groups.set(row[key]!, [...(groups.get(row[key]!) ?? []), row[value]!])
  return groups
}

const list = (text: string | undefined) => (text ?? '').split(';').flatMap((part) => part.trim() || [])

let documents: readonly CommunityDocument[] | undefined

/** All 891 communities of the registry. */
export function registryDocuments(): readonly CommunityDocument[] {
  documents ??= readAll()
  return documents
}

function readAll(): CommunityDocument[] {
  const aliases = grouped(read('alt-names.csv'), 'community_id', 'name')
  const topics = grouped(read('interests.csv'), 'community_id', 'topic')
  const partnerships = read('partnerships.csv')
  const partners = [
    grouped(partnerships, 'ua_id', 'foreign_id'),
    grouped(partnerships, 'foreign_id', 'ua_id'),
  ]
  const countries = new Map(read('countries.csv').map((row) => [row.iso2, row]))
  const oblasts = new Map(read('regions-ua.csv').map((row) => [row.admin1_code, row]))
  const abroad = new Map(read('regions-abroad.csv').map((row) => [row.admin1_code, row.name_uk]))
  const official = new Map(read('ua-admin.csv').map((row) => [row.id, row.katottg]))
  return read('communities.csv').map((row) => {
    const { id = '', country = '', admin1_code = '' } = row
    const place = countries.get(country)
    const oblast = oblasts.get(admin1_code)
    const placeNames = [
      ...[place?.name_uk, place?.name_en],
      ...[oblast?.name_uk ?? abroad.get(admin1_code), oblast?.name_en ?? row.admin1_name],
    ]
    return {
      id,
      country,
      region: admin1_code || undefined,
      kind: row.kind!,
      nameUk: row.name_uk || undefined,
      nameEn: row.name_en!,
      nameNative: row.name_native || row.name_en!,
      placeNames: placeNames.flatMap((name) => name || []),
      formerNames: list(row.former_names),
      aliases: aliases.get(id) ?? [],
      population: row.population ? Number(row.population) : undefined,
      lat: Number(row.lat),
      lon: Number(row.lon),
      features: list(row.features),
      topics: [...new Set(topics.get(id))],
      partners: (partners[0]?.get(id)?.length ?? 0) + (partners[1]?.get(id)?.length ?? 0),
      seeking: row.role !== 'partnered',
      code: official.get(id) || row.geonames_id || id,
    }
  })
}
