// The embedded engine keeps the promises of search, also over many changes.
import { describe, expect, it } from '@jest/globals'
import type { CommunitySearch } from '../../src/platform/search/community-search.js'
import { embeddedCommunitySearch } from '../../src/platform/search/embedded-community-search.js'
import { aDocument } from '../support/builders.js'
import { registryDocuments } from '../support/registry-documents.js'
import { communitySearchContract } from './community-search.contract.js'

communitySearchContract('embedded', (documents) =>
  Promise.resolve({ search: embeddedCommunitySearch(documents), close: () => Promise.resolve() }),
)

describe('the embedded engine over many changes', () => {
  const everything = async (search: CommunitySearch) => {
    const answers = []
    for (const text of ['', 'novo', 'Novoselo 12', 'novsoelo 250', 'gone'])
      answers.push(await search.find({ text, choice: {}, sort: 'name', page: 1, pageSize: 50, locale: 'en' }))
    return answers
  }

  it('answers as one that was made of the last state', async () => {
    const village = (n: number, given = {}) =>
      aDocument({
        id: `bg-novoselo-${n}`,
        nameEn: `Novoselo ${n}`,
        population: n + 1,
        topics: [`topic-${n % 5}`],
        ...given,
      })
    const all = Array.from({ length: 600 }, (_, n) => village(n))
    const search = embeddedCommunitySearch(all)
    // Enough changes for the recent names to be settled more than once.
    for (let from = 0; from < 600; from += 40) {
      await search.put(all.slice(from, from + 40).map((one) => ({ ...one, nameEn: `Gone ${one.id}` })))
      await search.put(all.slice(from, from + 40).map((one) => ({ ...one, partners: 3 })))
      await search.remove(all.slice(from, from + 5).map(({ id }) => id))
    }
    const last = all.filter((_, n) => n % 40 >= 5).map((one) => ({ ...one, partners: 3 }))
    expect(await everything(search)).toEqual(await everything(embeddedCommunitySearch(last)))
  })

  it('keeps one community whose data change thousands of times as the one it is', async () => {
    const search = embeddedCommunitySearch([aDocument({ id: 'pl-konin' }), aDocument({ id: 'pl-kolo' })])
    for (let partners = 1; partners <= 2_500; partners++)
      await search.put([aDocument({ id: 'pl-konin', partners })])
    const { total, hits } = await search.find({
      text: 'ko',
      choice: {},
      sort: 'partners',
      page: 1,
      pageSize: 20,
      locale: 'en',
    })
    expect([total, hits[0]?.community.partners]).toEqual([2, 2_500])
  })

  it('listens at little cost to what it knows: whatever another engine missed is told every few seconds', async () => {
    const ms = async (work: () => Promise<void>) => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const search = embeddedCommunitySearch()
    const first = await ms(() => search.put(registryDocuments()))
    const copies = structuredClone(registryDocuments())
    // The quickest of several: others on the machine may take the processor in between.
    const again: number[] = []
    for (let time = 0; time < 5; time++) again.push(await ms(() => search.put(copies)))
    expect(Math.min(...again)).toBeLessThan(first / 3)
    const [changed] = registryDocuments()
    await search.put([...registryDocuments().slice(1), { ...changed!, nameEn: 'Qqrrsstt' }])
    const { hits } = await search.find({
      text: 'qqrrsstt',
      choice: {},
      sort: 'relevance',
      page: 1,
      pageSize: 5,
      locale: 'en',
    })
    expect(hits.map(({ community }) => community.id)).toEqual([changed!.id])
  })
})
