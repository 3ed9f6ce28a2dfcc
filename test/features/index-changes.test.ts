// The index learns of every change after it is committed, and loses none on the way.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { communityDocuments } from '../../src/features/communities/documents.queries.js'
import { indexChanges, rebuildIndex } from '../../src/features/communities/index-changes.job.js'
import { SearchUnavailable, type CommunitySearch } from '../../src/platform/search/community-search.js'
import { embeddedCommunitySearch } from '../../src/platform/search/embedded-community-search.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { registryDocuments } from '../support/registry-documents.js'

let database: TestDatabase
let search: CommunitySearch
const db = () => database.db
const needs = (through: CommunitySearch = search) => ({ db: db(), search: through })

const find = async (text: string) => {
  const query = { text, choice: {}, sort: 'relevance', page: 1, pageSize: 20, locale: 'en' } as const
  return (await search.find(query)).hits.map(({ community }) => community.id)
}
const notes = () => db().selectFrom('indexChanges').select('communityId').execute()
const rename = (id: string, nameEn: string) =>
  db().updateTable('communities').set({ nameEn, nameNative: nameEn }).where('id', '=', id).execute()

describe('the search index learns', () => {
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await db().deleteFrom('communities').execute()
    search = embeddedCommunitySearch()
    await aCommunity(db(), { id: 'pl-jaslo' })
    await aCommunity(db(), { id: 'ua-drohobych', nameUk: 'Дрогобич' })
    await indexChanges(needs())
  })
  afterAll(() => database.close())

  it('a new name after the commit, and not before', async () => {
    await db()
      .transaction()
      .execute(async (trx) => {
        await trx.updateTable('communities').set({ nameUk: 'Яселко' }).where('id', '=', 'pl-jaslo').execute()
        expect(await find('Яселко')).toEqual([])
      })
    expect(await indexChanges(needs())).toBe(1)
    expect(await find('Яселко')).toEqual(['pl-jaslo'])
    expect(await notes()).toEqual([])
  })

  it('nothing of a change that was taken back', async () => {
    const change = db()
      .transaction()
      .execute(async (trx) => {
        await trx.updateTable('communities').set({ nameEn: 'Nowhere' }).where('id', '=', 'pl-jaslo').execute()
        throw new Error('changed our mind')
      })
    await expect(change).rejects.toThrow('changed our mind')
    expect(await indexChanges(needs())).toBe(0)
  })

  it('of partnerships and names, and that a community is gone', async () => {
    await aPartnership(db(), 'ua-drohobych', 'pl-jaslo')
    await db()
      .insertInto('communityNames')
      .values({
        communityId: 'pl-jaslo',
        name: 'Jassel',
        kind: 'former',
        language: 'de',
        script: 'latin',
        source: 'a test',
      })
      .execute()
    await indexChanges(needs())
    expect(await find('Jassel')).toEqual(['pl-jaslo'])
    expect((await communityDocuments(db(), ['pl-jaslo']))[0]).toMatchObject({
      partners: 1,
      formerNames: ['Jassel'],
    })
    await db().deleteFrom('communities').where('id', '=', 'pl-jaslo').execute()
    await indexChanges(needs())
    expect(await find('Jaslo')).toEqual([])
  })

  it('again, when a crash came between telling and forgetting', async () => {
    await rename('pl-jaslo', 'Jaslowice')
    const crashing: CommunitySearch = {
      ...search,
      put: async (documents) => {
        await search.put(documents)
        throw new Error('killed')
      },
    }
    await expect(indexChanges(needs(crashing))).rejects.toThrow('killed')
    expect(await notes()).toEqual([{ communityId: 'pl-jaslo' }])
    expect(await indexChanges(needs())).toBe(1)
    expect(await find('Jaslowice')).toEqual(['pl-jaslo'])
  })

  it('the truth, when an older word of another runner arrives last', async () => {
    await rename('pl-jaslo', 'Old')
    let told = () => {}
    const othersTurn = new Promise<void>((resolve) => (told = resolve))
    let began = () => {}
    const readTheOld = new Promise<void>((resolve) => (began = resolve))
    let first = true
    const slow: CommunitySearch = {
      ...search,
      put: async (documents) => {
        if (first) {
          first = false
          began()
          await othersTurn
        }
        await search.put(documents)
      },
    }
    const slowRunner = indexChanges(needs(slow))
    await readTheOld
    await rename('pl-jaslo', 'New')
    await indexChanges(needs())
    expect(await find('New')).toEqual(['pl-jaslo'])
    told()
    await slowRunner
    expect(await find('New')).toEqual(['pl-jaslo'])
    expect(await find('Old')).toEqual([])
  })

  it('also of a note whose transaction was slower than that of a later one', async () => {
    await rename('pl-jaslo', 'Jaslowice')
    let slowOne = true
    const meanwhile: CommunitySearch = {
      ...search,
      put: async (documents) => {
        await search.put(documents)
        // A transaction that took its number long ago commits only now.
        if (slowOne)
          await sql`insert into index_changes (seq, community_id) overriding system value values (-1, 'ua-drohobych')`.execute(
            db(),
          )
        slowOne = false
      },
    }
    expect(await indexChanges(needs(meanwhile))).toBe(2)
  })

  it('more changes than fit into one batch', async () => {
    await sql`insert into index_changes (community_id) select 'pl-jaslo' from generate_series(1, 2500)`.execute(
      db(),
    )
    expect(await indexChanges(needs())).toBe(2_500)
    expect(await notes()).toEqual([])
  })

  it('of everything later, when the engine was down for a rebuild', async () => {
    const down: CommunitySearch = {
      ...search,
      rebuild: () => Promise.reject(new SearchUnavailable('no route')),
    }
    expect(await rebuildIndex(needs(down))).toEqual({ communities: 2, waiting: 'no route' })
    expect(await notes()).toHaveLength(2)
    await search.rebuild([])
    await indexChanges(needs())
    expect(await find('')).toHaveLength(2)
  })

  it('what changed while the index was rebuilt, though another runner told it to the old one', async () => {
    const rebuilding: CommunitySearch = {
      ...search,
      rebuild: async (documents) => {
        await rename('pl-jaslo', 'Jaslowice')
        await db().deleteFrom('communities').where('id', '=', 'ua-drohobych').execute()
        await indexChanges(needs())
        await search.rebuild(documents)
      },
    }
    await rebuildIndex(needs(rebuilding))
    expect(await find('')).toEqual(['pl-jaslo'])
    expect(await find('Jaslowice')).toEqual(['pl-jaslo'])
    expect(await notes()).toEqual([])
  })
})

