// Which kind of file it is and which column is what, guessed from the words of the headings in Ukrainian
// and English; staff correct the guess. The headings of our own exports are among the words.
import { locales } from '../../platform/i18n/locales.js'
import { hasWords, translator } from '../../platform/i18n/translate.js'
import { fold } from '../../platform/search/fold.js'
import { batchKinds, fieldsOf, fieldsOfKind, type BatchKind, type Mapping } from './batches.model.js'

/** Folded headings, the surest first; a heading that begins with one of them is a weaker sign. */
const words: Record<BatchKind, Record<string, string[]>> = {
  communities: {
    id: ['id', 'ідентифікатор', 'код громади', 'код у реєстрі', 'community id'],
    name: ['name', 'назва', 'назва українською', 'українська назва', 'громада', 'місто', 'community', 'name uk', 'name in ukrainian', 'населений пункт'],
    nameEn: ['name en', 'назва англійською', 'english name', 'name in english', 'англійська назва'],
    nameNative: ['name native', 'власна назва', 'назва мовою країни', 'native name', 'own name'],
    country: ['country', 'країна', 'держава', 'country code', 'код країни'],
    region: ['region', 'область', 'регіон', 'oblast', 'admin1 code', 'admin1 name'],
    kind: ['kind', 'тип', 'вид', 'категорія', 'type'],
    hromada: ['hromada', 'hromada uk', 'назва громади', 'територіальна громада'],
    katottg: ['katottg', 'кодифікатор', 'код катоттг', 'катоттг'],
    geonamesId: ['geonames id', 'geonames', 'код geonames'],
    wikidataId: ['wikidata id', 'wikidata', 'код wikidata'],
    lat: ['lat', 'latitude', 'широта'],
    lon: ['lon', 'lng', 'longitude', 'довгота'],
    population: ['population', 'населення', 'чисельність населення', 'кількість населення', 'inhabitants', 'мешканців'],
    populationSource: ['population source', 'джерело населення', 'джерело даних про населення', 'source of population'],
    website: ['website', 'сайт', 'вебсайт', 'web', 'site'],
  },
  contacts: {
    id: ['id', 'community id', 'код громади'],
    community: ['community', 'громада', 'місто', 'назва громади', 'municipality', 'name of community'],
    country: ['country', 'країна', 'держава'],
    region: ['region', 'область', 'регіон', 'oblast'],
    contactName: ['contact', 'contact name', 'контактна особа', 'імя', 'піб', 'імя та посада', 'контакт', 'person', 'прізвище'],
    email: ['email', 'e mail', 'електронна пошта', 'електронна адреса', 'пошта', 'службова адреса', 'mail'],
    office: ['office', 'посада', 'відділ', 'підрозділ', 'position', 'department'],
    phone: ['phone', 'телефон', 'тел', 'telephone'],
    language: ['language', 'мова', 'мова листування'],
  },
  partnerships: {
    uaId: ['ua id', 'ukrainian community id', 'код української громади'],
    foreignId: ['foreign id', 'partner id', 'foreign community id', 'код партнера'],
    ua: ['ua', 'ukrainian community', 'українська громада', 'громада', 'громада в україні', 'місто в україні', 'ukrainian city', 'community in ukraine'],
    uaRegion: ['ua region', 'область', 'область україни', 'oblast'],
    foreign: ['foreign', 'partner', 'партнер', 'громада партнер', 'іноземна громада', 'місто партнер', 'foreign community', 'partner city', 'громада за кордоном', 'community abroad'],
    country: ['country', 'країна', 'країна партнера', 'іноземна держава', 'partner country', 'держава'],
    foreignRegion: ['foreign region', 'регіон', 'регіон партнера', 'partner region'],
    status: ['status', 'стан', 'статус', 'state'],
    signed: ['signed', 'signed on', 'дата підписання', 'дата', 'date', 'since'],
    year: ['year', 'рік', 'рік підписання'],
    title: ['title', 'назва угоди', 'угода', 'agreement', 'document', 'документ', 'kind'],
    source: ['source', 'джерело', 'джерела', 'sources'],
  },
  register: {
    number: ['з п', '№ з п', 'номер з п', 'no', 'number', 'n'],
    registeredAs: ['реєстраційний номер', 'registration number', 'номер реєстрації'],
    title: ['назва угоди', 'назва договору', 'назва', 'title', 'agreement'],
    signed: ['дата і місце укладення', 'дата та місце укладення', 'дата і місце підписання', 'дата укладення', 'date and place', 'дата'],
    lawKind: ['вид співробітництва', 'вид територіального співробітництва', 'kind of cooperation', 'вид'],
    sphere: ['сфера співробітництва', 'сфери співробітництва', 'сфера', 'sphere', 'spheres'],
    uaRegion: ['область україни', 'регіон україни', 'ukrainian region', 'область', 'регіон'],
    uaSubject: ['субєкт україни', 'українська сторона', 'ukrainian subject', 'субєкт міжнародного територіального співробітництва україни', 'субєкт'],
    foreignState: ['іноземна держава', 'foreign state', 'держава', 'країна'],
    foreignUnit: ['адміністративно територіальна одиниця іноземної держави', 'адміністративно територіальна одиниця', 'foreign administrative unit', 'іноземна громада'],
    foreignSubject: ['субєкт іноземної держави', 'субєкт територіального співробітництва іноземної держави', 'foreign subject', 'іноземний субєкт'],
    duration: ['строк дії', 'термін дії', 'строк', 'duration'],
  },
} // prettier-ignore

