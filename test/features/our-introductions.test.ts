// Oksana follows the introductions of her city, sees the other side's contact once both said yes, and
// records what came of it.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import { tokenIn } from '../support/agent.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { claire, oksana as contact, opensIntroduction, onSmallRegistry } from '../support/pair.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp
let oksana: SignedIn
let taras: SignedIn
let opened: Awaited<ReturnType<typeof opensIntroduction>>
let here: string

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
  opened = await opensIntroduction(app, taras)
  oksana = await app.member('ua-drohobych')
  here = paths.our.introduction('uk', opened.introduction)
})

async function answer(link: string, typed: Record<string, string | boolean>) {
  const person = app.visitor()
  await person.opens(new URL(link).pathname)
  return person.sends(typed)
}

async function bothSayYes() {
  await answer(opened.links.oksana, { Так: true })
  await answer(opened.links.claire, { Yes: true })
}

const milestones = () =>
  app.ctx.db.selectFrom('milestones').select(['side', 'kind', 'onDate', 'note']).orderBy('onDate').execute()

describe('while answers are awaited', () => {
  it('tells what happens next and until when, but neither a name nor what the other side said', async () => {
    await answer(opened.links.claire, { Yes: true })
    const list = await oksana.opens(paths.our.introductions('uk'))
    expect(list.text).toContain('Чекаємо на відповідь вашої громади.')
    const page = await oksana.clicks('Легниця')
    expect([page.at, page.heading]).toEqual([here, 'Знайомство: Легниця'])
    expect(page.text).toContain('Відповісти можна лише за посиланням із листа')
    expect(page.text).toContain('Чекаємо на відповіді до 3 грудня 2026 року')
    for (const secret of [claire.name, claire.email, contact.name, contact.email])
      expect(page.html).not.toContain(secret)
    expect(page.has('kind')).toBe(false)
  })

  it('names the office whose answer is awaited', async () => {
    await app.ctx.db
      .updateTable('contacts')
      .set({ office: 'Відділ звʼязків' })
      .where('communityId', '=', 'ua-drohobych')
      .execute()
    expect((await oksana.opens(here)).text).toContain(
      'Лист чекає на відповідь у підрозділі: Відділ звʼязків.',
    )
  })

  it('shows the own answer', async () => {
    await answer(opened.links.oksana, { Так: true })
    const page = await oksana.opens(here)
    expect(page.text).toContain('Чекаємо на іншу сторону.')
    expect(page.text).toContain('Відповідь вашої громади: так.')
  })

  it('takes no record yet', async () => {
    await oksana.opens(paths.our.partner('uk', 'fr-die'))
    const body = new URLSearchParams({
      _csrf: tokenIn(oksana.page().html),
      kind: 'met',
      on: '2026-11-03',
    })
    const early = await oksana.asks(paths.our.milestone('uk', opened.introduction), { method: 'POST', body })
    expect([early.status, await milestones()]).toEqual([404, []])
  })
})

describe('however it ends', () => {
  it('says so without judging anybody', async () => {
    await answer(opened.links.claire, { No: true, 'A few words from you': 'Never' })
    await theHourGoesBy(app)
    const page = await oksana.opens(here)
    expect(page.text).toContain('Цього разу не склалося, і це не оцінка вашої громади.')
    expect(page.html).not.toContain('Never')
  })

  it('says of an own no until when it can be changed', async () => {
    await answer(opened.links.oksana, { Ні: true })
    const page = await oksana.opens(here)
    expect(page.text).toContain('Ваша громада відповіла «ні».')
    expect(page.text).toContain('За годину після цієї відповіді знайомство завершиться.')
    await theHourGoesBy(app)
    expect((await oksana.opens(here)).text).toContain('Ваша громада відмовилася')
  })

  it('tells silence from a no', async () => {
    app.travel(days(31))
    await tendIntroductions(app.ctx)
    const again = await app.member('ua-drohobych', { name: 'Ганна', email: 'hanna@drohobych.example' })
    expect((await again.opens(here)).text).toContain('Час на відповідь минув')
  })
})

