// Meilisearch keeps the promises of search where a server is given (MEILI_URL, MEILI_KEY); the calls
// it gets are checked against a small imitation everywhere.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Meilisearch } from 'meilisearch'
import { SearchUnavailable, type CommunityQuery } from '../../src/platform/search/community-search.js'
import { meiliCommunitySearch, type MeiliOptions } from '../../src/platform/search/meili-community-search.js'
import { aDocument } from '../support/builders.js'
import { fakeMeili, type FakeMeili } from '../support/fake-meili.js'
import { communitySearchContract } from './community-search.contract.js'

const { MEILI_URL: url, MEILI_KEY: key } = process.env

if (url)
  communitySearchContract('Meilisearch', async (documents) => {
    const index = `test-${randomUUID()}`
    // A server of a developer's machine may be slower than a city's.
    const search = meiliCommunitySearch({ url, key, index, searchTimeout: 10_000 })
    await search.rebuild(documents)
    const server = new Meilisearch({ host: url, ...(key === undefined ? {} : { apiKey: key }) })
    return { search, close: async () => void (await server.deleteIndex(index).waitTask({ timeout: 30_000 })) }
  })
else
  describe.skip('Meilisearch search (set MEILI_URL and MEILI_KEY)', () => {
    it('keeps the promises of search', () => {})
  })

describe('what Meilisearch is asked', () => {
  let server: FakeMeili
  beforeEach(async () => {
    server = await fakeMeili('secret-key')
  })
  afterEach(() => server.close())

  const open = (given: Partial<MeiliOptions> = {}) =>
    meiliCommunitySearch({
      url: server.url,
      key: 'secret-key',
      index: 'communities',
      // How quick a busy machine is decides nothing here; whoever tries a time limit says which.
      searchTimeout: 30_000,
      ...given,
    })
  const towns = ['pl-konin', 'pl-lublin', 'ua-lviv'].map((id, n) =>
    aDocument({ id, population: 10_000 * (n + 1) }),
  )
  const query = (given: Partial<CommunityQuery>): CommunityQuery => ({
    text: '',
    choice: {},
    sort: 'relevance',
    page: 1,
    pageSize: 2,
    locale: 'en',
    ...given,
  })

  it('a rebuild fills a new index, counts it, swaps it in and deletes the old one', async () => {
    await open().rebuild(towns)
    const next = expect.stringMatching(/^communities-next-/)
    expect(server.changes()).toEqual([
      ['indexCreation', 'communities'],
      ['settingsUpdate', 'communities'],
      ['indexCreation', next],
      ['settingsUpdate', next],
      ['documentAdditionOrUpdate', next],
      ['indexSwap', 'communities', next],
      ['indexDeletion', next],
    ])
    expect(server.documentIds('communities')).toEqual(['pl-konin', 'pl-lublin', 'ua-lviv'])
    expect(server.settings('communities')).toMatchObject({
      rankingRules: expect.arrayContaining(['exactness', 'population:desc']),
      typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } },
    })
  })

  it('many documents go in few batches', async () => {
    const many = Array.from({ length: 4_500 }, (_, n) => aDocument({ id: `xx-${n}` }))
    await open().rebuild(many)
    expect(server.changes().filter(([type]) => type === 'documentAdditionOrUpdate')).toHaveLength(3)
  })

  it('a failed task is an error with Meilisearch’s reason, and the old index stays', async () => {
    const search = open()
    await search.rebuild(towns)
    server.failNext('documentAdditionOrUpdate', 'Document identifier is invalid')
    await expect(search.put([towns[0]!])).rejects.toThrow(/Document identifier is invalid/)
    server.failNext('documentAdditionOrUpdate', 'No space left on device')
    await expect(search.rebuild(towns.slice(0, 1))).rejects.toThrow(SearchUnavailable)
    expect((await search.find(query({}))).total).toBe(3)
    expect(server.indexes()).toEqual(['communities'])
  })

  it('an index with fewer documents than it was given is not swapped in', async () => {
    const search = open()
    await search.rebuild(towns)
    server.loseNextDocument()
    await expect(search.rebuild(towns)).rejects.toThrow('the new index has 2 of 3 documents')
    expect((await search.find(query({}))).total).toBe(3)
  })

  it('a rebuild that was given up is cleared away by the next, a young one left alone', async () => {
    server.addIndex('communities-next-old', '2026-01-01T00:00:00Z')
    server.addIndex('communities-next-young', new Date().toISOString())
    await open().rebuild(towns)
    expect(server.indexes()).toEqual(['communities', 'communities-next-young'])
  })

  it('changes go to the index with its settings, also when it is not there yet', async () => {
    const search = open()
    await search.put(towns)
    await search.remove(['pl-konin'])
    expect(server.changes().map(([type]) => type)).toEqual([
      'indexCreation',
      'settingsUpdate',
      'documentAdditionOrUpdate',
      'documentDeletion',
    ])
    expect(server.documentIds('communities')).toEqual(['pl-lublin', 'ua-lviv'])
  })

  it('a search asks all its questions in one call, a used facet once more without itself', async () => {
    const search = open()
    await search.rebuild(towns)
    server.forget()
    await search.find(query({ choice: { country: ['PL', 'U"A'] }, minPopulation: 5_000 }))
    expect(server.searches()).toEqual([
      [
        expect.objectContaining({
          filter: ['country IN ["PL", "U\\"A"]', 'population >= 5000'],
          hitsPerPage: 2,
        }),
        expect.objectContaining({ filter: ['population >= 5000'], facets: ['country'], hitsPerPage: 0 }),
      ],
    ])
  })

  it('a page behind the last is the last', async () => {
    const search = open()
    await search.rebuild(towns)
    expect(await search.find(query({ page: 50 }))).toMatchObject({ page: 2, total: 3 })
    expect(server.searches().at(-1)).toEqual([expect.objectContaining({ page: 2, hitsPerPage: 2 })])
  })

  it('no answer within the time limit is SearchUnavailable, and so are a wrong key and a closed door', async () => {
    await open().rebuild(towns)
    server.hang()
    const began = performance.now()
    await expect(open({ searchTimeout: 50 }).find(query({}))).rejects.toThrow(SearchUnavailable)
    await expect(open({ changeTimeout: 50 }).put(towns)).rejects.toThrow(SearchUnavailable)
    expect(performance.now() - began).toBeLessThan(20_000)
    server.wake()
    await expect(open({ key: 'wrong' }).find(query({}))).rejects.toThrow(SearchUnavailable)
    await server.close()
    await expect(open().find(query({}))).rejects.toThrow(SearchUnavailable)
  })

  it('a rebuild at start does not wait half a minute for a server that hangs', async () => {
    server.hang()
    const began = performance.now()
    await expect(open().rebuild(towns)).rejects.toThrow(SearchUnavailable)
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('a task that never ends is given up', async () => {
    const search = open({ changeTimeout: 3_000 })
    await search.put(towns)
    server.stall()
    await expect(search.put(towns)).rejects.toThrow(SearchUnavailable)
  })
})