describe('the documents of the registry', () => {
  beforeAll(async () => {
    database = await testDatabase({ seeded: true })
  })
  afterAll(() => database.close())

  it('say of every community what the files say', async () => {
    const documents = await communityDocuments(db())
    expect(documents).toHaveLength(891)
    const files = new Map(registryDocuments().map((document) => [document.id, document]))
    for (const { id, country, population, partners, seeking, features, topics, aliases, code } of documents) {
      const file = files.get(id)!
      expect({ id, country, population, partners, seeking, code }).toEqual({
        id,
        country: file.country,
        population: file.population,
        partners: file.partners,
        seeking: file.seeking,
        code: file.code,
      })
      expect([...features].sort()).toEqual([...file.features].sort())
      expect([...topics].sort()).toEqual([...file.topics].sort())
      for (const alias of file.aliases)
        expect([...aliases, file.nameUk, file.nameEn, file.nameNative]).toContain(alias)
    }
  })

  it('know the place by country, region and district, in both languages', async () => {
    const [drohobych] = await communityDocuments(db(), ['ua-drohobych'])
    expect(drohobych?.placeNames).toEqual([
      'Україна',
      'Ukraine',
      'Львівська область',
      'Lviv Oblast',
      'Дрогобицький',
    ])
    expect(await communityDocuments(db(), ['xx-nowhere'])).toEqual([])
    expect(await communityDocuments(db(), [])).toEqual([])
  })
})