describe('after both said yes', () => {
  beforeEach(bothSayYes)

  it('shows the other side’s contact, and every look is in the diary once an hour', async () => {
    for (let n = 0; n < 3; n++) expect((await oksana.opens(here)).text).toContain(claire.email)
    expect(oksana.page().text).toContain(claire.name)
    const looks = () =>
      app.ctx.db
        .selectFrom('events')
        .select(['who', 'what'])
        .where('did', '=', 'saw-contact')
        .where('who', '=', oksana.accountId)
        .execute()
    const look = {
      who: oksana.accountId,
      what: { introduction: opened.introduction, community: 'pl-legnica' },
    }
    expect(await looks()).toEqual([look])
  })

  it('records a meeting, a letter of intent and the signing; both sides and staff see them', async () => {
    await oksana.opens(here)
    const saved = await oksana.sends({
      'Зустріч або розмова': true,
      Коли: '2026-11-03',
      'Кілька слів': 'Говорили про воду',
    })
    expect(saved.at).toBe(`${here}#milestones`)
    expect(saved.text).toContain('Говорили про воду')

    const partner = await app.member('pl-legnica')
    const other = await partner.opens(paths.our.introduction('en', opened.introduction))
    expect(other.text).toContain('A meeting or a call')
    expect(other.text).not.toContain('Говорили про воду')
    expect(other.text).not.toContain('Delete the record')
    await partner.sends({ 'Agreement signed': true, When: '2026-11-03' })

    const desk = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    for (const words of ['Говорили про воду', 'Дрогобич: Зустріч або розмова', 'Легниця: Угоду підписано'])
      expect(desk.text).toContain(words)
  })

  it('is one record, however often the button is pressed; one’s own can be deleted', async () => {
    await oksana.opens(here)
    const typed = { 'Лист про наміри': true, Коли: '2026-11-03' }
    await Promise.all([oksana.sends(typed), oksana.sends(typed)])
    expect(await milestones()).toEqual([
      { side: 'ua', kind: 'letter-of-intent', onDate: '2026-11-03', note: null },
    ])
    await oksana.opens(here)
    await oksana.sends({}, 'Видалити запис')
    expect(await milestones()).toEqual([])
  })

  it('leaves the records of the other side alone', async () => {
    const partner = await app.member('pl-legnica')
    await partner.opens(paths.our.introduction('en', opened.introduction))
    await partner.sends({ 'A meeting or a call': true, When: '2026-11-03' })
    const { id } = await app.ctx.db.selectFrom('milestones').select('id').executeTakeFirstOrThrow()
    await oksana.opens(here)
    const csrf = tokenIn(oksana.page().html)
    for (const remove of [id, 'x']) {
      const body = new URLSearchParams({ _csrf: csrf, remove })
      await oksana.asks(paths.our.milestone('uk', opened.introduction), { method: 'POST', body })
    }
    expect(await milestones()).toHaveLength(1)
  })

  it('believes no date in the future or before the introduction, and keeps what was typed', async () => {
    await oksana.opens(here)
    for (const [on, error] of [
      ['2026-11-04', 'Дата не може бути в майбутньому'],
      ['2026-11-02', 'Дата не може передувати початку знайомства'],
      ['колись', 'Введіть дату'],
      ['', 'Введіть дату'],
    ] as const) {
      const page = await oksana.sends({ 'Угоду підписано': true, Коли: on, 'Кілька слів': 'Ура' })
      expect([page.status, ...page.errors]).toEqual([422, error])
      expect([page.value('Кілька слів'), page.value('Угоду підписано')]).toEqual(['Ура', true])
    }
    const empty = await oksana.opens(here)
    expect(empty.status).toBe(200)
    const page = await oksana.sends({})
    expect([page.status, ...page.errors]).toEqual([422, 'Виберіть, що відбулося'])
  })

  it('tells when the other side has left', async () => {
    await app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, 'pl-legnica'))
    const page = await oksana.opens(here)
    expect([page.status, page.html.includes(claire.email)]).toEqual([200, false])
    expect(page.text).toContain('Інша сторона відкликала згоду, тож її контакт видалено.')
  })
})

describe('another community’s introduction', () => {
  it('is not found, whatever one does', async () => {
    await bothSayYes()
    const petro = await app.member('ua-izium', { name: 'Петро', email: 'petro@izium.example' })
    expect((await petro.opens(here)).status).toBe(404)
    await petro.opens(paths.our.partner('uk', 'fr-die'))
    const body = new URLSearchParams({
      _csrf: tokenIn(petro.page().html),
      kind: 'met',
      on: '2026-11-03',
    })
    const answer = await petro.asks(paths.our.milestone('uk', opened.introduction), { method: 'POST', body })
    expect(answer.status).toBe(404)
    for (const id of ['x', '00000000-0000-4000-8000-000000000000'])
      expect((await petro.opens(paths.our.introduction('uk', id))).status).toBe(404)
  })
})
