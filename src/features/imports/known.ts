// What the registry knows, in memory, as rows of a file are placed in it: communities by every name, by
// code and by council, relations by pair. Homonyms are never guessed away.
import { setImmediate as others } from 'node:timers/promises'
import { fold } from '../../platform/search/fold.js'
import { inCyrillic } from '../../platform/search/romanise.js'
import {
  fieldsChanged,
  type CommunityRecord,
  type RecordField,
  type RecordFields,
} from '../records/records.model.js'

export interface KnownAgreement {
  id: string
  uaId: string
  foreignId: string
  kind: string
  lawKind: string | null
  signedYear: number | null
  signedOn: string | null
  durationYears: number | null
  unlimited: boolean
  autoRenewal: boolean | null
  topics: string[]
}

export interface KnownData {
  communities: CommunityRecord[]
  names: { communityId: string; name: string }[]
  regions: { code: string; country: string; nameEn: string; nameUk: string | null }[]
  redirects: { oldId: string; newId: string }[]
  partnerships: { uaId: string; foreignId: string; status: string }[]
  agreements: KnownAgreement[]
  /** What people changed or entered of a record, and no file of theirs. */
  byHand: { communityId: string; before: RecordFields | null; after: RecordFields }[]
  /** Who has a contact, and at which address. */
  contacts: { communityId: string; email: string }[]
}

