// Oksana looks for communities abroad by name, filters and distance, types a wrong thing now and then, and
// shares what she found as a link.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { partsOf } from '../../src/features/communities/search-help.js'
import { readSearch, searchAddress } from '../../src/features/communities/communities.forms.js'
import { pagesOf } from '../../src/platform/http/numbered-pages.js'
import { paths } from '../../src/paths.js'
import type { CommunitySearch } from '../../src/platform/search/community-search.js'
import { createTestApp, type TestApp } from '../support/app.js'

let site: TestApp
beforeAll(async () => {
  site = await createTestApp({ seeded: true })
})
afterAll(() => site.close())

const open = (address: string) => site.visitor().opens(address)
const q = (text: string) => `q=${encodeURIComponent(text)}`
const search = (query: string, locale = 'uk') => open(`${paths.communities(locale)}?${query}`)
const community = (id: string, locale = 'uk') => open(paths.community(locale, id))
const found = (text: string) =>
  Number(/(?:Знайдено|знайдено) ([\d\u00a0]+)/.exec(text)?.[1]?.replace(/\D/g, '') ?? 0)
const chosen = (html: string) => [...html.matchAll(/id="([\w-]+)"[^>]* checked/g)].map(([, id]) => id)

describe('Oksana searches', () => {
  it('finds a community by the beginning of its name, and sees what matched', async () => {
    const page = await search(q('камянець под'))
    expect(page.status).toBe(200)
    expect(page.heading).toBe('Знайдіть громаду, з якою вам по дорозі')
    expect(page.links).toContain('Камʼянець-Подільський')
    expect(page.html).toMatch(/<mark>Камʼянець-Под/)
    expect(page.value('Назва громади, область або країна')).toBe('камянець под')
  })

  it('is told by which other name she found a place', async () => {
    const page = await search(q('Дніпропетровськ'))
    expect(page.links).toContain('Дніпро')
    expect(page.text).toContain('Колишня назва: Дніпропетровськ')
    expect((await search(q('Lemberg'), 'en')).text).toContain('Also known as: Lemberg')
  })

  it('narrows by filters and takes each of them away again', async () => {
    const page = await search('country=PL&size=50-100&status=partnered')
    expect(found(page.text)).toBeGreaterThan(5)
    expect(chosen(page.html)).toEqual(['status-partnered', 'country-PL', 'size-50-100'])
    const without = await open(page.href('Польща, прибрати фільтр'))
    expect(without.at).toBe('/uk/communities?size=50-100&status=partnered')
    expect(found(without.text)).toBeGreaterThan(found(page.text))
    expect(found((await open(without.href('Прибрати всі фільтри'))).text)).toBe(891)
  })

  it('sees beside every filter how many communities it would bring', async () => {
    const page = await search('country=PL')
    const germany = Number(/for="country-DE">[^<]*<span[^>]*>(\d+)/.exec(page.html)?.[1])
    expect(germany).toBe(127)
    expect(found((await search('country=PL&country=DE')).text)).toBe(found(page.text) + germany)
  })

  it('chooses among oblasts, or among the regions of the country she chose', async () => {
    expect((await search('')).text).toContain('Область України')
    const germany = await search('country=DE', 'en')
    expect(germany.text).toContain('Bavaria')
    expect(germany.text).not.toContain('Lviv Oblast')
  })

  it('sees regions abroad by their names in her language, in filters, on cards and on the country’s page', async () => {
    const inGerman = await search('country=DE', 'de')
    expect(inGerman.text).toContain('Nordrhein-Westfalen')
    expect(inGerman.text).not.toMatch(/Bavaria|Lower Saxony/)
    const inPolish = await search('region=PL.75', 'pl')
    expect(inPolish.text).toContain('Województwo lubelskie, Polska')
    const country = await site.visitor().opens(paths.country('fr', 'PL'))
    expect(country.text).toContain('Voïvodie de Basse-Silésie')
    expect(country.text).not.toMatch(/Silesia|Voivodeship/)
  })

  it('reads names in the order of her alphabet, the same in a search and on the country’s page', async () => {
    const found = (await search('region=PL.75&sort=name', 'pl')).links
    const country = await site.visitor().opens(paths.country('pl', 'PL'))
    const towns = ['Lublin', 'Ludwin', 'Łaszczów', 'Łęczna', 'Łuków', 'Mełgiew']
    expect(found.filter((link) => towns.includes(link))).toEqual(towns)
    expect(country.links.filter((link) => towns.includes(link))).toEqual(towns)
  })

  it('asks for a range of inhabitants in the way people write numbers', async () => {
    const page = await search(`country=UA&min=${encodeURIComponent('20 000')}&max=30000`)
    const people = [...page.html.matchAll(/<li>([\d\u00a0]+) мешкан/g)].map(([, n]) =>
      Number(n?.replace(/\D/g, '')),
    )
    expect(people.length).toBeGreaterThan(10)
    expect(people.every((n) => n >= 20_000 && n <= 30_000)).toBe(true)
    expect(page.links).toContain('від 20 000 мешканців, прибрати фільтр')
  })

  it('turns pages and comes back to the same one by its address', async () => {
    const second = await open((await search('country=PL&sort=name', 'en')).href('Next →'))
    expect(second.at).toBe('/en/communities?country=PL&sort=name&page=2')
    expect((await open(second.at)).text).toBe(second.text)
  })

  it('sorts by distance from a community, starting with its neighbours', async () => {
    const page = await open((await community('ua-drohobych')).href('Усі за відстанню'))
    expect(page.at).toBe('/uk/communities?near=ua-drohobych')
    expect(page.html).toMatch(/aria-current="true">за відстанню</)
    expect(page.links).toContain('відстань від: Дрогобич, прибрати фільтр')
    const places = page.links.filter((link) => ['Дрогобич', 'Борислав', 'Трускавець'].includes(link))
    expect(places.slice(0, 3).sort()).toEqual(['Борислав', 'Дрогобич', 'Трускавець'])
    expect(page.text).toMatch(/Львівська область, Україна[\s\u00a0]· \d+(,\d)? км/)
  })

  it('is helped when nothing is found', async () => {
    const page = await search(`${q('Дрогобич')}&country=PL`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('За запитом «Дрогобич» нічого не знайдено')
    const wider = await open(page.href('Без фільтрів знайдеться 1 громада'))
    expect(wider.links).toContain('Дрогобич')
    expect((await search(q('ъъъъъъъъ'))).text).toContain('Перевірте назву')
  })

  it('is told what each filter keeps away, when there are several', async () => {
    const page = await search(`${q('Дрогобич')}&country=PL&min=1000`)
    expect(page.links).not.toContain('Без фільтра «Кількість мешканців» – 1 громада')
    const wider = await open(page.href('Без фільтра «Країна» – 1 громада'))
    expect(wider.at).toContain('min=1000')
    expect(wider.links).toContain('Дрогобич')
  })

  it('is shown a name like a part of what was typed', async () => {
    const page = await search(q('Дрогобич Незнаний'))
    expect(page.text).toContain('Можливо, ви шукали')
    expect(page.href('Дрогобич')).toBe('/uk/communities/ua-drohobych')
    expect(
      page.href('Громада за кордоном? Зареєструйте зацікавлення, і ми пошукаємо партнера в Україні'),
    ).toBe('/uk/interest')
  })

  it('orders by one link, which keeps everything else', async () => {
    const page = await search('country=PL&page=2', 'en')
    const sorted = await open(page.href('by number of inhabitants'))
    expect(sorted.at).toBe('/en/communities?country=PL&sort=population')
    expect(sorted.html).toMatch(/aria-current="true">by number of inhabitants</)
    expect(page.has('sort')).toBe(false)
    expect(sorted.value('sort')).toBe('population')
  })

  it('sees on the closed drawer how many filters are chosen', async () => {
    const page = await search('country=PL&country=DE&size=50-100&max=90000')
    expect(page.html).toMatch(/<summary>Фільтри <span[^>]*>4 вибрані</)
    expect((await search('')).html).toMatch(/<summary>Фільтри<\/summary>/)
  })

  it('sees the same search in English behind the other language', async () => {
    const page = await search(`${q('дрогобич')}&country=UA`)
    const english = /<a href="(\/en\/communities\?[^"]*)" hreflang="en"/.exec(page.html)?.[1] ?? ''
    const same = await open(english.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'))
    expect(same.text).toContain('1 community found for “дрогобич”')
  })
})

