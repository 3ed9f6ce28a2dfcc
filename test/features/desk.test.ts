// What waits for the staff in the morning, the oldest first, and who holds the next step.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aProposal } from '../support/builders.js'
import { opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const desk = paths.staff.desk('uk')
const textOf = async (who = taras) => (await who.opens(desk)).text
const change = (id: string, columns: { askedAt?: Date; offeredAt?: Date }) =>
  app.ctx.db.updateTable('proposals').set(columns).where('id', '=', id).execute()

describe('records that look alike', () => {
  it('are counted, with a link to where they are dealt with', async () => {
    expect(await textOf()).toMatch(/Нічого не чекає: .*записи, схожі на одну громаду/)
    await aCommunity(app.ctx.db, { id: 'ua-drohobych-2', nameUk: 'Дрогобич', lat: 49.36, lon: 23.51 })
    const page = await taras.opens(desk)
    expect(page.text).toContain('1 пара записів, схожих на одну громаду')
    const link = page.href('пара записів, схожих на одну громаду')
    expect((await taras.opens(link)).text).toContain('Записи, схожі на одну громаду')
  })

  it('are all counted', async () => {
    for (let n = 0; n < 21; n++)
      await aCommunity(app.ctx.db, { id: `de-town-${n}`, nameUk: null, lat: 50, lon: 10 })
    expect(await textOf()).toContain('210 пар записів, схожих на одну громаду')
  })
})

async function answers(link: string, word: string) {
  const somebody = app.visitor()
  await somebody.opens(new URL(link).pathname)
  await somebody.sends({ [word]: true })
}

async function aClaim(communityId: string) {
  await app.ctx.db
    .insertInto('claims')
    .values({
      id: randomUUID(),
      communityId,
      state: 'awaiting-review',
      name: 'Оксана',
      office: 'Секретар ради',
      email: 'oksana@drohobych.example',
      phone: null,
      locale: 'uk',
      words: null,
      createdAt: app.now(),
      confirmedAt: app.now(),
      decidedBy: null,
      decidedAt: null,
      note: null,
    })
    .execute()
}

const declares = (communityId: string, until: string) =>
  app.ctx.db
    .insertInto('declarations')
    .values({
      communityId,
      state: 'open',
      until,
      declaredBy: 'system',
      declaredAt: app.now(),
      remindedAt: null,
    })
    .execute()

const dayIn = (n: number) => later(app.now(), days(n)).toISOString().slice(0, 10)

describe('what waits', () => {
  it('stands in the order of its age, each kind with a way to exactly that list', async () => {
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    await change(id, { askedAt: later(app.now(), -days(12)) })
    await aClaim('ua-drohobych')
    app.travel(days(2))
    const text = await textOf()
    const order = [
      /1 знайомство, про яке просить громада Найдовше чекає – від .{10,30} \(14 днів\)/,
      /1 пропозиція без контакту: немає кому написати Найдовше чекає – від .{10,30} \(14 днів\)/,
      /5 пропозицій чекають на рішення Найдовше чекає – від .{10,30} \(2 дні\)/,
      /1 посадовець просить доступу до своєї громади Найдовше чекає – від .{10,30} \(2 дні\)/,
    ].map((words) => text.search(words))
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text).toContain('Нічого не чекає: взяті вами пропозиції, зацікавлення з-за кордону,')

    const list = await taras.clicks('знайомство, про яке просить громада')
    expect(list.links.filter((link) => / – /.test(link))).toEqual(['Ізюм – Die'])
    await taras.opens(desk)
    const stuck = await taras.clicks('пропозиція без контакту: немає кому написати')
    expect(stuck.links.filter((link) => / – /.test(link))).toEqual(['Ізюм – Die'])
    await taras.opens(desk)
    expect((await taras.clicks('пропозицій чекають на рішення')).text).toContain('5 пропозицій')
  })

  it('counts what I have taken, and letters and contradictions', async () => {
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    const { db } = app.ctx
    await db
      .updateTable('proposals')
      .set({ takenBy: taras.accountId, takenAt: app.now() })
      .where('id', '=', id)
      .execute()
    await opensIntroduction(app, taras)
    await db.updateTable('letters').set({ state: 'bounced', returnedAt: app.now() }).execute()
    await db
      .insertInto('recordConflicts')
      .values({
        id: randomUUID(),
        communityId: 'ua-izium',
        field: 'population',
        ours: '45884',
        oursSource: 'a test',
        theirs: '45000',
        theirsSource: 'another test',
        notedAt: app.now(),
        decision: null,
        decidedBy: null,
        decidedAt: null,
      })
      .execute()
    const text = await textOf()
    expect(text).toContain('1 пропозиція, яку ви взяли Від сьогодні')
    expect(text).toContain('2 листи потребують уваги')
    expect(text).toContain('1 розбіжність у даних громад')
    expect(text).toContain('Крок за вами: лист не дійшов')
    expect(await textOf(await app.staff({ name: 'Ірина', email: 'iryna@auc.example' }))).not.toContain(
      'яку ви взяли',
    )
  })

  it('names declarations that lapse within thirty days', async () => {
    await declares('ua-drohobych', dayIn(30))
    await declares('ua-izium', dayIn(31))
    expect(await textOf()).toMatch(/1 заява про пошук партнера скоро втратить чинність Найближча –/)
    const page = await taras.clicks('заява про пошук партнера скоро втратить чинність')
    expect(page.heading).toBe('Заяви, що скоро втратять чинність')
    expect(page.text).toContain('Дрогобич')
    expect(page.text).toContain('Лишилося 30 днів')
    expect(page.text).not.toContain('Ізюм')
  })
})