export interface Known {
  community(id: string): CommunityRecord | undefined
  byCode(field: 'katottg' | 'geonamesId' | 'wikidataId', value: string | number): CommunityRecord | undefined
  /** Communities of a country that bear this very name, however it is written. */
  named(country: string, name: string): string[]
  /** Communities of a country whose names are nearly this one: to choose from, never to take. */
  near(country: string, name: string): string[]
  /** Ukrainian communities whose council is called so: «Миколаївська» of a city. */
  ofCouncil(adjective: string, kind: CommunityRecord['kind']): string[]
  region(text: string, country?: string): string | undefined
  regionName(code: string): string | undefined
  regionNameEn(code: string): string | undefined
  partnership(uaId: string, foreignId: string): string | undefined
  agreements(uaId: string, foreignId: string): readonly KnownAgreement[]
  contact(communityId: string): string | undefined
  /** Whether somebody entered this field of a record, or named a source for it. */
  isOwn(communityId: string, field: RecordField): boolean
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

/** So many communities are taken in before other requests have their turn. */
const atOnce = 250

export async function knownOf(data: KnownData): Promise<Known> {
  const byId = new Map(data.communities.map((row) => [row.id, row]))
  for (const { oldId, newId } of data.redirects) {
    const keeper = byId.get(newId)
    if (keeper && !byId.has(oldId)) byId.set(oldId, keeper)
  }
  const codes = new Map<string, CommunityRecord>()
  const named = new Map<string, string[]>()
  const byCountry = new Map<string, { id: string; folded: string }[]>()
  const call = ({ id, country }: CommunityRecord, name: string) => {
    const folded = fold(name)
    const key = `${country} ${folded}`
    if (folded === '' || named.get(key)?.includes(id)) return
    push(named, key, id)
    const others = byCountry.get(country)
    if (others) others.push({ id, folded })
    else byCountry.set(country, [{ id, folded }])
  }
  for (const [i, row] of data.communities.entries()) {
    if (i % atOnce === 0) await others()
    for (const field of ['katottg', 'geonamesId', 'wikidataId'] as const)
      if (row[field] !== null) codes.set(`${field} ${row[field]}`, row)
    const names = [row.nameUk ?? '', row.nameEn, row.nameNative, ...row.formerNames.map(({ name }) => name)]
    for (const name of names) {
      call(row, name)
      if (row.country !== 'UA') for (const spelled of inCyrillic(name, row.country)) call(row, spelled)
    }
  }
  for (const [i, { communityId, name }] of data.names.entries()) {
    if (i % atOnce === 0) await others()
    const row = byId.get(communityId)
    if (!row) continue
    call(row, name)
    if (row.country !== 'UA') for (const spelled of inCyrillic(name, row.country)) call(row, spelled)
  }
  const councils = councilsOf(data.communities)
  const regions = new Map(data.regions.map((row) => [row.code, row]))
  const regionByName = new Map<string, string>()
  for (const { code, country, nameEn, nameUk } of data.regions)
    for (const name of [
      nameEn,
      nameUk ?? '',
      nameEn.replace(/ Oblast$/, ''),
      (nameUk ?? '').replace(/ область$/, ''),
    ])
      if (name !== '') regionByName.set(`${country} ${fold(name)}`, code)
  const statuses = new Map(data.partnerships.map((row) => [`${row.uaId} ${row.foreignId}`, row.status]))
  const agreements = new Map<string, KnownAgreement[]>()
  for (const row of data.agreements) push(agreements, `${row.uaId} ${row.foreignId}`, row)
  const contacts = new Map(data.contacts.map((row) => [row.communityId, row.email.toLowerCase()]))
  const own = new Map<string, RecordField[]>()
  for (const { communityId, before, after } of data.byHand)
    for (const field of fieldsChanged(before ?? {}, after)) push(own, communityId, field)
  const nearby = new Map<string, string[]>()
  return {
    community: (id) => byId.get(id),
    byCode: (field, value) => codes.get(`${field} ${value}`),
    named: (country, name) => named.get(`${country} ${fold(name)}`) ?? [],
    near: (country, name) => {
      const key = `${country} ${fold(name)}`
      const found = nearby.get(key) ?? nearNames(byCountry.get(country) ?? [], fold(name))
      nearby.set(key, found)
      return found
    },
    ofCouncil: (adjective, kind) => councils(adjective, kind),
    region: (text, country = 'UA') => {
      const bare = text.trim()
      if (regions.has(bare)) return bare
      return regionByName.get(`${country} ${fold(bare)}`)
    },
    regionNameEn: (code) => regions.get(code)?.nameEn,
    regionName: (code) => regions.get(code)?.nameUk ?? regions.get(code)?.nameEn,
    partnership: (uaId, foreignId) => statuses.get(`${uaId} ${foreignId}`),
    agreements: (uaId, foreignId) => agreements.get(`${uaId} ${foreignId}`) ?? [],
    contact: (communityId) => contacts.get(communityId),
    isOwn: (communityId, field) =>
      byId.get(communityId)?.sources[field] !== undefined || (own.get(communityId)?.includes(field) ?? false),
  }
}

const stemOf = (adjective: string) => fold(adjective).replace(/(?:івська|ївська|ська|цька|зька|ька|а)$/u, '')

/** The beginning that an adjective and its name share is all of the name but its last letters. */
function fits(stem: string, name: string): boolean {
  let same = 0
  while (same < stem.length && same < name.length && stem[same] === name[same]) same++
  return same >= 3 && same >= stem.length - 1 && same >= name.length - (name.length > 6 ? 4 : 3)
}

/** By the hromada's own adjective where the registry has it, else by the name it is made of. */
function councilsOf(communities: readonly CommunityRecord[]) {
  const ours = communities.filter(({ country }) => country === 'UA')
  const said = new Map<string, string[]>()
  for (const { id, kind, hromadaUk } of ours)
    if (hromadaUk)
      push(said, `${kind} ${fold(hromadaUk).replace(/ (?:міська|селищна|сільська)\b.*$/u, '')}`, id)
  const byLetters = new Map<string, { id: string; name: string }[]>()
  for (const { id, kind, nameUk } of ours) {
    const name = fold(nameUk ?? '')
    push(byLetters, `${kind} ${name.slice(0, 3)}`, { id, name })
  }
  const known = new Map<string, string[]>()
  return (adjective: string, kind: string): string[] => {
    const key = `${kind} ${fold(adjective)}`
    let found = known.get(key)
    if (found) return found
    const stem = stemOf(adjective)
    const alike = (byLetters.get(`${kind} ${stem.slice(0, 3)}`) ?? []).filter(({ name }) => fits(stem, name))
    found = [...new Set([...(said.get(key) ?? []), ...alike.map(({ id }) => id)])]
    known.set(key, found)
    return found
  }
}

const mostNear = 6

function nearNames(names: readonly { id: string; folded: string }[], wanted: string): string[] {
  if (wanted.length < 3) return []
  const allowed = wanted.length < 5 ? 1 : 2
  const found = new Map<string, number>()
  for (const { id, folded } of names) {
    if (Math.abs(folded.length - wanted.length) > allowed || folded[0] !== wanted[0]) continue
    const apart = distance(folded, wanted, allowed)
    if (apart <= allowed && apart < (found.get(id) ?? Infinity)) found.set(id, apart)
  }
  return [...found]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostNear)
    .map(([id]) => id)
}

/** Letters to change, add or leave out, as far as it matters. */
function distance(a: string, b: string, atMost: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    if (Math.min(...next) > atMost) return atMost + 1
    row = next
  }
  return row[b.length]!
}