describe('a wrong search', () => {
  it('keeps what was typed, names each field, and still shows the rest', async () => {
    const page = await search(`${q('Дрогобич')}&min=багато&size=huge&topic=energy`)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Виберіть розмір зі списку',
      'Найменшу кількість мешканців укажіть цілим числом',
    ])
    expect(page.href('Найменшу кількість мешканців укажіть цілим числом')).toBe('#min')
    expect(page.value('Щонайменше')).toBe('багато')
    expect(page.links).toContain('Дрогобич')
    expect(page.html).toMatch(/<input[^>]*id="min"[^>]*aria-invalid="true"/)
  })

  it.each([
    ['min=30000&max=100', 'max', 'The highest number of inhabitants cannot be lower than the lowest'],
    ['sort=distance', 'sort', 'To sort by distance'],
    ['sort=cheapest', 'sort', 'Choose an order from the list'],
    ['near=ua-atlantis', 'results', 'The community to measure distances from is not in the registry'],
    ['page=0', 'results', 'There is no such page of results'],
    ['q=a&q=b', 'q', 'Enter one name'],
    [`q=${'a'.repeat(101)}`, 'q', 'Enter one name'],
    ['country=Poland', 'country', 'Choose a country from the list'],
    ['status=married', 'status', 'Choose a state of partnerships from the list'],
  ])('%s is answered at #%s', async (query, field, words) => {
    const page = await search(query, 'en')
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([expect.stringContaining(words)])
    expect(page.html).toContain(`href="#${field}"`)
    expect(page.html).toContain(`id="${field}"`)
  })

  it('shows the last page instead of an empty one when somebody turns too far', async () => {
    const page = await search('country=PL&page=999')
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/aria-current="page" aria-label="Сторінка 9"/)
  })
})

