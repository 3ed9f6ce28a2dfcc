// Staff find a community, change its record, say how it stands, look back and take changes back.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const at = (id: string, room = '') => `/uk/staff/communities/${id}${room}`
const community = (id: string) =>
  app.ctx.db.selectFrom('communities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the list of records', () => {
  it('is narrowed by name, country, oblast and standing', async () => {
    const all = await taras.opens('/uk/staff/communities')
    expect(all.text).toContain('5 записів')
    await taras.sends({ Назва: 'Ізюм' })
    expect(taras.page().text).toContain('1 запис')
    expect(taras.page().links).toContain('Ізюм')
    expect((await taras.opens('/uk/staff/communities?region=UA.15')).links).not.toContain('Ізюм')
    expect((await taras.opens('/uk/staff/communities?country=PL')).links).toContain('Легниця')
    expect((await taras.opens('/uk/staff/communities?standing=occupied')).text).toContain('0 записів')
  })
})

describe('a record', () => {
  it('is changed with its source, and the change stands in its history', async () => {
    await taras.opens(at('ua-izium', '/edit'))
    expect(taras.page().value('Назва українською')).toBe('Ізюм')
    await taras.sends({
      Населення: '47 100',
      'Джерело даних про населення': 'Державна служба статистики',
      'Рік підрахунку': '2022',
      'Код КАТОТТГ': 'UA63040110000000001',
      'Колишні назви': 'uk: Ізюмська слобода',
      'Область або регіон': 'UA.07',
      Пояснення: 'Лист громади',
    })
    expect(taras.page().text).toContain('Зміни збережено.')
    expect(taras.page().text).toContain('47 100')
    expect(await community('ua-izium')).toMatchObject({
      population: 47_100,
      populationSource: 'Державна служба статистики 2022',
      katottg: 'UA63040110000000001',
    })
    const history = await taras.clicks('Історія змін')
    expect(history.text).toContain('Тарас: змінено запис')
    expect(history.text).toContain('Лист громади')
    expect(history.text).toMatch(/Населення Було: 45 884 Стало: 47 100/)
  })

  it('keeps everything typed when something is wrong, and names who has the code', async () => {
    await taras.opens(at('ua-drohobych', '/edit'))
    await taras.sends({ 'Код КАТОТТГ': 'UA46020000000000001', Пояснення: 'Реєстр' })
    await taras.opens(at('ua-izium', '/edit'))
    await taras.sends({ 'Код КАТОТТГ': '123', Широта: '95', Населення: '50000', 'Рік підрахунку': '' })
    expect(taras.page().status).toBe(422)
    expect(taras.page().errors).toEqual([
      'Код КАТОТТГ має бути таким: UA і 17 цифр',
      'Введіть широту від −90 до 90',
      'Укажіть рік підрахунку, як-от 2022',
    ])
    expect(taras.page().value('Код КАТОТТГ')).toBe('123')
    await taras.sends({ 'Код КАТОТТГ': 'UA46020000000000001', Широта: '49,2' })
    expect(taras.page().errors).toEqual(['Укажіть рік підрахунку, як-от 2022'])
    await taras.sends({ 'Рік підрахунку': '2024' })
    expect(taras.page().errors).toEqual(['Цей код уже має інша громада'])
    expect(taras.page().text).toContain('Цей код уже має громада: Дрогобич')
    expect(taras.page().value('Широта')).toBe('49,2')
    expect((await community('ua-izium')).katottg).toBeNull()
  })

  it('is not overwritten by somebody who did not see the newest change', async () => {
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(at('ua-izium', '/edit'))
    await taras.opens(at('ua-izium', '/edit'))
    await taras.sends({ 'Назва англійською': 'Izium City' })
    await olena.sends({ 'Територіальна громада': 'Ізюмська громада' })
    expect(olena.page().status).toBe(409)
    expect(olena.page().text).toContain('змінив хтось інший: Тарас')
    expect(olena.page().text).toMatch(/Назва англійською Було: Izium Стало: Izium City/)
    expect(olena.page().value('Територіальна громада')).toBe('Ізюмська громада')
    await olena.sends({ 'Назва англійською': 'Izium City' })
    expect(await community('ua-izium')).toMatchObject({ nameEn: 'Izium City', hromadaUk: 'Ізюмська громада' })
  })

  it('gets a change back only while nobody changed the same since', async () => {
    await taras.opens(at('ua-izium', '/edit'))
    await taras.sends({ 'Назва англійською': 'Izyum' })
    await taras.opens(at('ua-izium', '/edit'))
    await taras.sends({ 'Територіальна громада': 'Ізюмська' })
    await taras.opens(at('ua-izium', '/edit'))
    await taras.sends({ 'Назва англійською': 'Isium' })
    const history = await taras.opens(at('ua-izium', '/history'))
    expect(history.text).toContain('Не можна скасувати: згодом змінено те саме – Назва англійською')
    const [, second, first] = await app.ctx.db
      .selectFrom('recordVersions')
      .select('id')
      .where('communityId', '=', 'ua-izium')
      .orderBy('seq', 'desc')
      .execute()
    const undoes = (version: string) =>
      taras.asks(at('ua-izium', '/history'), {
        method: 'POST',
        body: new URLSearchParams({
          _csrf: /name="_csrf" value="([^"]+)"/.exec(taras.page().html)![1]!,
          version,
        }),
      })
    expect((await undoes(first!.id)).status).toBe(409)
    expect((await undoes(second!.id)).status).toBe(303)
    expect(await community('ua-izium')).toMatchObject({ nameEn: 'Isium', hromadaUk: null })
    expect((await taras.opens(at('ua-izium', '/history'))).text).toContain('Скасовано зміну, зроблену')
  })

  it('is entered new, and found at once in its own room', async () => {
    await taras.opens('/uk/staff/communities/new')
    await taras.sends({ 'Назва англійською': 'Здолбунів' })
    expect(taras.page().status).toBe(422)
    await taras.sends({
      Країна: 'PL',
      'Назва українською': 'Ясло',
      'Назва англійською': 'Jasło',
      Широта: '49,74',
      Довгота: '21,47',
    })
    expect(taras.page().heading).toBe('Ясло')
    expect(taras.page().text).toContain('Громаду додано до реєстру.')
  })
})

