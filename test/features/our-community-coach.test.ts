// The coach counts what is missing among those a community could meet, and says nothing it did not count;
// the home of Oksana's community shows it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { coach, type OurState } from '../../src/features/our-community/coach.js'
import { nothingTold } from '../../src/features/our-community/profile.model.js'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aProfile } from '../support/builders.js'
import { smallRegistry } from '../support/pair.js'

const us = aProfile({ id: 'ua-drohobych' })
const topics = (needs: string[], offers: string[]) => ({ needs, offers, themes: [] })
const everything: OurState = {
  us: { ...us, population: 73_000, topics: topics(['energy'], ['youth']), languages: ['uk'] },
  told: {
    ...nothingTold,
    places: ['PL'],
    needs: ['energy'],
    offers: ['youth'],
    languages: ['uk'],
    website: 'https://drohobych.example',
    textUk: 'Місто солі',
    textEn: 'A town of salt',
  },
  hasContact: true,
  declared: { state: 'open', until: '2027-11-01' },
  today: '2026-11-24',
}
const candidates = [
  aProfile({ id: 'pl-legnica', population: 97_000, topics: topics([], ['energy']), languages: ['pl'] }),
  aProfile({ id: 'fr-die', topics: topics(['water'], []) }),
  aProfile({ id: 'de-meissen', population: 28_000 }),
]
const advice = (state: Partial<OurState>) => coach({ ...everything, ...state }, candidates)

describe('the coach', () => {
  it('is silent when everything is told', () => {
    expect(advice({})).toEqual([])
  })

  it('counts whom each missing answer would make comparable', () => {
    const { told } = everything
    expect(advice({ us, told: { ...nothingTold, places: ['PL'] } })).toEqual([
      { what: 'topics', gain: 2 },
      { what: 'languages', gain: 1 },
      { what: 'text-en', gain: undefined },
      { what: 'text-uk', gain: undefined },
      { what: 'website', gain: undefined },
      { what: 'population', gain: 2 },
    ])
    const themesOnly = { ...everything.us, topics: { needs: [], offers: [], themes: ['energy'] } }
    expect(advice({ us: themesOnly, told: { ...told, needs: [], offers: [] } })).toEqual([
      { what: 'needs', gain: 1 },
      { what: 'offers', gain: 1 },
    ])
    expect(advice({ told: { ...told, places: [] } })).toEqual([{ what: 'wishes', gain: 3 }])
    expect(advice({ told: { ...told, places: [], sizeMost: 5_000 } })).toEqual([])
  })

  it('speaks first of what stops an introduction: no contact, no declaration, or one that ends', () => {
    expect(advice({ hasContact: false, declared: undefined })).toEqual([
      { what: 'contact', gain: undefined },
      { what: 'declaration', gain: undefined },
    ])
    const until = (day: string) => advice({ declared: { state: 'open', until: day } })
    expect(until('2026-12-09')).toEqual([])
    expect(until('2026-12-08')).toEqual([{ what: 'declaration-lapsing', gain: 14 }])
    expect(until('2026-11-24')).toEqual([{ what: 'declaration-lapsing', gain: 0 }])
    expect(until('2026-11-23')).toEqual([{ what: 'declaration-resting', gain: undefined }])
    expect(advice({ declared: { state: 'complete', until: null } })).toEqual([])
  })
})

describe('the home of a community', () => {
  let app: TestApp
  let startOver: () => Promise<void>

  beforeAll(async () => {
    app = await createTestApp()
    startOver = await smallRegistry(app)
  })
  afterAll(() => app.close())
  beforeEach(() => startOver())

  it('shows what to do next with its numbers, how the search stands, and the way to every room', async () => {
    await app.ctx.db
      .insertInto('communityTopics')
      .values({
        communityId: 'pl-legnica',
        topic: 'energy',
        direction: 'offer',
        basis: 'strategy',
        year: null,
        source: 'a test',
      })
      .execute()
    const oksana = await app.member('ua-drohobych')
    const home = await oksana.opens(paths.our.community('uk'))
    expect(home.status).toBe(200)
    expect(home.heading).toBe('Дрогобич')
    expect(home.text).toContain('Львівська область, Україна')
    expect(home.text).toContain('Громада ще не заявляла, чи шукає партнера.')
    expect(home.text).toContain('Додайте теми Тоді за темами можна буде порівняти ще 1 кандидата.')
    expect(home.text).toContain('зважити 2 кандидатів')
    expect(home.text).not.toContain('Повідомте Асоціації')
    expect(home.href('Додайте теми')).toBe(`${paths.our.profile('uk')}#needs`)
    expect(home.text).toContain('Знайомств ще не було.')
    for (const room of ['Профіль громади', 'Історія профілю', 'Хто має доступ', 'Контакт для знайомств'])
      expect((await oksana.asks(home.href(room))).status).toBe(200)
  })

  it('works for a community abroad, and for nobody else', async () => {
    const claire = await app.member('fr-die')
    const home = await claire.opens(paths.our.community('en'))
    expect(home.heading).toBe('Die')
    expect(home.text).toContain('Tell the Association how many inhabitants you have')
    const taras = await app.staff()
    expect((await taras.asks(paths.our.community('uk'))).status).toBe(403)
    const stranger = await app.visitor().asks(paths.our.community('uk'))
    expect(stranger.headers.get('location')).toContain(paths.signIn('uk'))
  })
})
