// What no single row can tell: rows that must not repeat, ids that must exist, and the rules between files.
import { closedCountries } from '../../scoring/profile.js'
import type { Complain, SeedName, Seeds } from './imports.model.js'

export function checkReferences(seeds: Seeds, complain: Complain): void {
  checkRepeats(seeds, complain)
  checkCommunities(seeds, complain)
  checkAboutCommunities(seeds, complain)
  checkPairs(seeds, complain)
}

type Community = Seeds['communities'][number]

/** Finds a community by id, or complains about the row that names it. */
function finder({ communities }: Seeds, complain: Complain) {
  const byId = new Map(communities.map((row) => [row.id, row]))
  return (name: SeedName, line: number, column: string, id: string): Community | undefined => {
    const found = byId.get(id)
    if (!found) complain(name, line, column, `${id} is not in communities.csv`)
    return found
  }
}

function checkRepeats(seeds: Seeds, complain: Complain): void {
  const unique = <N extends SeedName>(name: N, column: string, key: (row: Seeds[N][number]) => unknown) => {
    const first = new Map<unknown, number>()
    for (const row of seeds[name] as Seeds[N][number][]) {
      const value = key(row)
      const line = first.get(value)
      if (line !== undefined) complain(name, row.line, column, `repeats line ${line}`)
      else if (value !== null) first.set(value, row.line)
    }
  }
  unique('countries', 'iso2', (row) => row.iso2)
  unique('regionsUa', 'admin1_code', (row) => row.admin1_code)
  unique('regionsAbroad', 'admin1_code', (row) => row.admin1_code)
  unique('communities', 'id', (row) => row.id)
  unique('communities', 'geonames_id', (row) => row.geonames_id)
  unique('communities', 'wikidata_id', (row) => row.wikidata_id)
  unique('uaAdmin', 'id', (row) => row.id)
  unique('uaAdmin', 'katottg', (row) => row.katottg)
  unique('measures', 'id', (row) => row.id)
  unique('seekers', 'id', (row) => row.id)
  unique('altNames', 'name', (row) => `${row.community_id} ${row.name}`)
  unique('interests', 'topic', (row) => [row.community_id, row.topic, row.direction, row.basis].join(' '))
  unique('partnerships', 'foreign_id', (row) => `${row.ua_id} ${row.foreign_id}`)
  unique('agreements', 'agreement_id', (row) => row.agreement_id)
  unique('worldPairs', 'id2', ({ id1, id2 }) => (id1 < id2 ? `${id1} ${id2}` : `${id2} ${id1}`))
}

function checkCommunities(seeds: Seeds, complain: Complain): void {
  const countries = new Set(seeds.countries.map((row) => row.iso2))
  const oblasts = new Set(seeds.regionsUa.map((row) => row.admin1_code))
  const regionNames = new Map<string, string | null>()
  for (const { line, ...row } of seeds.communities) {
    const say = (column: string, message: string) => complain('communities', line, column, message)
    if (!countries.has(row.country)) say('country', `${row.country} is not in countries.csv`)
    const prefix = `${row.country.toLowerCase()}-`
    if (!row.id.startsWith(prefix)) say('id', `must begin with ${prefix}`)
    if (!row.admin1_code.startsWith(`${row.country}.`)) say('admin1_code', `must begin with ${row.country}.`)
    if (row.country === 'UA' && !oblasts.has(row.admin1_code))
      say('admin1_code', `${row.admin1_code} is not in regions-ua.csv`)
    if (row.country === 'UA' && row.name_uk === null) say('name_uk', 'must not be empty in Ukraine')
    if ((row.name_uk === null) !== (row.name_uk_source === null))
      say('name_uk_source', 'a Ukrainian name and its source go together')
    const region = regionNames.get(row.admin1_code) ?? row.admin1_name
    if (row.admin1_name !== region) say('admin1_name', `${row.admin1_code} is called ${region} elsewhere`)
    regionNames.set(row.admin1_code, region)
    if ((row.population === null) !== (row.population_source === null))
      say('population_source', 'a population and its source go together')
  }
  for (const { line, admin1_code: code } of seeds.regionsAbroad)
    if (code.startsWith('UA.') || !regionNames.get(code))
      complain('regionsAbroad', line, 'admin1_code', `no community abroad lies in ${code}`)
}

function checkAboutCommunities(seeds: Seeds, complain: Complain): void {
  const known = finder(seeds, complain)
  for (const row of seeds.uaAdmin) {
    const community = known('uaAdmin', row.line, 'id', row.id)
    if (community && community.country !== 'UA')
      complain('uaAdmin', row.line, 'id', `${row.id} is not in Ukraine`)
  }
  for (const row of seeds.measures) known('measures', row.line, 'id', row.id)
  for (const row of seeds.altNames) known('altNames', row.line, 'community_id', row.community_id)
  for (const row of seeds.interests) known('interests', row.line, 'community_id', row.community_id)
  for (const row of seeds.seekers) {
    const community = known('seekers', row.line, 'id', row.id)
    if (!community) continue
    if ((community.country === 'UA') !== (row.side === 'UA'))
      complain('seekers', row.line, 'side', `${row.id} is on the other side`)
    if (community.role === 'partnered')
      complain('seekers', row.line, 'id', `${row.id} is not marked as seeking in communities.csv`)
  }
}

function checkPairs(seeds: Seeds, complain: Complain): void {
  const known = finder(seeds, complain)
  for (const row of seeds.partnerships) {
    const say = (column: string, message: string) => complain('partnerships', row.line, column, message)
    const ua = known('partnerships', row.line, 'ua_id', row.ua_id)
    const foreign = known('partnerships', row.line, 'foreign_id', row.foreign_id)
    if (ua && ua.country !== 'UA') say('ua_id', `${ua.id} is not in Ukraine`)
    if (foreign?.country === 'UA') say('foreign_id', `${foreign.id} is in Ukraine`)
    if (
      closedCountries.includes(foreign?.country ?? '') &&
      !/^(suspended-check|terminated)$/.test(row.status)
    )
      say('status', 'with Russia or Belarus it must be suspended-check or terminated')
  }
  const pairs = new Set(seeds.partnerships.map((row) => `${row.ua_id} ${row.foreign_id}`))
  for (const { line, ua_id, foreign_id } of seeds.agreements)
    if (!pairs.has(`${ua_id} ${foreign_id}`))
      complain('agreements', line, 'foreign_id', `${ua_id} and ${foreign_id} are not in partnerships.csv`)
  for (const row of seeds.worldPairs)
    if (row.id1 === row.id2) complain('worldPairs', row.line, 'id2', 'is the same place as id1')
}
