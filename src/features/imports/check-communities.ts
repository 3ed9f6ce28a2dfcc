// One row of a list of communities: a new record, or changes to one that the registry has, field by field.
import { fold } from '../../platform/search/fold.js'
import { kinds, type Kind } from '../communities/communities.model.js'
import { saidAs } from './own-words.js'
import { asciiName, idsFor, kindOf } from '../records/ids.model.js'
import type { CommunityRecord } from '../records/records.model.js'
import { countryOf, inRegion } from './check-named.js'
import {
  chosen,
  emptyFinding,
  keepsToOblast,
  repeats,
  type CheckContext,
  type Finding,
  type Row,
} from './place.js'

type Told = Partial<Pick<CommunityRecord, (typeof fields)[number]>>

const fields = [
  'nameUk',
  'nameEn',
  'nameNative',
  'kind',
  'regionCode',
  'hromadaUk',
  'katottg',
  'geonamesId',
  'wikidataId',
  'lat',
  'lon',
  'population',
  'populationSource',
  'website',
] as const
const codes = ['katottg', 'geonamesId', 'wikidataId'] as const

const kindWords: [RegExp, Kind][] = [
  [/^(?:city|town|місто|міська|м|m)$/, 'city'],
  [/^(?:settlement|селище|селищна|смт|t|x)$/, 'settlement'],
  [/^(?:village|село|сільська|с|c)$/, 'village'],
]

const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)

/** What the row says, read; a cell that cannot be read is named and makes the row one to decide on. */
function told(context: CheckContext, row: Row, country: string, finding: Finding): Told {
  const bad = (field: string) =>
    finding.say('conflict', 'cell-unreadable', { field, text: row.cell(field).slice(0, 60) })
  const number = (field: string, least: number, most: number, whole: boolean) => {
    const text = row
      .cell(field)
      .replace(/[\s\u00a0]/g, '')
      .replace(',', '.')
      .replace('−', '-')
    if (text === '') return undefined
    const value = Number(text)
    if (Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value)))
      return value
    bad(field)
    return undefined
  }
  const code = (field: string, pattern: RegExp) => {
    const text = row.cell(field).trim().toUpperCase()
    if (text === '' || pattern.test(text)) return text || undefined
    bad(field)
    return undefined
  }
  const name = row.cell('name')
  const region = row.cell('region')
  const regionCode = region === '' ? undefined : context.known.region(region, country)
  if (region !== '' && regionCode === undefined && country === 'UA') bad('region')
  const kind =
    saidAs('kinds', kinds, row.cell('kind')) ??
    kindWords.find(([pattern]) => pattern.test(fold(row.cell('kind'))))?.[1]
  if (row.cell('kind') !== '' && kind === undefined) bad('kind')
  const values: Record<string, unknown> = {
    nameUk: isCyrillic(name) ? name : undefined,
    nameEn: row.cell('nameEn') || (name !== '' && !isCyrillic(name) ? name : undefined),
    nameNative: country === 'UA' ? undefined : row.cell('nameNative') || undefined,
    kind,
    regionCode,
    hromadaUk: row.cell('hromada') || undefined,
    katottg: code('katottg', /^UA\d{17}$/),
    geonamesId: number('geonamesId', 1, 99_999_999, true),
    wikidataId: code('wikidataId', /^Q[1-9]\d*$/),
    lat: number('lat', -90, 90, false),
    lon: number('lon', -180, 180, false),
    population: number('population', 1, 40_000_000, true),
    populationSource: row.cell('populationSource') || undefined,
    website: /^https?:\/\/\S+$/.test(row.cell('website')) ? row.cell('website') : undefined,
  }
  if (values.population !== undefined && values.populationSource === undefined)
    values.populationSource = context.source
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

export function checkCommunityRow(context: CheckContext, row: Row): Finding {
  const finding = emptyFinding()
  const country = countryOf(row.cell('country'), finding)
  if (country === undefined) return finding
  const said = told(context, row, country, finding)
  const record = recordMeant(context, row, country, said, finding)
  if (finding.why.some(({ fate }) => fate === 'unplaced')) return finding
  if (record) {
    finding.placed.community = record.id
    if (!keepsToOblast(context, record.id, finding)) return finding
    repeats(context, row, record.id, finding)
    changeFound(context, record, said, finding)
  } else newFound(context, row, country, said, finding)
  return finding
}

/** The record the row speaks of: by what staff chose, by id, by code, or by its name in its region. */
function recordMeant(
  context: CheckContext,
  row: Row,
  country: string,
  said: Told,
  finding: Finding,
): CommunityRecord | undefined {
  const { known } = context
  const decided = known.community(chosen(context, row, 'community') ?? '')
  if (decided) return decided
  const id = row.cell('id')
  const byId = known.community(id)
  const byCodes = codes.flatMap((field) => {
    const value = said[field]
    const owner = value === undefined || value === null ? undefined : known.byCode(field, value)
    return owner ? [{ field, owner }] : []
  })
  const meant = byId ?? byCodes[0]?.owner
  const other = byCodes.find(({ owner }) => owner.id !== meant?.id)
  if (other) finding.say('conflict', 'code-of-another', { field: other.field, id: other.owner.id })
  if (meant) {
    const name = said.nameUk ?? said.nameEn ?? ''
    if (name !== '' && !known.named(country, name).includes(meant.id))
      finding.say('conflict', 'name-differs', { ours: meant.nameUk ?? meant.nameEn, theirs: name })
    return meant
  }
  return byName(context, row, country, said, finding)
}