interface Open {
  uaId: string
  foreignId: string
  openedAt: Date
  /** When the side abroad said yes. */
  answeredAt?: Date
}

/** An introduction of a pair that is proposed already. */
async function anIntroduction({ uaId, foreignId, openedAt, answeredAt }: Open) {
  const { db } = app.ctx
  const { id: proposalId } = await proposalOf(app, uaId, foreignId)
  const introductionId = randomUUID()
  const answersUntil = later(app.now(), days(10))
  await db
    .insertInto('introductions')
    .values({ id: introductionId, proposalId, state: 'awaiting', openedAt, answersUntil, closedAt: null })
    .execute()
  const contact = { contactName: 'Хтось', contactEmail: 'x@office.example', language: 'uk' }
  const said = answeredAt && { answer: 'yes' as const, answeredAt }
  await db
    .insertInto('introductionSides')
    .values([
      { introductionId, side: 'ua', communityId: uaId, ...contact },
      { introductionId, side: 'foreign', communityId: foreignId, ...contact, ...said },
    ])
    .execute()
}

describe('who holds the next step', () => {
  it('is both, then whoever has not answered, for as many days as its own page says', async () => {
    const { links } = await opensIntroduction(app, taras)
    app.travel(days(3))
    expect(await textOf()).toMatch(/3 дні Дрогобич – Легниця Відповідають обидві громади/)
    await answers(links.claire, 'Yes')
    app.travel(days(2))
    expect(await textOf()).toMatch(/5 днів Дрогобич – Легниця Відповідає Дрогобич/)
    const own = await taras.clicks('Дрогобич – Легниця')
    expect(own.at).toContain('/staff/introductions/')
    expect(own.text).toMatch(/Дрогобич\D{0,40}5 днів/)
  })

  it('puts the longest first and says how many more there are', async () => {
    await opensIntroduction(app, taras)
    await anIntroduction({ uaId: 'ua-izium', foreignId: 'fr-die', openedAt: later(app.now(), -days(20)) })
    expect(await textOf()).toMatch(/20 днів Ізюм – Die .*0 днів Дрогобич – Легниця/)
    const bohdan = await app.coordinator('UA.15')
    const theirs = await textOf(bohdan)
    expect(theirs).toContain('Дрогобич – Легниця')
    expect(theirs).not.toContain('Ізюм')
  })
})

