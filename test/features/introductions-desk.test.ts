// Staff find introductions, tell the association of the partner's country and record what came of them;
// coordinators do so in their oblast.
import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordMilestone } from '../../src/features/introductions/milestones.actions.js'
import { paths } from '../../src/paths.js'
import { dayInKyiv, days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onIntroduction, type Introduced } from '../support/introduced.js'
import { aCommunity, aProposal } from '../support/builders.js'
import { claire, oksana } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']
let page: string

const { lettersTo, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
  page = paths.staff.introduction('uk', opened.introduction)
})

describe('the association of the partner’s country', () => {
  const copy = 'Надіслати копію'
  const zmp = { country: 'PL', name: 'Związek Miast Polskich', email: 'biuro@zmp.example', language: 'pl' }

  it('is entered by staff, told once in its language, and its answer stands in the timeline', async () => {
    const before = await taras.opens(page)
    expect(before.text).toContain('Для цієї країни асоціації ще не внесено: Польща.')
    await taras.clicks('Внести асоціацію')
    const entered = await taras.sends(zmp, 'Внести асоціацію')
    expect(entered.text).toContain('Асоціацію внесено.')
    await taras.opens(page)
    const told = await taras.sends({}, copy)
    expect(told.text).toMatch(/Копію надіслано: Związek Miast Polskich \(Тарас\)/)
    const [letter] = await lettersTo(zmp)
    expect(letter?.subject).toBe('Do wiadomości: Drohobych i Legnica')
    for (const personal of [oksana.name, oksana.email, claire.name, claire.email])
      expect(letter?.text).not.toContain(personal)

    const noted = await taras.sends(
      { Підтримує: true, associationWords: 'Знають обидві громади' },
      'Записати відповідь',
    )
    expect(noted.text).toMatch(/Związek Miast Polskich підтримує знайомство.*Знають обидві громади/)
    const list = await taras.opens(paths.staff.introductions('uk'))
    expect(list.text).toContain('Związek Miast Polskich підтримує')
  })

  it('gets one letter when two colleagues send it at once, and stays in the list then', async () => {
    await taras.opens(paths.staff.associations('uk'))
    await taras.sends(zmp, 'Внести асоціацію')
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    const pages = await Promise.all([taras.sends({}, copy), iryna.sends({}, copy)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await lettersTo(zmp)).toHaveLength(1)
    await taras.opens(paths.staff.associations('uk'))
    await taras.clicks(zmp.name)
    const kept = await taras.sends({}, 'Вилучити асоціацію')
    expect([kept.status, ...kept.errors]).toEqual([
      422,
      'Цій асоціації вже надсилали листи, тож вона залишається',
    ])
  })

  it('needs a country, a name and an address', async () => {
    await taras.opens(paths.staff.associations('uk'))
    const again = await taras.sends({ name: 'Z' }, 'Внести асоціацію')
    expect([again.status, again.errors.length, again.value('name')]).toEqual([422, 3, 'Z'])
  })
})

describe('a step of the partnership', () => {
  it('is recorded by staff on behalf of a side', async () => {
    await answer(opened.links.oksana, { Так: true })
    await answer(opened.links.claire, { Yes: true })
    await taras.opens(page)
    const none = await taras.sends({}, 'Записати')
    expect([none.status, ...none.errors]).toEqual([422, 'Виберіть, що відбулося'])
    const after = await taras.sends({ Легниця: true, 'milestoneKind-met': true }, 'Записати')
    expect(after.text).toContain('Крок партнерства записано.')
    const rows = await app.ctx.db
      .selectFrom('milestones')
      .select(['side', 'kind', 'onDate', 'recordedBy'])
      .execute()
    expect(rows).toEqual([
      { side: 'foreign', kind: 'met', onDate: dayInKyiv(app.now()), recordedBy: taras.accountId },
    ])
  })

  it('recorded by mistake is taken back, but for what a community has recorded', async () => {
    await answer(opened.links.oksana, { Так: true })
    await answer(opened.links.claire, { Yes: true })
    await taras.opens(page)
    expect(taras.page().text).not.toContain('Видалити помилковий запис про крок')
    await taras.sends({ Дрогобич: true, 'milestoneKind-signed': true }, 'Записати')
    const member = await app.member('ua-drohobych')
    const { introduction: introductionId } = opened
    await recordMilestone(
      app.ctx,
      introductionId,
      { id: member.accountId, communityId: 'ua-drohobych' },
      { kind: 'met', on: dayInKyiv(app.now()), note: '' },
    )
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    const seen = await iryna.opens(page)
    const none = await iryna.sends({}, 'Видалити запис')
    expect([none.status, ...none.errors]).toEqual([422, 'Виберіть, який запис видалити'])
    expect(seen.text).toMatch(/Дрогобич: Угоду підписано, \d+ \S+ 2026/)
    expect(seen.text).not.toMatch(/Дрогобич: Зустріч або розмова, \d/)
    const [signed] = await recorded()
    const after = await iryna.sends({ [`recorded-${signed!.id}`]: true }, 'Видалити запис')
    expect(after.text).toContain('Запис про крок партнерства видалено.')
    expect(after.text).toContain('Дрогобич: запис про крок партнерства видалено')
    expect((await recorded()).map(({ kind }) => kind)).toEqual(['met'])
    await taras.sends({ [`recorded-${signed!.id}`]: true }, 'Видалити запис')
    expect((await recorded()).map(({ kind }) => kind)).toEqual(['met'])
  })
})

const recorded = () =>
  app.ctx.db.selectFrom('milestones').select(['id', 'kind']).orderBy('kind', 'desc').execute()

describe('a coordinator', () => {
  it('cares for introductions of the own oblast, and finds no others', async () => {
    const bohdan = await app.coordinator('UA.15')
    expect((await bohdan.opens(paths.staff.introductions('uk'))).text).toContain('1 знайомство')
    await bohdan.opens(page)
    const after = await bohdan.sends({ stopNote: 'Причина' }, 'Припинити знайомство')
    expect(after.text).toContain('Знайомство припинено: Богдан')

    const other = await app.coordinator('UA.07', { name: 'Зоя', email: 'zoia@branch.example' })
    expect((await other.opens(paths.staff.introductions('uk'))).text).toContain('0 знайомств')
    expect((await other.opens(page)).status).toBe(404)
  })

  it('sees the associations and cannot enter one', async () => {
    const bohdan = await app.coordinator('UA.15')
    expect((await bohdan.opens(paths.staff.associations('uk'))).has('email')).toBe(false)
    const own = await bohdan.opens(page)
    expect(own.text).toContain(
      'Для цієї країни асоціації ще не внесено: Польща. Її вносять працівники Асоціації',
    )
    expect(own.links).not.toContain('Внести асоціацію')
  })
})

describe('the list', () => {
  const list = (query: string) => taras.opens(`${paths.staff.introductions('uk')}?${query}`)
  const found = async (query: string) => /(\d+) знайомств/.exec((await list(query)).text)?.[1]

  it('filters by place, by whose turn it is, and by how long somebody has been silent', async () => {
    await answer(opened.links.oksana, { Так: true })
    app.travel(days(4))
    const asked = {
      'region=UA.15': '1',
      'region=UA.07': '0',
      'country=PL': '1',
      'country=DE': '0',
      'turn=foreign': '1',
      'turn=ua': '0',
      'turn=both': '0',
      'turn=staff': '0',
      'days=4': '1',
      'days=5': '0',
      'state=all&turn=foreign&days=3&country=PL&region=UA.15': '1',
      'round=7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f': '0',
    }
    for (const [query, count] of Object.entries(asked))
      expect([query, await found(query)]).toEqual([query, count])
  })

  it('gives the turn to the Association, as the desk does, while a letter of either side did not arrive', async () => {
    await app.ctx.db.updateTable('letters').set({ state: 'bounced', returnedAt: app.now() }).execute()
    expect((await taras.opens(paths.staff.desk('uk'))).text).toContain('Крок за вами: лист не дійшов')
    for (const [turn, count] of Object.entries({ staff: '1', both: '0', ua: '0', foreign: '0' }))
      expect([turn, await found(`turn=${turn}`)]).toEqual([turn, count])
  })

  it('names what is wrong in a filter, and still filters by the rest', async () => {
    const page = await list('state=all&days=viele&country=DE')
    expect([page.status, ...page.errors]).toEqual([422, 'Кількість днів – ціле число від 1 до 3650'])
    expect(page.value('days')).toBe('viele')
    expect(page.text).toContain('0 знайомств')
  })

  it('keeps its filter from page to page', async () => {
    const copyOf = (id: string) => app.ctx.db.selectFrom('introductions').selectAll().where('id', '=', id)
    const one = await copyOf(opened.introduction).executeTakeFirstOrThrow()
    const sides = await app.ctx.db.selectFrom('introductionSides').selectAll().execute()
    const { id: _, ...proposal } = await app.ctx.db
      .selectFrom('proposals')
      .selectAll()
      .where('id', '=', one.proposalId)
      .executeTakeFirstOrThrow()
    for (let n = 0; n < 25; n++) {
      const foreignId = await aCommunity(app.ctx.db, { id: `pl-${n}` })
      const { uaId, state } = proposal
      const proposalId = await aProposal(app.ctx.db, { uaId, foreignId, state })
      const id = randomUUID()
      await app.ctx.db
        .insertInto('introductions')
        .values({ ...one, id, proposalId })
        .execute()
      for (const side of sides)
        await app.ctx.db
          .insertInto('introductionSides')
          .values({
            ...side,
            written: null,
            introductionId: id,
            communityId: side.side === 'ua' ? side.communityId : foreignId,
          })
          .execute()
    }
    const first = await list('state=all&turn=both&country=PL')
    expect(first.text).toContain('26 знайомств')
    await taras.clicks('2')
    expect(taras.page().at).toContain('state=all&country=PL&turn=both&page=2')
    expect(taras.page().text).toContain('26 знайомств')
  })
})