/** What our own exports call their columns, where that is not the field's name. */
const exported: Partial<Record<BatchKind, Record<string, string>>> = {
  communities: {
    id: 'id', name: 'name', nameEn: 'name-en', nameNative: 'name-native', country: 'country', region: 'region',
    kind: 'kind', hromada: 'hromada', katottg: 'katottg', geonamesId: 'geonames', wikidataId: 'wikidata', lat: 'lat',
    lon: 'lon', population: 'population', populationSource: 'population-source', website: 'website',
  },
  partnerships: {
    ua: 'ua', uaId: 'ua-id', uaRegion: 'ua-region', foreign: 'foreign', foreignId: 'foreign-id',
    country: 'foreign-country', foreignRegion: 'foreign-region', status: 'status', signed: 'agreement-signed',
    year: 'agreement-year', title: 'agreement', source: 'source',
  },
} // prettier-ignore

/** The same in every language: whoever exported a sheet need not read the language of whoever brings it back. */
function exportedAs(kind: BatchKind, field: string): string[] {
  const name = exported[kind]?.[field]
  if (name === undefined) return []
  const key = `exports/columns.${name}`
  return locales.flatMap((locale) => (hasWords(locale, key) ? [translator(locale)(key)] : []))
}

const acceptedFor = (kind: BatchKind, field: string): string[] => [
  ...exportedAs(kind, field),
  ...(words[kind][field] ?? []),
]

// A column's field: the whole heading is worth most; "населення, осіб" still says what it is.
function worthOf(heading: string, accepted: readonly string[]): number {
  const at = accepted.findIndex((word) => fold(word) === heading)
  if (at >= 0) return 100 - at
  const begins = accepted.findIndex((word) => fold(word).length > 3 && heading.startsWith(`${fold(word)} `))
  return begins >= 0 ? 50 - begins : 0
}

/** For each field the column whose heading says so best; no column twice. */
export function guessMapping(kind: BatchKind, headings: readonly string[]): Mapping {
  const folded = headings.map(fold)
  const found = fieldsOf(kind)
    .flatMap((field) => {
      const accepted = acceptedFor(kind, field)
      return folded.map((heading, column) => ({ field, column, worth: worthOf(heading, accepted) }))
    })
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { field, column } of found)
    if (!(field in mapping) && !taken.has(column)) {
      mapping[field] = column
      taken.add(column)
    }
  return mapping
}

/** What kind of file the headings belong to. */
export function guessKind(headings: readonly string[]): BatchKind {
  const rated = batchKinds.map((kind) => {
    const mapping = guessMapping(kind, headings)
    const has = (field: string) => field in mapping
    const missing = fieldsOfKind[kind].required.filter((field) => !has(field)).length
    // «Назва угоди» begins as «Назва» does, and is something else.
    const sure = Object.entries(mapping).map(([field, column]) =>
      worthOf(fold(headings[column] ?? ''), acceptedFor(kind, field)) > 50 ? 1 : 0.4,
    )
    return { kind, worth: sure.reduce((a, b) => a + b, 0) - 3 * missing }
  })
  return rated.sort((a, b) => b.worth - a.worth)[0]?.kind ?? 'communities'
}