describe('new answers', () => {
  it('stand on everybody’s desk until they have read them, however long that is', async () => {
    const { links } = await opensIntroduction(app, taras)
    await answers(links.claire, 'Yes')
    expect(await textOf()).toContain('1 нова відповідь громади')
    expect(taras.page().text).toContain('Легниця – «так» на знайомство з громадою Дрогобич')
    const colleague = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await taras.sends({}, 'Прочитано')
    expect(taras.page().text).not.toContain('нова відповідь')
    expect(await textOf(colleague)).toContain('нова відповідь')
    app.travel(days(20))
    expect(await textOf(colleague)).toContain('нова відповідь')
    // What came before somebody was here is no news to them.
    const zoia = await app.staff({ name: 'Зоя', email: 'zoia@auc.example' })
    await app.ctx.db
      .updateTable('accounts')
      .set({ createdAt: app.now() })
      .where('id', '=', zoia.accountId)
      .execute()
    expect(await textOf(zoia)).not.toContain('нова відповідь')
  })

  it('are all read, however many came: the oldest first, and only those that were shown', async () => {
    const towns = Array.from({ length: 10 }, (_, n) => `Місто-${n}`)
    for (const [n, nameUk] of towns.entries()) {
      const foreignId = await aCommunity(app.ctx.db, { id: `pl-${n}`, nameUk })
      await aProposal(app.ctx.db, { uaId: 'ua-izium', foreignId, state: 'approved' })
      const answeredAt = later(app.now(), n * 60_000)
      await anIntroduction({ uaId: 'ua-izium', foreignId, openedAt: app.now(), answeredAt })
    }
    app.travel(days(1))
    const shown = (page: { links: readonly string[] }) => page.links.filter((link) => towns.includes(link))
    const first = await taras.opens(desk)
    expect(first.text).toContain('10 нових відповідей громад')
    expect(shown(first)).toEqual(towns.slice(0, 8))
    await taras.sends({}, 'Прочитано')
    expect(taras.page().text).toContain('2 нові відповіді громад')
    expect(shown(taras.page())).toEqual(towns.slice(8))
    const colleague = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await colleague.opens(desk)
    expect(shown(await colleague.clicks('Показати всі'))).toEqual(towns)
    await colleague.sends({}, 'Прочитано')
    expect(colleague.page().text).not.toMatch(/нов\S+ відповід\S+ громад/)
  })

  it('that came after the page was drawn are not read with it', async () => {
    const { links } = await opensIntroduction(app, taras)
    await answers(links.claire, 'Yes')
    app.travel(60_000)
    await taras.opens(desk)
    app.travel(60_000)
    await answers(links.oksana, 'Так')
    await taras.sends({}, 'Прочитано')
    expect(taras.page().text).toContain('1 нова відповідь громади')
    expect(taras.page().text).toContain('Дрогобич – «так»')
  })
})

describe('a coordinator’s desk', () => {
  it('keeps to the oblast and leaves out what the office deals with', async () => {
    await aClaim('ua-izium')
    await declares('ua-izium', dayIn(5))
    const theirs = await textOf(await app.coordinator('UA.15'))
    expect(theirs).toContain('2 пропозиції чекають на рішення')
    expect(theirs).toContain('запити на доступ')
    expect(theirs).not.toContain('просить доступ')
    expect(theirs).not.toContain('заява про пошук')
    expect(theirs).not.toContain('зацікавлення')
    const ours = await textOf(await app.coordinator('UA.07', { name: 'Ніна', email: 'nina@branch.example' }))
    expect(ours).toContain('просить доступ')
    expect(ours).toContain('заява про пошук')
  })
})
