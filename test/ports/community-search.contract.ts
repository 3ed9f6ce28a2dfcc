// What every search engine promises Oksana. The documents are the real registry and a few made
// communities for what the registry has no example of.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  facetNames,
  type CommunityDocument,
  type CommunityHits,
  type CommunityQuery,
  type CommunitySearch,
} from '../../src/platform/search/community-search.js'
import { aDocument } from '../support/builders.js'
import { contractDocuments, typed } from './community-search.examples.js'

export interface SearchRig {
  search: CommunitySearch
  close(): Promise<void>
}

export function communitySearchContract(
  name: string,
  open: (documents: CommunityDocument[]) => Promise<SearchRig>,
): void {
  describe(`${name} search`, () => {
    let rig: SearchRig
    beforeAll(async () => {
      rig = await open(contractDocuments())
    }, 120_000)
    afterAll(() => rig.close())

    const find = (text: string, given: Partial<CommunityQuery> = {}): Promise<CommunityHits> =>
      rig.search.find({ text, choice: {}, sort: 'relevance', page: 1, pageSize: 20, locale: 'uk', ...given })
    const ids = async (text: string, given?: Partial<CommunityQuery>) =>
      (await find(text, given)).hits.map(({ community }) => community.id)
    const first = async (text: string) => (await ids(text))[0]

    describe('finds the place Oksana means', () => {
      it.each(Object.entries(typed))('%s', async (_, examples) => {
        const found = await Promise.all(examples.map(async ([text]) => [text, await first(text)]))
        expect(found).toEqual(examples)
      })

      it('and nothing when the text is nothing', async () => {
        expect(await find('?!')).toMatchObject({ total: 0, hits: [], page: 1 })
        expect((await find('щщщжжжщщщ')).total).toBe(0)
      })
    })

    describe('puts the best first', () => {
      it('a short exact name before a longer and larger one', async () => {
        expect((await ids('самар')).slice(0, 2)).toEqual(['ua-samar', 'ru-samara'])
        expect((await ids('kiel')).slice(0, 2)).toEqual(['de-kiel', 'pl-kielce'])
      })

      it('a present name before the same as an alias, however large', async () => {
        expect((await ids('буск')).slice(0, 2)).toEqual(['ua-busk', 'pl-busko'])
      })

      it('exact before begun before a slip', async () => {
        await rig.search.put([
          aDocument({ id: 'pl-qarvo', nameEn: 'Qarvo', population: 1_000 }),
          aDocument({ id: 'pl-qarvovice', nameEn: 'Qarvovice', population: 2_000 }),
          aDocument({ id: 'pl-qarv', nameEn: 'Qarva', population: 3_000 }),
        ])
        expect((await ids('qarvo'))[0]).toBe('pl-qarvo')
        expect((await ids('qarvov'))[0]).toBe('pl-qarvovice')
        await rig.search.remove(['pl-qarvo'])
        expect((await ids('qarvo')).slice(0, 2)).toEqual(['pl-qarvovice', 'pl-qarv'])
        await rig.search.remove(['pl-qarvovice', 'pl-qarv'])
      })

      it('both places of one name, the larger first', async () => {
        expect((await ids('Миколаїв')).slice(0, 2)).toEqual(['ua-mykolaiv', 'ua-mykolaiv-2'])
      })

      it('equals always in one order: by population, then by id, the unknown last', async () => {
        const three = ['de-aehausen', 'de-aehausen-2', 'de-aehausen-3']
        for (const text of ['ahausen', 'Ähausen', 'ähaus']) expect(await ids(text)).toEqual(three)
      })
    })

    describe('shows what matched', () => {
      const marked = async (text: string, locale: string) => {
        const [hit] = (await find(text, { locale })).hits
        return [
          hit?.highlight.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join(''),
          hit?.matchedName,
        ]
      }

      it('in the name shown, as it is written', async () => {
        expect(await marked('дрогоб', 'uk')).toEqual(['[Дрогоб]ич', undefined])
        expect(await marked('подільський', 'uk')).toEqual(['Кам’янець-[Подільський]', undefined])
        expect(await marked('камянецьп', 'uk')).toEqual(['[Кам’янець-П]одільський', undefined])
        expect(await marked('lodz', 'en')).toEqual(['[Łódź]', undefined])
      })

      it('or by the name that matched when it was another', async () => {
        expect(await marked('дніпропетр', 'uk')).toEqual(['Дніпро', 'Дніпропетровськ'])
        expect(await marked('Lwów', 'en')).toEqual(['Lviv', 'Lwów'])
        expect(await marked('Lviv', 'uk')).toEqual(['Львів', 'Lviv'])
      })

      it('and nothing when nothing was typed', async () => {
        const { hits } = await find('', { choice: { country: ['RS'] } })
        expect(hits.map(({ highlight }) => highlight)).toEqual([
          [{ text: 'Бор', hit: false }],
          [{ text: 'Сента', hit: false }],
        ])
      })
    })

    describe('counts and narrows', () => {
      const documents = contractDocuments()
      const count = (passes: (one: CommunityDocument) => boolean) => documents.filter(passes).length
      const has = (values: readonly string[], ...wanted: string[]) =>
        wanted.some((value) => values.includes(value))

      it('finds all without a text, and counts every facet', async () => {
        const { total, facets } = await find('')
        expect(total).toBe(documents.length)
        expect(Object.keys(facets).sort()).toEqual([...facetNames].sort())
        expect(facets.country.UA).toBe(count(({ country }) => country === 'UA'))
        expect(facets.region['UA.15']).toBe(count(({ region }) => region === 'UA.15'))
        expect(facets.topic.energy).toBe(count(({ topics }) => has(topics, 'energy')))
        expect(facets.feature.coastal).toBe(count(({ features }) => has(features, 'coastal')))
        expect(facets.status).toEqual({
          partnered: count(({ partners }) => partners > 0),
          seeking: count(({ seeking }) => seeking),
        })
        expect(facets.size['5-20']).toBe(count(({ population: n = 0 }) => n >= 5_000 && n < 20_000))
      })

      it('takes values of one facet as alternatives, and facets together', async () => {
        const choice = { country: ['PL', 'DE'], feature: ['coastal'] }
        const { total, hits, facets } = await find('', { choice })
        const passes =
          (...countries: string[]) =>
          (one: CommunityDocument) =>
            countries.includes(one.country) && has(one.features, 'coastal')
        expect(total).toBe(count(passes('PL', 'DE')))
        expect(hits.map(({ community }) => community.id).sort()).toEqual(
          documents
            .filter(passes('PL', 'DE'))
            .map(({ id }) => id)
            .sort(),
        )
        // What another country would bring, with the coast as chosen; and the other way round.
        expect(facets.country.UA).toBe(count(passes('UA')))
        expect(facets.feature.border).toBe(
          count((one) => has(['PL', 'DE'], one.country) && has(one.features, 'border')),
        )
        expect(facets.size.seldom).toBeUndefined()
      })

      it('narrows what a text finds, and counts within it', async () => {
        const { hits, facets } = await find('ки', { choice: { country: ['UA'] } })
        expect(hits.every(({ community }) => community.country === 'UA')).toBe(true)
        expect(facets.country.UA).toBe(hits.length)
        expect(Object.keys(facets.country).length).toBeGreaterThan(1)
      })

      it('keeps to a range of people, in which an unknown number is not', async () => {
        const range = { minPopulation: 700, maxPopulation: 10_000 }
        const { total } = await find('', range)
        expect(total).toBe(count(({ population: n }) => n !== undefined && n >= 700 && n <= 10_000))
        expect(await ids('Ähausen', range)).toEqual(['de-aehausen', 'de-aehausen-2'])
        expect(await ids('Ähausen', { minPopulation: 701 })).toEqual([])
      })

      it('finds nothing for a value nobody has', async () => {
        expect((await find('', { choice: { topic: ['"] OR country = "UA'] } })).total).toBe(0)
      })
    })

    describe('sorts and turns pages', () => {
      const latvian = { choice: { country: ['LV'] } }
      const names = async (locale: string) =>
        (await find('', { ...latvian, sort: 'name', locale })).hits.map(({ highlight }) => highlight[0]?.text)

      it('by the name shown, in the order of the reader’s alphabet', async () => {
        expect((await names('en')).slice(0, 5)).toEqual([
          'Aizkraukle',
          'Daugavpils',
          'Dobele',
          'Jēkabpils',
          'Jelgava',
        ])
        expect((await names('uk')).slice(0, 7)).toEqual([
          'Айзкраукле',
          'Валмієра',
          'Вентспілс',
          'Даугавпілс',
          'Добеле',
          'Єкабпілс',
          'Єлгава',
        ])
      })

      it('with Polish letters at their places for Polish readers', async () => {
        const lublin = { choice: { region: ['PL.75'] }, sort: 'name', locale: 'pl', pageSize: 30 } as const
        const { hits } = await find('', lublin)
        const texts = hits.map(({ highlight }) => highlight[0]?.text)
        expect(texts.slice(8, 14)).toEqual(['Lubartów', 'Lublin', 'Ludwin', 'Łaszczów', 'Łęczna', 'Łuków'])
        expect(texts.slice(-4)).toEqual(['Świdnik', 'Włodawa', 'Zamość', 'Żółkiewka'])
      })

      it('by population and by partners, the most first', async () => {
        const people = (await find('', { sort: 'population' })).hits.map(
          ({ community }) => community.population!,
        )
        expect(people).toEqual([...people].sort((a, b) => b - a))
        const partners = (await find('', { sort: 'partners' })).hits.map(
          ({ community }) => community.partners,
        )
        expect(partners).toEqual([...partners].sort((a, b) => b - a))
        expect(partners[0]).toBe(Math.max(...contractDocuments().map((one) => one.partners)))
      })

      it('by the distance from a community, in kilometres', async () => {
        const near = { lat: 49.83826, lon: 24.02324 }
        const { hits } = await find('', { sort: 'distance', near })
        expect(hits[0]).toMatchObject({ community: { id: 'ua-lviv' }, distanceKm: expect.closeTo(0, 0) })
        const away = hits.map(({ distanceKm }) => distanceKm!)
        expect(away).toEqual([...away].sort((a, b) => a - b))
        const [kyiv] = (await find('Київ', { near })).hits
        expect(kyiv?.distanceKm).toBeCloseTo(469, -1)
        expect((await find('Київ')).hits[0]?.distanceKm).toBeUndefined()
      })

      it('shows every community once over all pages, and the last page for one behind it', async () => {
        const seen: string[] = []
        for (let page = 1; page <= 3; page++) seen.push(...(await ids('', { ...latvian, page, pageSize: 5 })))
        expect(seen).toHaveLength(14)
        expect(new Set(seen).size).toBe(14)
        const behind = await find('', { ...latvian, page: 99, pageSize: 5 })
        expect(behind).toMatchObject({ page: 3, total: 14 })
        expect(behind.hits).toHaveLength(4)
      })

      it('turns the pages of what a text finds without losing or repeating any', async () => {
        const { total } = await find('к', { pageSize: 50 })
        const seen: string[] = []
        for (let page = 1; page <= Math.ceil(total / 50); page++)
          seen.push(...(await ids('к', { page, pageSize: 50 })))
        expect(new Set(seen).size).toBe(total)
      })
    })

    describe('learns', () => {
      it('a new name at once, and forgets the old one', async () => {
        const village = aDocument({ id: 'pl-zzyzxowo', nameEn: 'Zzyzxowo' })
        await rig.search.put([village])
        expect(await ids('zzyzxowo')).toEqual(['pl-zzyzxowo'])
        await rig.search.put([{ ...village, nameEn: 'Vurbqwice', nameNative: 'Vurbqwice', country: 'CZ' }])
        expect(await ids('zzyzxowo')).toEqual([])
        const [hit] = (await find('vurbqwice')).hits
        expect(hit?.community).toMatchObject({ id: 'pl-zzyzxowo', country: 'CZ' })
        await rig.search.remove(['pl-zzyzxowo', 'pl-never-there'])
        expect(await ids('vurbqwice')).toEqual([])
        expect((await find('')).total).toBe(contractDocuments().length)
      })

      it('all anew, without a moment in which it is empty', async () => {
        const watch = { rebuilt: false, fewest: Infinity }
        const rebuilding = rig.search.rebuild(contractDocuments()).then(() => (watch.rebuilt = true))
        while (!watch.rebuilt) {
          watch.fewest = Math.min(watch.fewest, (await find('Дрогобич')).total)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        await rebuilding
        expect(watch.fewest).toBe(1)
        await rig.search.rebuild(contractDocuments().slice(0, 10))
        expect((await find('')).total).toBe(10)
      }, 60_000)
    })
  })
}