describe('when the first engine is down', () => {
  it('the page says quietly that another one answered', async () => {
    const { search: engine } = site.ctx
    const reserve: CommunitySearch = {
      ...engine,
      find: async (query) => ({ ...(await engine.find(query)), fallback: true }),
    }
    try {
      site.ctx.search = reserve
      expect((await search('')).text).toContain('шукаємо в запасному')
    } finally {
      site.ctx.search = engine
    }
    expect((await search('')).text).not.toContain('шукаємо в запасному')
  })
})

describe('parts of what was typed', () => {
  it('are its longest words, then beginnings of the longest, and never two letters', () => {
    expect(partsOf('Дрогобич на Тисьмениці')).toEqual([
      'Тисьмениці',
      'Дрогобич',
      'Тисьмениц',
      'Тисьмени',
      'Тисьмен',
    ])
    expect(partsOf('Липськ')).toEqual(['Липсь', 'Липс', 'Лип'])
    expect(partsOf('ля ля')).toEqual([])
  })
})

describe('addresses of searches', () => {
  const address = (query: object) => searchAddress('/uk/communities', readSearch(query).search)

  it('leave out what says nothing, and come in one order', () => {
    const typed = { q: ' Lviv ', min: '', max: '20 000', topic: ['water', 'energy'], page: '1' }
    expect(address(typed)).toBe('/uk/communities?q=Lviv&topic=energy&topic=water&max=20000')
    expect(address({ page: '3', near: 'ua-lviv', utm_source: 'letter' })).toBe(
      '/uk/communities?near=ua-lviv&page=3',
    )
  })

  it('of pages name the first, the last and the ones nearby', () => {
    const shown = (current: number, total: number) =>
      pagesOf(current, total, String).items.map(({ page, gap, current }) =>
        gap ? '…' : current ? `[${page}]` : page,
      )
    expect(shown(5, 9)).toEqual([1, '…', 4, '[5]', 6, '…', 9])
    expect(shown(1, 3)).toEqual(['[1]', 2, 3])
    expect(shown(1, 1)).toEqual([])
  })
})
