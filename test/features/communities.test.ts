// The page of a community and of a country, who fits for Taras, and what a program gets from the API.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aProposal } from '../support/builders.js'

let site: TestApp
beforeAll(async () => {
  site = await createTestApp({ seeded: true })
})
afterAll(() => site.close())

const open = (address: string) => site.visitor().opens(address)
const q = (text: string) => `q=${encodeURIComponent(text)}`
const community = (id: string, locale = 'uk') => open(paths.community(locale, id))

describe('the page of a community', () => {
  it('tells names, place, size with its date, topics, partners with status and source, and neighbours', async () => {
    const page = await community('ua-dnipro')
    expect(page.heading).toBe('Дніпро')
    expect(page.text).toContain('Дніпропетровська область')
    expect(page.text).toMatch(/968.502 Державна служба статистики України, 1 січня 2022/)
    expect(page.text).toContain('Дніпропетровськ українська; укладачі реєстру')
    expect(page.text).toContain('За звітом Асоціації міст України 2009 року шукає партнера')
    expect(page.text).toMatch(/Є в чинних переліках.*Кельн, Німеччина Партнерство, 2022 Джерело: реєстр SKEW/)
    expect(page.links).toContain('стратегія громади, 2020 рік')
    expect(page.text).toMatch(/Найближчі громади реєстру Самар, Україна 24 км/)
    expect(page.text).not.toContain('Хто пасує')
  })

  it('marks partnerships that are to be checked', async () => {
    const page = await community('ua-alushta', 'en')
    expect(page.text).toContain('To be checked')
    expect(page.text).toContain('The service proposes no new introductions to them')
    expect(page.links).toContain('Angarsk')
  })

  it('says that unknown topics are not missing interest', async () => {
    expect((await community('pl-gdynia', 'en')).text).toContain('We do not know this community’s topics yet')
  })

  it('names a foreign community in the reader’s language, and marks the language of any other name', async () => {
    const greifswald = await community('de-greifswald')
    expect(greifswald.heading).toBe('Грайфсвальд')
    expect(greifswald.html).toContain('<p class="lead" lang="de">Greifswald</p>')
    expect((await community('de-greifswald', 'pl')).html).toContain('<h1 lang="de">Greifswald</h1>')
  })

  it('says which Ukrainian names abroad the editors chose, and names regions in Ukrainian', async () => {
    const freiburg = await community('de-freiburg-im-breisgau')
    expect(freiburg.heading).toBe('Фрайбург-ім-Брайсгау')
    expect(freiburg.text).toContain('Фрайбург-ім-Брайсгау українська назва – редакційна')
    expect(freiburg.html).toContain('<dt>Регіон</dt>\n      <dd><span>Баден-Вюртемберг</span></dd>')
    // One spelling in two languages: what each source says of it stands together.
    expect((await community('bg-antonovo')).text).toContain(
      'Антоново болгарська; GeoNames і українська назва – редакційна',
    )
    expect((await community('de-greifswald')).text).toContain('Грайфсвальд українська; GeoNames')
  })

  it('does not show the forms that are good for finding only, and says how many there are', async () => {
    const { text } = await community('ua-lviv')
    expect(text).not.toMatch(/Відома також як|L'vov|Ilbav/)
    expect(text).toMatch(/Пошук знаходить її ще за \d+ назвами\./)
  })

  it('shows the other names that people gave it', async () => {
    const name = { communityId: 'ua-lviv', kind: 'other', language: 'de', script: 'latin' } as const
    await site.ctx.db
      .insertInto('communityNames')
      .values([{ ...name, name: 'Lemburg', source: 'Compiled by hand' }])
      .execute()
    expect((await community('ua-lviv', 'pl')).html).toMatch(
      /Znana również jako<\/dt>\s*<dd>.*lang="de">Lemburg</s,
    )
  })

  it('does not take a romanised name for one in the language of the place', async () => {
    expect((await community('ge-poti', 'de')).html).toContain('<h1 lang="en">Poti</h1>')
    expect((await community('ge-poti')).html).toContain('<p class="lead" lang="en">Poti</p>')
  })

  it('is not there for a community nobody knows', async () => {
    expect((await community('ua-atlantis')).status).toBe(404)
  })

  it('shows every reader the same and sets no cookie', async () => {
    const page = await community('ua-lviv')
    expect(page.headers.get('set-cookie')).toBeNull()
  })
})

describe('who fits, for Taras alone', () => {
  it('is in words with reasons, and leads to the proposal', async () => {
    const taras = await site.staff()
    const proposal = await aProposal(site.ctx.db, { uaId: 'ua-drohobych', foreignId: 'pl-jaroslaw' })
    const page = await taras.opens(paths.community('uk', 'ua-drohobych'))
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    const fits = /Хто пасує(.*?)\d+ партнер/.exec(page.text)?.[1] ?? ''
    expect(fits).toMatch(/(пасують|підійти) одна одній; відомо/)
    const partners = page.text.slice(page.text.indexOf('Є в чинних переліках'))
    const names = [...page.html.matchAll(/<h3><a href="\/uk\/communities\/[\w-]+"[^>]*>([^<]*)</g)].map(
      ([, name]) => name,
    )
    expect(names).toHaveLength(5)
    for (const name of names) expect(partners).not.toContain(`${name},`)
    await site.ctx.db.updateTable('proposals').set({ state: 'rejected' }).where('id', '=', proposal).execute()
    expect((await taras.opens(paths.community('uk', 'ua-drohobych'))).html).not.toContain(proposal)
  })

  it('is empty for a community in Russia', async () => {
    const taras = await site.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    const page = await taras.opens(paths.community('en', 'ru-angarsk'))
    expect(page.text).toContain('The service proposes nobody to this community')
  })
})

describe('the page of a country', () => {
  it('lists its communities by region and how its partnerships stand', async () => {
    const page = await open('/en/countries/pl')
    expect(page.heading).toBe('Poland')
    expect(page.text).toMatch(/162 communities in the registry 159 have partners 213 partnerships/)
    expect(page.text).toMatch(/On current lists 207 Not confirmed 6/)
    expect(page.text).toMatch(/Subcarpathia .*Rzeszów/)
    expect(page.href('Search among these communities')).toBe('/en/communities?country=PL')
  })

  it('says with which oblasts it is tied and on what it works, and jumps to its regions', async () => {
    const page = await open('/en/countries/PL')
    expect(page.text).toMatch(/Oblasts of Ukraine with the most partnerships Lviv Oblast \d+ partnerships/)
    expect(page.href('Lviv Oblast')).toBe('/en/communities?region=UA.15')
    expect(page.href('Culture and heritage')).toBe('/en/communities?country=PL&topic=culture-heritage')
    expect(page.href('Is your community from here? Register its interest')).toBe('/en/interest')
    const jump = page.href('Subcarpathia').slice(1)
    expect(page.html).toMatch(new RegExp(`<h3 id="${jump}"[^>]*>Subcarpathia<`))
  })

  it('of Ukraine leads to the countries of its partners, and asks nobody abroad to register', async () => {
    const page = await open('/en/countries/UA')
    expect(page.href('Poland')).toBe('/en/countries/PL')
    expect(page.text).toContain('17 are looking for a partner')
    // 53 partnerships with Russia are on record; none of them counts as a tie.
    const [, ties = ''] = /Countries with the most partnerships ([^.]*?) Hungary/.exec(page.text) ?? []
    expect(ties).toMatch(/^Poland 213 partnerships Germany 135 partnerships$/)
    expect((await open('/en/countries/RU')).text).not.toContain(
      'Oblasts of Ukraine with the most partnerships',
    )
    expect(page.links).not.toContain('Is your community from here? Register its interest')
    expect((await open('/en/countries/RU')).links).not.toContain(
      'Is your community from here? Register its interest',
    )
  })

  it('is not there for a country without communities', async () => {
    expect((await open('/uk/countries/AQ')).status).toBe(404)
  })
})

describe('a program asks', () => {
  const ask = async (address: string) => {
    const response = await fetch(site.url + address)
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as { hits: unknown[]; partnerships: object[] },
    }
  }

  it('and gets the same results as the page, with ids, facets and addresses', async () => {
    const { status, body } = await ask(`/api/v1/communities?${q('Lwów')}&pageSize=5&lang=en`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      page: 1,
      pageSize: 5,
      fallback: false,
      facets: { country: { UA: expect.any(Number) } },
    })
    expect(body.hits[0]).toMatchObject({
      id: 'ua-lviv',
      names: { uk: 'Львів', en: 'Lviv' },
      matchedName: 'Lwów',
      links: {
        self: `${site.url}/api/v1/communities/ua-lviv`,
        pages: { uk: `${site.url}/uk/communities/ua-lviv` },
      },
    })
  })

  it('and gets all that is public about one community', async () => {
    const { body } = await ask(paths.api.community('ua-lviv'))
    expect(body.partnerships).toHaveLength(25)
    expect(body).toMatchObject({
      id: 'ua-lviv',
      codes: { geonames: 702550 },
      region: { code: 'UA.15', en: 'Lviv Oblast' },
    })
    expect(Object.keys(body)).not.toContain('contact')
  })

  it('and is told what was wrong in a problem document', async () => {
    expect(await ask('/api/v1/communities?min=x&near=ua-atlantis&lang=en')).toEqual({
      status: 422,
      type: 'application/problem+json; charset=utf-8',
      body: {
        type: 'about:blank',
        title: 'The search is not valid',
        status: 422,
        errors: [
          { parameter: 'min', detail: 'Enter the lowest number of inhabitants as a whole number' },
          { parameter: 'near', detail: 'The community to measure distances from is not in the registry' },
        ],
      },
    })
    expect(await ask('/api/v1/communities/ua-atlantis')).toMatchObject({ status: 404, body: { status: 404 } })
    for (const nothing of ['/api', '/api/v2', '/API/v1/nothing'])
      expect(await ask(nothing)).toMatchObject({
        status: 404,
        type: 'application/problem+json; charset=utf-8',
      })
  })

  it('and an address with a NUL in it is nobody’s, for programs and people', async () => {
    expect(await ask('/api/v1/communities/ua%00lviv')).toMatchObject({ status: 404, body: { status: 404 } })
    for (const address of ['/uk/communities/ua%00lviv', '/en/countries/%00'])
      expect((await open(address)).status).toBe(404)
  })
})
