// Taras looks at a round on the staff's pages: what it would give, to whom, and who is left without.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { roundsRoutes } from '../../src/features/rounds/rounds.routes.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import { paths } from '../../src/paths.js'
import type { Solver } from '../../src/scoring/round.js'
import { agentOf, textOf } from '../support/agent.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { inboxOf } from '../support/inbox.js'
import type { Visitor } from '../support/page.js'
import { opensIntroduction, proposalOf, smallRegistry } from '../support/pair.js'
import { sliceApp } from '../support/slice-app.js'

let app: TestApp
let startOver: () => Promise<void>
let taras: Visitor & { accountId: string }

beforeAll(async () => {
  app = await createTestApp()
  startOver = await smallRegistry(app)
})
afterAll(() => app.close())

beforeEach(async () => {
  await startOver()
  taras = await app.staff()
})

const rounds = paths.staff.rounds('uk')
const seeks = (id: string) =>
  app.ctx.db.updateTable('communities').set({ seeking: true }).where('id', '=', id).execute()

describe('the page of a round', () => {
  it('shows the introductions of each Ukrainian community with score and reasons', async () => {
    await taras.opens(paths.staff.desk('uk'))
    const { status, heading, text, links, href } = await taras.opens(`${rounds}?whom=all`)
    expect([status, heading]).toEqual([200, 'Раунд'])
    expect(text).toContain('Раунд для 2 українських громад і 3 громад за кордоном.')
    // Drohobych and Meissen are partners already, so five of the six pairs are possible.
    expect(text).toContain('5 нових знайомств')
    expect(text).toContain('Набір вибрано з 5 можливих пар; доведено')
    expect(text).toMatch(
      /Легниця, Польща .*Дрогобич і Легниця вже мають спільного партнера – Майсен\..* \d+ зі 100: \p{Script=Cyrillic}/u,
    )
    expect(links).toEqual(expect.arrayContaining(['Дрогобич', 'Легниця', 'Die']))
    expect(href('Ізюм')).toBe(paths.community('uk', 'ua-izium'))
    expect(text).toContain('сума оцінок була б майже така сама')
    expect(text).toContain('Кожна громада-учасниця матиме принаймні одне знайомство.')
  })

  it('is for those who look for a partner unless Taras asks for all', async () => {
    expect((await taras.opens(rounds)).text).toContain('За цими умовами в раунді ніхто не бере участі.')
    await seeks('fr-die')
    const { text } = await taras.sends({})
    expect(text).toContain('Раунд для 0 українських громад і 1 громади за кордоном.')
    expect(text).toContain('2 нові знайомства')
  })

  it('keeps to what Taras asks for, and says who got none and why', async () => {
    await taras.opens(rounds)
    const page = await taras.sends({
      whom: 'all',
      'Найбільше знайомств на українську громаду': '1',
      'Найбільше знайомств на громаду за кордоном': '1',
    })
    expect(page.text).toContain('2 нові знайомства')
    expect(page.text).toContain('4 громади-учасниці матимуть знайомства')
    expect(page.text).toContain(
      'У 1 громади всі можливі партнери вже мають стільки знайомств, скільки дозволено Die',
    )
    expect(page.value('mostUa')).toBe('1')

    const strict = await taras.sends({ least: '100' })
    expect(strict.text).toContain('За цими умовами жодного знайомства немає.')
    expect(strict.text).toContain('5 громад не мають жодної пари з достатньою оцінкою')

    const capped = await taras.sends({ least: '0', cap: '0' })
    expect(capped.text).toContain('лишилися можливі партнери тільки з країн, що вичерпали своє обмеження')
  })

  it('counts what is under way and leaves out what was decided, and how far a floor is met', async () => {
    await opensIntroduction(app, taras)
    const { at } = await proposalOf(app, 'ua-izium', 'fr-die')
    await taras.opens(at)
    await taras.sends({ Відхилити: true, Примітка: 'Надто далеко' })
    const { text } = await taras.opens(`${rounds}?whom=all&floor=1&mostForeign=1`)
    expect(text).toContain('2 нові знайомства')
    expect(text).toContain('Ще 1 пара чекає на відповіді')
    expect(text).toContain('1 пару пропущено')
    expect(text).toContain('Жодного партнера не мають 2 громади-учасниці')
    expect(text).not.toContain('Ізюм Харківська область, Україна Легниця,')
  })

  it('names wrong options one by one and keeps everything that was typed', async () => {
    await taras.opens(rounds)
    const typed = { whom: 'all', mostUa: '0', mostForeign: 'three', floor: '-1', cap: '7', least: '101' }
    const page = await taras.sends(typed)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Найбільше знайомств на українську громаду: введіть ціле число від 1 до 20',
      'Найбільше знайомств на громаду за кордоном: введіть ціле число від 1 до 20',
      'Найменше знайомств для громад без жодного партнера: введіть ціле число від 0 до 20',
      'Найменша оцінка: введіть ціле число від 0 до 100',
    ])
    for (const [field, value] of Object.entries(typed)) expect(page.value(field)).toBe(value)
    const mended = await taras.sends({ mostUa: '2', mostForeign: '3', floor: '1', least: '' })
    expect(mended.status).toBe(200)
    expect(mended.text).toContain('Що дасть раунд')
  })

  it.each([
    ['whom=nobody', 'Choose from the list whom the round is for'],
    [
      'mostUa=1&floor=2',
      'The fewest introductions cannot exceed the most: lower the first or raise the second',
    ],
    [
      'cap=1&cap=2',
      'Most introductions with any one country: enter a whole number, or leave the field empty',
    ],
  ])('refuses %s in English too', async (query, message) => {
    const page = await taras.opens(`${paths.staff.rounds('en')}?${query}`)
    expect([page.status, page.errors]).toEqual([422, [message]])
  })

  it('is not for strangers', async () => {
    const answer = await app.visitor().asks(rounds)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/uk\/sign-in/)
  })
})

describe('a solver that gives no answer', () => {
  /** What Taras sees of the small registry's round when another solver is at work. */
  async function pageWith(solve: Solver) {
    const { ctx, url } = app
    const sources = { profiles: profilesForScoring, evidence: evidenceForScoring }
    // A second later than Taras's first link, so that it is the newest.
    app.travel(1000)
    const agent = agentOf(sliceApp(ctx, accountsRoutes(ctx), roundsRoutes(ctx, sources, solve)))
    await agent.asksForLink('taras@auc.example')
    const { link } = await inboxOf(ctx.db).newest('taras@auc.example')
    await agent.follows(link.replace(url, ''))
    return agent.opens(`${rounds}?whom=all&least=30`)
  }

  it.each([
    ['fails', () => Promise.reject(new Error('out of memory'))],
    ['claims more than it proves', () => Promise.resolve({ taken: [1, 1, 1, 1, 1], bound: 0 })],
    ['needs too long', (assignment) => solveRound(assignment, 0.001)],
  ] as [string, Solver][])('that %s is told in plain words, with the options kept', async (_how, solve) => {
    const { status, text } = await pageWith(solve)
    expect(status).toBe(503)
    expect(textOf(text)).toContain('Цього разу раунд обчислити не вдалося')
    expect(textOf(text)).not.toContain('Що дасть раунд')
    expect(text).toMatch(/name="least"[^>]*value="30"/)
  })

  it('is not the end of the page: an answer in time is shown', async () => {
    const { status, text } = await pageWith((assignment) => solveRound(assignment, 60))
    expect(status).toBe(200)
    expect(textOf(text)).toContain('Що дасть раунд')
  })
})
