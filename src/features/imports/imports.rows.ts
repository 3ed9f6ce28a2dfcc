// From the rows of the files to the rows of the tables, with the tables' own column names.
import {
  formerNames,
  scriptOf,
  withUkrainianApostrophe as ukrainian,
  type Script,
  type Seeds,
} from './imports.model.js'

export interface Table {
  table: string
  key: string[]
  /** Column → PostgreSQL type. */
  types: Record<string, string>
  /** Has createdAt, updatedAt and editedAt. */
  stamped?: boolean
  rows: object[]
}

export interface Name {
  community_id: string
  name: string
  kind: 'official' | 'former' | 'other'
  /** 'uk', 'en', 'native' (the country's own) or '' where nobody says. */
  language: string
  script: Script
  source: string
}

const text = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, 'text']))
const integer = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, 'integer']))
const float = (...columns: string[]) =>
  Object.fromEntries(columns.map((column) => [column, 'double precision']))

export const countryTable = ({ countries }: Seeds): Table => ({
  table: 'countries',
  key: ['code'],
  types: text('code', 'name_en', 'name_uk', 'world_region'),
  rows: countries.map((row) => ({
    code: row.iso2,
    name_en: row.name_en,
    name_uk: row.name_uk,
    world_region: row.region,
  })),
})

/** The oblasts from their own file; foreign regions as the communities in them name them, with a Ukrainian name where there is one. */
export function regionTable({ regionsUa, regionsAbroad, communities }: Seeds): Table {
  const ukrainianNames = new Map(regionsAbroad.map((row) => [row.admin1_code, ukrainian(row.name_uk)]))
  const abroad = new Map<string, object>()
  for (const { admin1_code: code, admin1_name: name_en, country } of communities)
    if (country !== 'UA' && name_en !== null)
      abroad.set(code, { code, country, name_en, name_uk: ukrainianNames.get(code) ?? null })
  const oblasts = regionsUa.map(({ admin1_code: code, name_en, name_uk }) => ({
    code,
    country: 'UA',
    name_en,
    name_uk,
  }))
  return {
    table: 'regions',
    key: ['code'],
    types: text('code', 'country', 'name_en', 'name_uk'),
    rows: [...oblasts, ...abroad.values()],
  }
}

export function communityTable({ communities, uaAdmin, measures }: Seeds): Table {
  const admin = new Map(uaAdmin.map((row) => [row.id, row]))
  const measured = new Map(measures.map((row) => [row.id, row]))
  return {
    table: 'communities',
    key: ['id'],
    stamped: true,
    types: {
      ...text('id', 'country', 'region_code', 'kind', 'name_en', 'name_native', 'name_uk'),
      ...text(
        'katottg',
        'wikidata_id',
        'hromada_uk',
        'hromada_katottg',
        'raion_uk',
        'population_source',
        'source',
      ),
      ...integer('geonames_id', 'hromada_population', 'population', 'elevation_m'),
      ...float('lat', 'lon', 'coast_km', 'border_km'),
      features: 'text[]',
      seeking: 'boolean',
    },
    rows: communities.map((row) => {
      const official = admin.get(row.id)
      const size = measured.get(row.id)
      const native = row.name_native ?? row.name_en
      return {
        id: row.id,
        country: row.country,
        // A region without a name is a code that no longer stands for anything.
        region_code: row.admin1_name === null ? null : row.admin1_code,
        kind: row.kind,
        name_en: row.name_en,
        name_native: row.country === 'UA' ? ukrainian(native) : native,
        name_uk: row.name_uk === null ? null : ukrainian(row.name_uk),
        katottg: official?.katottg ?? null,
        geonames_id: row.geonames_id,
        wikidata_id: row.wikidata_id,
        hromada_uk: official?.hromada_uk ? ukrainian(official.hromada_uk) : null,
        hromada_katottg: official?.hromada_katottg ?? null,
        hromada_population: official?.hromada_population_2022 ?? null,
        raion_uk: official?.raion_uk ? ukrainian(official.raion_uk) : null,
        lat: row.lat,
        lon: row.lon,
        population: row.population,
        population_source: row.population_source,
        elevation_m: size?.elevation_m ?? null,
        coast_km: size?.coast_km ?? null,
        border_km: size?.border_km ?? null,
        features: row.features,
        seeking: row.role !== 'partnered',
        source: row.source,
      }
    }),
  }
}

