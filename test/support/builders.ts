// Builders with honest defaults: a test names only what matters to it.
import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Db, Trx } from '../../src/platform/db/connect.js'
import type { Database } from '../../src/platform/db/schema.js'
import type { CommunityDocument } from '../../src/platform/search/community-search.js'
import type { CommunityProfile } from '../../src/scoring/profile.js'

type Some<Table extends keyof Database> = Partial<Insertable<Database[Table]>>

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
/** 'ua-lviv' → 'Lviv'. */
const nameIn = (id: string) => id.slice(3).split('-').map(capitalised).join('-')
const countryIn = (id: string) => id.slice(0, 2).toUpperCase()

/** A community in the database, with its country and official names: `aCommunity(db, { id: 'pl-jaslo' })`. */
export async function aCommunity(db: Db | Trx, given: Some<'communities'> & { id: string }): Promise<string> {
  const country = given.country ?? countryIn(given.id)
  const name = given.nameEn ?? nameIn(given.id)
  const row = {
    country,
    regionCode: null,
    kind: 'city' as const,
    nameEn: name,
    nameNative: name,
    nameUk: null,
    katottg: null,
    geonamesId: null,
    wikidataId: null,
    hromadaUk: null,
    hromadaKatottg: null,
    hromadaPopulation: null,
    raionUk: null,
    lat: 50,
    lon: 25,
    population: 40_000,
    populationSource: 'a test',
    elevationM: null,
    coastKm: null,
    borderKm: null,
    source: 'a test',
    editedAt: null,
    ...given,
  }
  await db
    .insertInto('countries')
    .values({ code: country, nameEn: country, nameUk: country, worldRegion: 'Europe' })
    .onConflict((known) => known.doNothing())
    .execute()
  await db.insertInto('communities').values(row).execute()
  const names = [
    { language: 'en', name: row.nameEn },
    ...(row.nameUk === null ? [] : [{ language: 'uk', name: row.nameUk }]),
  ]
  await db
    .insertInto('communityNames')
    .values(
      names.map(({ language, name }) => ({
        communityId: row.id,
        name,
        kind: 'official' as const,
        language,
        script: language === 'uk' ? ('cyrillic' as const) : ('latin' as const),
        source: 'a test',
      })),
    )
    .execute()
  return row.id
}

export async function aPartnership(
  db: Db | Trx,
  uaId: string,
  foreignId: string,
  given: Some<'partnerships'> = {},
): Promise<void> {
  await db
    .insertInto('partnerships')
    .values({ uaId, foreignId, status: 'active', source: ['a test'], editedAt: null, ...given })
    .execute()
}

/** An account: Taras of the Association unless somebody else is named. Gives its id. */
export async function aStaffMember(db: Db | Trx, given: Some<'accounts'> = {}): Promise<string> {
  const account = {
    id: randomUUID(),
    email: 'taras@auc.example',
    name: 'Тарас',
    role: 'staff' as const,
    createdAt: new Date('2026-11-01T09:00:00Z'),
    disabledAt: null,
    ...given,
  }
  await db.insertInto('accounts').values(account).execute()
  return account.id
}

/** An offered proposal of two communities that are in the database. Gives its id. */
export async function aProposal(
  db: Db | Trx,
  given: Some<'proposals'> & { uaId: string; foreignId: string },
): Promise<string> {
  const offeredAt = new Date('2026-11-02T02:15:00Z')
  const proposal = {
    id: randomUUID(),
    state: 'offered' as const,
    total: 0.7,
    coverage: 0.8,
    parts: '[]',
    weights: 'a test',
    offeredAt,
    scoredAt: offeredAt,
    postponedUntil: null,
    decidedBy: null,
    decidedAt: null,
    note: null,
    ...given,
  }
  await db.insertInto('proposals').values(proposal).execute()
  return proposal.id
}

/** What the search index knows of a community. */
export const aDocument = (given: Partial<CommunityDocument> & { id: string }): CommunityDocument => ({
  country: countryIn(given.id),
  region: undefined,
  kind: 'city',
  nameUk: undefined,
  nameEn: nameIn(given.id),
  nameNative: nameIn(given.id),
  placeNames: [],
  formerNames: [],
  aliases: [],
  population: 40_000,
  lat: 50,
  lon: 25,
  features: [],
  topics: [],
  partners: 0,
  seeking: false,
  code: given.id,
  ...given,
})

/** What scoring knows of a community; nothing but its place unless said. */
export const aProfile = (given: Partial<CommunityProfile> & { id: string }): CommunityProfile => ({
  country: countryIn(given.id),
  region: undefined,
  kind: undefined,
  lat: 50,
  lon: 25,
  population: undefined,
  features: undefined,
  topics: undefined,
  ...given,
})
