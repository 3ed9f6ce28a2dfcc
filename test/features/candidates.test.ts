// Oksana of Drohobych looks at the partners that fit her city; so does Claire of Legnica from the other side.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { declareIntent } from '../../src/features/our-community/index.js'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import {
  entersContacts,
  opensIntroduction,
  oksana as contact,
  proposalOf,
  onSmallRegistry,
} from '../support/pair.js'

let app: TestApp
let oksana: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  oksana = await app.member('ua-drohobych')
})

const list = paths.our.partners('uk')
const legnica = paths.our.partner('uk', 'pl-legnica')
const candidates = (links: readonly string[]) =>
  links.filter((name) => ['Легниця', 'Die', 'Майсен'].includes(name))
const declares = (communityId: string, state: 'open' | 'paused' | 'complete') =>
  app.ctx.db
    .transaction()
    .execute((trx) => declareIntent(trx, app.ctx, communityId, { state, until: null }, oksana.accountId))

describe('the list', () => {
  it('shows who fits, best first, with reasons and the score in words; partners are not there', async () => {
    const page = await oksana.opens(list)
    expect([page.status, page.heading]).toEqual([200, 'Хто нам пасує'])
    expect(candidates(page.links)).toEqual(['Легниця', 'Die'])
    expect(page.text).toContain('2 громади')
    expect(page.text).toMatch(/\d+ зі 100: (дуже добре пасують|добре пасують|можуть підійти|підстав)/)
    expect(page.text).toContain('Відомо')
    expect(page.text).toContain('вже мають спільного партнера – Майсен')
  })

  it('says what is in it for both sides', async () => {
    const { db } = app.ctx
    const told = {
      placesHard: false,
      sizeLeast: null,
      sizeMost: null,
      sizeHard: false,
      needsHard: false,
      offersHard: false,
    }
    const open = {
      languages: [],
      languagesHard: false,
      kinds: [],
      kindsHard: false,
      enteredBy: oksana.accountId,
      enteredAt: app.now(),
    }
    await db
      .insertInto('wishes')
      .values([
        { communityId: 'ua-drohobych', places: ['PL'], ...told, ...open },
        { communityId: 'pl-legnica', places: ['UA'], ...told, ...open },
      ])
      .execute()
    const page = await oksana.opens(list)
    expect(page.text).toContain('Для громади Дрогобич: 100 зі 100')
    expect(page.text).toContain('Для громади Легниця: 100 зі 100')
  })

  it('shows a partner abroad the Ukrainian side', async () => {
    const claire = await app.member('pl-legnica')
    const page = await claire.opens(paths.our.partners('en'))
    expect(page.heading).toBe('Partners that fit')
    expect(page.links).toEqual(expect.arrayContaining(['Drohobych', 'Izium']))
    expect(page.links).not.toContain('Die')
    const narrow = await claire.opens(`${paths.our.partners('en')}?place=UA.07`)
    expect([narrow.links.includes('Izium'), narrow.links.includes('Drohobych')]).toEqual([true, false])
    expect(narrow.value('Oblast')).toBe('UA.07')
  })

  it('narrows down by country, topic, size, fit and by who is looking', async () => {
    await app.ctx.db
      .insertInto('communityTopics')
      .values({
        communityId: 'fr-die',
        topic: 'energy',
        direction: 'offer',
        basis: 'declared',
        year: 2026,
        source: 'a test',
      })
      .execute()
    await app.ctx.db
      .updateTable('communities')
      .set({ seeking: true })
      .where('id', '=', 'pl-legnica')
      .execute()
    const found = async (query: string) => candidates((await oksana.opens(`${list}?${query}`)).links)
    expect(await found('place=FR')).toEqual(['Die'])
    expect(await found('topic=energy')).toEqual(['Die'])
    expect(await found('size=50-100')).toEqual(['Легниця'])
    expect(await found('looking=yes')).toEqual(['Легниця'])
    expect(await found('place=FR&looking=yes')).toEqual([])
    expect(await found('fit=strong&place=FR')).toEqual([])
  })

  it('names a wrong filter and keeps the others', async () => {
    const page = await oksana.opens(`${list}?place=FR&size=huge&page=x`)
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Виберіть розмір зі списку',
      'Такої сторінки списку немає',
    ])
    expect(page.value('Країна')).toBe('FR')
    expect(candidates(page.links)).toEqual(['Die'])
  })

  it('tells what loosening one wish would bring, and how crowded it is where one looks', async () => {
    await app.ctx.db
      .insertInto('wishes')
      .values({
        communityId: 'ua-drohobych',
        places: ['PL'],
        placesHard: true,
        sizeLeast: null,
        sizeMost: null,
        sizeHard: false,
        needsHard: false,
        offersHard: false,
        languages: [],
        languagesHard: false,
        kinds: [],
        kindsHard: false,
        enteredBy: oksana.accountId,
        enteredAt: app.now(),
      })
      .execute()
    const page = await oksana.opens(list)
    expect(candidates(page.links)).toEqual(['Легниця'])
    expect(page.text).toContain('Якщо послабити побажання «країна чи регіон» – ще 1 кандидат.')
    expect(page.text).toContain('Польща: сюди хочуть 1')
  })

  it('leaves out whoever is not looking, and says so when that is oneself', async () => {
    await declares('pl-legnica', 'complete')
    expect(candidates((await oksana.opens(list)).links)).toEqual(['Die'])
    await declares('pl-legnica', 'open')
    expect(candidates((await oksana.opens(list)).links)).toEqual(['Легниця', 'Die'])
    await declares('ua-drohobych', 'paused')
    expect((await oksana.opens(list)).text).toContain('Ви повідомили, що зараз партнера не шукаєте')
  })

  it('leaves out pairs staff have decided on', async () => {
    const taras = await app.staff()
    await opensIntroduction(app, taras)
    expect(candidates((await oksana.opens(list)).links)).toEqual(['Die'])
  })

  it('is paged, and shows no more than can be told apart', async () => {
    for (let n = 0; n < 25; n++) await aCommunity(app.ctx.db, { id: `pl-town-${n}`, country: 'PL' })
    const page = await oksana.opens(`${list}?place=PL`)
    expect(page.text).toContain('26 громад')
    const next = await oksana.clicks('Наступна →')
    expect(next.at).toBe(`${list}?place=PL&page=2`)
    expect((await oksana.opens(`${list}?page=900`)).status).toBe(200)
  })
})