function byName(
  context: CheckContext,
  row: Row,
  country: string,
  said: Told,
  finding: Finding,
): CommunityRecord | undefined {
  const { known } = context
  const named = [
    ...new Set([said.nameUk, said.nameEn].flatMap((name) => (name ? known.named(country, name) : []))),
  ]
  if (named.length === 0) return undefined
  // A code that belongs to nobody says that this is another place of that name.
  const hasOther = (id: string) =>
    codes.some((field) => {
      const [ours, theirs] = [known.community(id)?.[field], said[field]]
      return ours !== null && theirs !== undefined && ours !== theirs
    })
  const here = inRegion(context, named, row.cell('region'), country).filter((id) => !hasOther(id))
  if (here.length === 1 && (said.regionCode !== undefined || country !== 'UA'))
    return known.community(here[0]!)
  if (here.length === 0) {
    finding.read.homonym = true
    return undefined
  }
  finding.candidates.community = here.slice(0, 8)
  finding.say('unplaced', here.length > 1 ? 'several' : 'no-region', {
    name: said.nameUk ?? said.nameEn ?? '',
  })
  return undefined
}

function changeFound({ known }: CheckContext, record: CommunityRecord, said: Told, finding: Finding): void {
  const [before, after]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
  const moved = (field: 'lat' | 'lon') => Math.abs((said[field] ?? record[field]) - record[field]) > 0.01
  for (const field of fields) {
    const value = said[field]
    if (value === undefined || value === null || value === record[field]) continue
    if ((field === 'lat' || field === 'lon') && !moved(field)) continue
    if (
      field === 'populationSource' &&
      (said.population === undefined || said.population === record.population)
    )
      continue
    // Which of two spellings of a name is right no file can decide.
    if (/^name/.test(field) && record[field] !== null && fold(String(record[field])) === fold(String(value)))
      continue
    const ours = record[field]
    const ownValue = known.isOwn(record.id, field) || (field === 'population' && isOlder(said, record))
    const contradicts = /^name|katottg|Id$|regionCode/.test(field) || ownValue
    // Whoever counted goes with the count.
    if (ours !== null && contradicts && field !== 'populationSource')
      finding.say('conflict', 'field-differs', { field, ours, theirs: value })
    before[field] = record[field]
    after[field] = value
  }
  if (Object.keys(after).length > 0)
    finding.effects.push({ table: 'communities', key: record.id, before, after })
  else finding.say('duplicate', 'recorded-community')
}

/** Whether the file says itself that its count was made before ours. */
function isOlder(said: Told, record: CommunityRecord): boolean {
  const yearOf = (source: string | null | undefined) => /(?:19|20)\d{2}/.exec(source ?? '')?.[0]
  const [ours, theirs] = [yearOf(record.populationSource), yearOf(said.populationSource)]
  return ours !== undefined && theirs !== undefined && theirs < ours
}

function newFound(context: CheckContext, row: Row, country: string, said: Told, finding: Finding): void {
  const { ownRegion } = context
  if (ownRegion !== undefined && (country !== 'UA' || said.regionCode !== ownRegion))
    return finding.say('not-ours', 'not-ours')
  if (country === 'UA' && said.regionCode === undefined) return finding.say('unplaced', 'region-missing')
  if (said.lat === undefined || said.lon === undefined) return finding.say('unplaced', 'position-missing')
  const nameEn = said.nameEn ?? (said.nameUk ? latin(said.nameUk) : '')
  if (nameEn === '') return finding.say('unplaced', 'name-missing')
  const key = [
    country,
    said.regionCode ?? '',
    fold(said.nameUk ?? nameEn),
    said.katottg ?? said.geonamesId ?? '',
  ]
  if (repeats(context, row, key.join(' '), finding)) return
  for (const field of codes)
    if (said[field] && repeats(context, row, `${field} ${said[field]}`, finding)) return
  const id = freeId(context, country, nameEn, said.regionCode ?? null)
  finding.effects.push({
    table: 'communities',
    key: id,
    before: null,
    after: { country, kind: kindOf(said.population ?? null), ...said, nameEn },
  })
}

const latin = (name: string) =>
  asciiName(name, 'UA')
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('-')

/** An id that neither the registry nor an earlier row of the file has. */
function freeId(
  { known, seen }: CheckContext,
  country: string,
  nameEn: string,
  regionCode: string | null,
): string {
  const region = regionCode === null ? null : (known.regionNameEn(regionCode) ?? null)
  for (const id of idsFor(country, nameEn, region))
    if (!known.community(id) && !seen.has(`id ${id}`)) {
      seen.set(`id ${id}`, 0)
      return id
    }
  throw new Error('There is always one more number')
}
