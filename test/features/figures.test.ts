// The figures of a small made history, counted by hand: who came how far, in how many days, and whom it reached.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { choiceOf, type FiguresFilter } from '../../src/features/figures/figures.forms.js'
import { figuresOf, median } from '../../src/features/figures/figures.model.js'
import { sourcesOfFigures } from '../../src/features/figures/figures.queries.js'
import { paths } from '../../src/paths.js'
import { writeEvent } from '../../src/platform/db/events.js'
import { barChart } from '../../src/platform/views/chart.js'
import { createTestApp, type SignedIn, type TestApp } from '../support/app.js'
import { aPartnership } from '../support/builders.js'
import { aHistory, noon } from '../support/history.js'

let app: TestApp
let taras: SignedIn

beforeAll(async () => {
  app = await createTestApp()
  await aHistory(app.ctx.db)
  taras = await app.staff()
}, 120_000)
afterAll(() => app.close())

const address = paths.staff.figures('uk')
const count = async (filter: FiguresFilter = {}, now = app.now()) =>
  figuresOf(await sourcesOfFigures(app.ctx.db, now), choiceOf(filter))

describe('the funnel', () => {
  it('counts how many came how far, and the median days of each step', async () => {
    const { all } = await count()
    expect(all).toEqual({
      proposed: 6,
      sent: 5,
      answered: 4,
      agreed: 3,
      met: 2,
      signed: 2,
      due: 2,
      alive: 1,
      days: {
        // 4, 10, 2, 8 and 6 days from proposal to letters.
        sent: 6,
        // 2, 4, 10 and 1 to the first answer.
        answered: 3,
        // 6, 2 and 1 from the first answer to the second yes.
        agreed: 2,
        // 20 and 30; a signature proves a meeting.
        met: 25,
        // 30 and 0.
        signed: 15,
      },
      // Sambir at its first introduction, and Izium.
      aloneUa: 2,
      // Everybody abroad but Crest, with whom nobody was introduced.
      aloneForeign: 5,
      alone: 5,
    })
  })

  it('knows by then only who has been signed for a year', async () => {
    const { all } = await count({}, noon('2026-02-20'))
    expect([all.due, all.alive]).toEqual([1, 0])
  })

  it('keeps the first answer of who was put off and is asked again', async () => {
    const { db } = app.ctx
    const { all } = await count()
    const { id } = await db
      .selectFrom('introductions')
      .innerJoin('proposals', 'proposals.id', 'introductions.proposalId')
      .select('introductions.id')
      .where('uaId', '=', 'ua-drohobych')
      .where('foreignId', '=', 'pl-jaslo')
      .executeTakeFirstOrThrow()
    await writeEvent(db, noon('2026-02-10'), {
      who: 'side:ua',
      did: 'answered',
      what: { introduction: id },
      note: 'not-now',
    })
    const side = db.updateTable('introductionSides').where('introductionId', '=', id).where('side', '=', 'ua')
    await db.updateTable('introductions').set({ followUps: 1 }).where('id', '=', id).execute()
    await side.set({ answer: null, answeredAt: null }).execute()
    expect((await count()).all).toEqual(all)
    await side.set({ answer: 'no', answeredAt: noon('2026-09-10') }).execute()
    expect((await count()).all).toEqual(all)
    await side.set({ answeredAt: noon('2026-02-10') }).execute()
    await db.updateTable('introductions').set({ followUps: 0 }).where('id', '=', id).execute()
  })

  it('does not count a partnership as alive that the registry calls ended', async () => {
    const end = (status: 'terminated' | 'active') =>
      app.ctx.db.updateTable('partnerships').set({ status }).where('uaId', '=', 'ua-drohobych').execute()
    await aPartnership(app.ctx.db, 'ua-drohobych', 'pl-legnica', { createdAt: noon('2025-03-05') })
    expect((await count()).all.alive).toBe(1)
    await end('terminated')
    expect((await count()).all).toMatchObject({ due: 2, alive: 0 })
    await end('active')
    await app.ctx.db.deleteFrom('partnerships').where('foreignId', '=', 'pl-legnica').execute()
  })

  it('is the same by oblast, country, topic and size', async () => {
    const { by } = await count()
    const told = (groups: typeof by.region) =>
      groups.map(({ code, funnel: { proposed, sent, agreed } }) => [code, proposed, sent, agreed])
    expect(told(by.region)).toEqual([
      ['UA.15', 4, 4, 2],
      ['UA.07', 2, 1, 1],
    ])
    expect(told(by.country)).toEqual([
      ['PL', 4, 3, 2],
      ['FR', 2, 2, 1],
    ])
    // Energy: both pairs of Drohobych, the one with Legnica once; water: both of Die.
    expect(told(by.topic).sort()).toEqual([
      ['energy', 2, 2, 1],
      ['water', 2, 2, 1],
    ])
    expect(told(by.size).sort()).toEqual([
      [null, 2, 1, 1],
      ['medium', 2, 2, 1],
      ['small', 2, 2, 1],
    ])
  })

  it.each([
    [{ region: 'UA.07' }, 2, 1],
    [{ country: 'FR' }, 2, 2],
    [{ topic: 'water' as const }, 2, 2],
    [{ size: 'small' as const }, 2, 2],
    [{ from: '2026-02-01', to: '2026-02-01' }, 2, 2],
    [{ to: '2025-12-31' }, 2, 2],
    [{ region: 'UA.15', country: 'PL', from: '2026-01-01' }, 1, 1],
  ])('keeps to %j', async (filter, proposed, sent) => {
    expect((await count(filter)).all).toMatchObject({ proposed, sent })
  })
})