describe('one candidate', () => {
  it('stands beside us with reasons, unknowns and what happens next, but without any contact', async () => {
    const taras = await app.staff()
    await entersContacts(taras, (await proposalOf(app, 'ua-drohobych', 'pl-legnica')).id)
    const page = await oksana.opens(legnica)
    expect([page.status, page.heading]).toEqual([200, 'Дрогобич – Легниця'])
    for (const words of [
      'Чому ця пара',
      'Громади поруч',
      '73 682',
      '97 300',
      'Що далі',
      'Попросити про знайомство',
    ])
      expect(page.text.replaceAll('\u00a0', ' ')).toContain(words)
    for (const secret of ['claire@', 'Claire', contact.email]) expect(page.html).not.toContain(secret)
  })

  it('never says where the other is weak', async () => {
    await app.ctx.db
      .updateTable('communities')
      .set({ features: ['regional-seat'] })
      .where('id', '=', 'ua-drohobych')
      .execute()
    await app.ctx.db
      .updateTable('communities')
      .set({ features: ['border'] })
      .where('id', '=', 'fr-die')
      .execute()
    const page = await oksana.opens(paths.our.partner('uk', 'fr-die'))
    expect(page.text).not.toContain('Що говорить проти')
    expect(page.text).not.toMatch(/центр області|рідко|партнерств із нею небагато/)
  })

  it('says instead of the button that they are partners, or that it is decided', async () => {
    const meissen = await oksana.opens(paths.our.partner('uk', 'de-meissen'))
    expect(meissen.text).toContain('Ви вже партнери')
    expect(meissen.links).not.toContain('Попросити про знайомство')
    await declares('fr-die', 'paused')
    const die = await oksana.opens(paths.our.partner('uk', 'fr-die'))
    expect(die.text).toContain('зараз партнера не шукає')
  })

  it('is not found when the two are no pair, or nobody is there', async () => {
    for (const id of ['ua-izium', 'ua-drohobych', 'xx-nowhere'])
      expect((await oksana.opens(paths.our.partner('uk', id))).status).toBe(404)
  })

  it('is for members only', async () => {
    const stranger = await app.visitor().opens(list)
    expect(stranger.at).toContain('/sign-in')
    const taras = await app.staff()
    expect((await taras.opens(list)).status).toBe(403)
  })

  it('knows of a partnership recorded a moment ago', async () => {
    await aPartnership(app.ctx.db, 'ua-drohobych', 'fr-die')
    expect((await oksana.opens(paths.our.partner('uk', 'fr-die'))).text).toContain('Ви вже партнери')
  })
})