/** Every name of every community: official, former, spelt by the report of 2009, known elsewhere. */
export function namesOf({ communities, seekers, altNames }: Seeds): Name[] {
  const names: Name[] = []
  const spelt = new Map(seekers.map((row) => [row.id, ukrainian(row.auc_name)]))
  for (const row of communities) {
    const add = (kind: Name['kind'], language: string, name: string, source: string) =>
      names.push({ community_id: row.id, name, kind, language, script: scriptOf(name), source })
    const from = (...tags: string[]) => tags.find((tag) => row.source.split(';').includes(tag))
    const ua = row.country === 'UA'
    const report = spelt.get(row.id)

    add('official', 'en', row.name_en, from('Wikipedia lists') ?? (ua ? 'Resolution 55 of 2010' : 'GeoNames'))
    const uk = row.name_uk && ukrainian(row.name_uk)
    if (uk && row.name_uk_source) add('official', 'uk', uk, row.name_uk_source)
    if (row.name_native && !ua)
      add('official', 'native', row.name_native, from('French Wikipedia') ?? 'GeoNames')
    const former = formerNames(row.former_names)
    for (const { name, language } of former) add('former', language, name, 'Compiled by hand')
    if (report && report !== uk && former.every(({ name }) => name !== report))
      add('other', 'uk', report, 'AUC report 2009')
  }
  for (const { community_id, name, script } of altNames)
    names.push({ community_id, name, kind: 'other', language: '', script, source: 'GeoNames' })
  return names
}

export const topicTable = ({ interests }: Seeds): Table => ({
  table: 'community_topics',
  key: ['community_id', 'topic', 'direction', 'basis'],
  types: { ...text('community_id', 'topic', 'direction', 'basis', 'source'), ...integer('year') },
  rows: interests.map(({ line: _, ...row }) => row),
})

export const partnershipTable = ({ partnerships }: Seeds): Table => ({
  table: 'partnerships',
  key: ['ua_id', 'foreign_id'],
  stamped: true,
  types: { ...text('ua_id', 'foreign_id', 'status'), source: 'text[]' },
  rows: partnerships.map(({ line: _, ...row }) => row),
})

export const agreementTable = ({ agreements }: Seeds): Table => ({
  table: 'agreements',
  key: ['id'],
  types: {
    ...text('id', 'ua_id', 'foreign_id', 'kind', 'law_kind', 'source'),
    ...integer('signed_year', 'duration_years'),
    signed_on: 'date',
    unlimited: 'boolean',
    auto_renewal: 'boolean',
    topics: 'text[]',
  },
  rows: agreements.map((row) => ({
    id: row.agreement_id,
    ua_id: row.ua_id,
    foreign_id: row.foreign_id,
    kind: row.kind,
    law_kind: row.law_kind,
    signed_year: row.signed_on === null ? null : Number(row.signed_on.slice(0, 4)),
    signed_on: row.signed_on?.length === 10 ? row.signed_on : null,
    duration_years: /^\d+$/.test(row.duration_years ?? '') ? Number(row.duration_years) : null,
    unlimited: row.duration_years === 'unlimited',
    auto_renewal: row.auto_renewal === null ? null : row.auto_renewal === 'yes',
    topics: row.topics,
    source: row.source,
  })),
})

/** The world's pairs that join two communities of the registry. */
export function foreignLinkTable({ worldPairs, communities }: Seeds): Table {
  const byGeonames = new Map(communities.map((row) => [row.geonames_id, row.id]))
  const rows = worldPairs.flatMap(({ id1, id2, source }) => {
    const [a_id, b_id] = [byGeonames.get(id1), byGeonames.get(id2)].sort()
    return a_id && b_id ? [{ a_id, b_id, source }] : []
  })
  return { table: 'foreign_links', key: ['a_id', 'b_id'], types: text('a_id', 'b_id', 'source'), rows }
}