describe('how a community stands', () => {
  const marks = async (standing: string) => {
    await taras.opens(at('ua-drohobych', '/standing'))
    return taras.sends({
      [standing]: true,
      Відколи: '2022-03-02',
      'Офіційне джерело': 'Наказ Мінреінтеграції № 309',
    })
  }

  it('needs a day and an official source', async () => {
    await taras.opens(at('ua-drohobych', '/standing'))
    await taras.sends({ 'Тимчасово окупована': true })
    expect(taras.page().errors).toEqual([
      'Укажіть день, відколи це так',
      'Назвіть офіційний документ, до 300 знаків',
    ])
  })

  it('takes an occupied community out of every proposal, and shows only the state', async () => {
    await marks('Тимчасово окупована')
    expect(taras.page().text).toContain('Тимчасово окупована, з 2 березня 2022 року')
    const page = await app.visitor().opens('/uk/communities/ua-drohobych')
    expect(page.text).toContain('Тимчасово окупована, з 2 березня 2022 року (Наказ Мінреінтеграції № 309)')
    expect((await app.visitor().opens('/uk/communities?q=Дрогобич')).text).toContain('Тимчасово окупована')
    app.travel(days(1))
    await matchCommunities(app.ctx)
    const left = await app.ctx.db
      .selectFrom('proposals')
      .select('id')
      .where('uaId', '=', 'ua-drohobych')
      .execute()
    expect(left).toEqual([])
  })

  it('lets nobody approve what was offered before a community was occupied', async () => {
    const { id } = await app.ctx.db
      .selectFrom('proposals')
      .select('id')
      .where('uaId', '=', 'ua-drohobych')
      .where('foreignId', '=', 'pl-legnica')
      .executeTakeFirstOrThrow()
    await marks('Тимчасово окупована')
    const proposal = await taras.opens(`/uk/staff/proposals/${id}`)
    expect(proposal.text).toContain('тимчасово окупована: нових знайомств служба для неї не починає')
    const oksana = await app.member('ua-drohobych')
    const partners = await oksana.opens('/uk/our-community/partners')
    expect(partners.text).toContain('Ваша громада тимчасово окупована')
  })

  it('leaves a community under a military administration among the proposals, and says who signs', async () => {
    await marks('Діє військова адміністрація')
    await matchCommunities(app.ctx)
    const { id } = await app.ctx.db
      .selectFrom('proposals')
      .select('id')
      .where('uaId', '=', 'ua-drohobych')
      .where('foreignId', '=', 'pl-legnica')
      .executeTakeFirstOrThrow()
    const proposal = await taras.opens(`/uk/staff/proposals/${id}`)
    expect(proposal.text).toContain('діє військова адміністрація; документи підписує її начальник')
  })
})

describe('a coordinator', () => {
  it('changes records of the oblast, and only looks at those abroad', async () => {
    const bohdan = await app.coordinator('UA.15')
    const list = await bohdan.opens('/uk/staff/communities')
    expect(list.links).toContain('Дрогобич')
    expect(list.links).not.toContain('Ізюм')
    expect((await bohdan.opens(at('ua-drohobych', '/edit'))).status).toBe(200)
    expect((await bohdan.opens(at('pl-legnica'))).status).toBe(200)
    expect((await bohdan.opens(at('pl-legnica', '/edit'))).status).toBe(403)
    expect((await bohdan.opens(at('ua-izium'))).status).toBe(403)
    await bohdan.opens(at('ua-drohobych', '/edit'))
    await bohdan.sends({ 'Область або регіон': 'UA.07' })
    expect(bohdan.page().errors).toEqual(['Виберіть область або регіон цієї країни'])
  })
})