describe('the page of figures', () => {
  it('shows every chart with its table, in words', async () => {
    const { status, heading, text, html } = await taras.opens(address)
    expect([status, heading]).toEqual([200, 'Показники'])
    expect(text).toContain('Надіслано листи583%6 днів')
    expect(text).toContain('Діє через 12 місяців150%')
    expect(text).toContain('рік від підписання минув у 2 пар')
    expect(text).toContain('реєстр на день листів: 100%')
    expect(text).toContain('українська громада240%')
    expect(text).toContain('Львівська область443222150%')
    expect(text).toContain('невідомо2111000100%')
    // Funnel, pace, reach, and four breakdowns; each is followed by a table.
    expect(html.match(/<svg class="bar-chart"/g)).toHaveLength(7)
    expect(html.match(/<table/g)).toHaveLength(7)
    expect(html).toMatch(/<svg class="bar-chart"[^>]*aria-label="Від пропозиції до живого партнерства"/)
  })

  it('keeps what was chosen, and names wrong fields one by one', async () => {
    await taras.opens(address)
    const page = await taras.sends({ country: 'FR', from: '2026-03-01' })
    expect(page.text).toContain('Франція · від 1 березня 2026 року')
    expect([page.value('country'), page.value('from')]).toEqual(['FR', '2026-03-01'])
    const wrong = await taras.opens(`${address}?from=2026-03-02&to=2026-03-01&size=huge&country=FR`)
    expect(wrong.status).toBe(422)
    expect(wrong.errors).toEqual(['Розмір: виберіть зі списку'])
    expect(wrong.value('country')).toBe('FR')
    const turned = await taras.opens(`${address}?from=2026-03-02&to=2026-03-01`)
    expect(turned.errors).toEqual(['Останній день не може бути раніший за перший'])
    expect(turned.value('to')).toBe('2026-03-01')
  })

  it('says so honestly when there is nothing, or no introduction yet', async () => {
    expect((await taras.opens(`${address}?to=2020-01-01`)).text).toContain('Таких пропозицій немає')
    const page = await taras.opens(`${address}?region=UA.07&country=PL`)
    expect(page.text).toContain('Знайомств поки немає')
    expect(page.text).toContain('Запропоновано1')
  })

  it('shows a regional branch its own oblast, whatever it asks for', async () => {
    const bohdan = await app.coordinator('UA.07')
    const page = await bohdan.opens(`${address}?region=UA.15`)
    expect(page.text).toContain('Запропоновано2')
    expect(page.text).toContain('Харківська область ·')
    expect(page.text).not.toContain('Львівська')
    expect(page.has('region')).toBe(false)
  })
})

describe('a median', () => {
  it('stands in the middle, or half way between two', () => {
    expect([[], [7], [9, 1], [10, 2, 3], [1, 100, 2, 4]].map(median)).toEqual([null, 7, 5, 3, 3])
  })
})

describe('bars', () => {
  it('are as long as what they stand for; something is never drawn as nothing', () => {
    const words = ''
    const { bars, height } = barChart('A chart', [
      { label: 'all', value: 1000, part: 250, words },
      { label: 'hardly any', value: 1, words },
      { label: 'none', value: 0, words },
    ])
    expect(bars.map(({ width, part }) => [width, part])).toEqual([
      [480, 120],
      [2, 2],
      [0, 0],
    ])
    expect(height).toBe(150)
    expect(barChart('A half', [{ label: '', value: 1, words }], 2).bars[0]!.width).toBe(240)
    expect(barChart('Nothing', [{ label: '', value: 0, words }]).bars[0]!.width).toBe(0)
  })
})
