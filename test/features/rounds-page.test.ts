// Taras makes a round on the staff's pages: its options, its draft with reasons, and who is left without.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { accountsRoutes } from '../../src/features/accounts/accounts.routes.js'
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { roundsRoutes } from '../../src/features/rounds/rounds.routes.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import { paths } from '../../src/paths.js'
import type { Solver } from '../../src/scoring/round.js'
import type { TestApp } from '../support/app.js'
import type { Visitor } from '../support/page.js'
import { visitor } from '../support/page.js'
import { opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'
import { makesRound, rounds, tokenIn } from '../support/rounds.js'
import { sliceApp } from '../support/slice-app.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const seeks = (id: string) =>
  app.ctx.db.updateTable('communities').set({ seeking: true }).where('id', '=', id).execute()
const kept = () => app.ctx.db.selectFrom('rounds').select(['id', 'name', 'state']).execute()

describe('a new round', () => {
  it('is kept as a draft that shows the introductions of each Ukrainian community with score and reasons', async () => {
    await taras.opens(rounds)
    expect(taras.page().text).toContain('Жодного раунду ще не прийнято.')
    const { status, heading, text, links, href } = await taras.sends({ whom: 'all', name: 'Осінній раунд' })
    expect([status, heading]).toEqual([200, 'Осінній раунд'])
    expect(text).toContain('Чернетка. Уся країна')
    expect(text).toContain('Раунд для 2 українських громад і 3 громад за кордоном.')
    // Drohobych and Meissen are partners already, so five of the six pairs are possible.
    expect(text).toContain('5 нових знайомств')
    expect(text).toContain('Набір вибрано з 5 можливих пар; доведено')
    expect(text).toMatch(
      /Легниця, Польща.*Дрогобич і Легниця вже мають спільного партнера – Майсен\..* \d+ зі 100: \p{Script=Cyrillic}/u,
    )
    expect(links).toEqual(expect.arrayContaining(['Дрогобич', 'Легниця', 'Die']))
    expect(href('Ізюм')).toBe(paths.community('uk', 'ua-izium'))
    expect(text).toContain('сума оцінок була б майже така сама')
    expect(text).toContain('Кожна громада-учасниця матиме принаймні одне знайомство.')
    const list = await taras.opens(rounds)
    expect(list.text).toContain('Осінній раунд')
    expect(list.text).toContain('5 пар')
    expect(list.text).toContain('Чернетку створено: Тарас')
  })

  it('is one round however often its button is pressed', async () => {
    await taras.opens(rounds)
    const typed = { name: 'Двічі', whom: 'all', id: randomUUID(), _csrf: tokenIn(taras.page().html) }
    const press = () => taras.asks(rounds, { method: 'POST', body: new URLSearchParams(typed) })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
    expect(await kept()).toEqual([{ id: typed.id, name: 'Двічі', state: 'draft' }])
    const events = await app.ctx.db
      .selectFrom('events')
      .select('did')
      .where('did', '=', 'made-round')
      .execute()
    expect(events).toHaveLength(1)
  })

  it('says that it is being computed to whoever comes meanwhile, and looks again', async () => {
    const id = await makesRound(taras)
    await app.ctx.db.updateTable('rounds').set({ computingSince: app.now() }).execute()
    const page = await taras.opens(paths.staff.round('uk', id))
    expect(page.text).toContain('Раунд обчислюється')
    expect(page.headers.get('refresh')).toBe('3')
    expect(page.has('seen')).toBe(false)
    app.travel(61_000)
    const later = await taras.opens(paths.staff.round('uk', id))
    expect(later.headers.get('refresh')).toBeNull()
    expect(later.text).toContain('Що дасть раунд')
  })

  it('is for those who look for a partner unless Taras asks for all', async () => {
    await makesRound(taras, { whom: 'seeking' })
    expect(taras.page().text).toContain('За цими умовами в раунді ніхто не бере участі.')
    await seeks('fr-die')
    await makesRound(taras, { whom: 'seeking' })
    const { text } = taras.page()
    expect(text).toContain('Раунд для 0 українських громад і 1 громади за кордоном.')
    expect(text).toContain('2 нові знайомства')
  })

  it('keeps to what Taras asks for, and says who got none and why', async () => {
    const narrow = {
      'Щонайбільше знайомств на українську громаду': '1',
      'Щонайбільше знайомств на громаду за кордоном': '1',
    }
    await makesRound(taras, narrow)
    const { text } = taras.page()
    expect(text).toContain('2 нові знайомства')
    expect(text).toContain('4 громади-учасниці матимуть знайомства')
    expect(text).toContain(
      'У 1 громади всі можливі партнери вже мають стільки знайомств, скільки дозволено Die',
    )

    await makesRound(taras, { least: '100' })
    expect(taras.page().text).toContain('За цими умовами жодного знайомства немає.')
    expect(taras.page().text).toContain('5 громад не мають жодної пари з достатньою оцінкою')

    await makesRound(taras, { cap: '0' })
    expect(taras.page().text).toContain(
      'лишилися можливі партнери тільки з країн, що вичерпали своє обмеження',
    )
  })

  it('counts what is under way and leaves out what was decided, and how far a floor is met', async () => {
    await opensIntroduction(app, taras)
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    const decided = { state: 'rejected', decidedBy: taras.accountId, decidedAt: app.now() } as const
    await app.ctx.db.updateTable('proposals').set(decided).where('id', '=', id).execute()
    await makesRound(taras, { floor: '1', mostForeign: '1' })
    const { text } = taras.page()
    expect(text).toContain('2 нові знайомства')
    expect(text).toContain('Ще 1 пара чекає на рішення або на відповіді')
    expect(text).toContain('1 пару пропущено')
    expect(text).toContain('Жодного партнера не мають 2 громади-учасниці')
  })

  it('may be for one oblast: its communities on the Ukrainian side, nobody else to answer for', async () => {
    await makesRound(taras, { region: 'UA.15' })
    const { text, links } = taras.page()
    expect(text).toContain('Чернетка. Львівська область')
    expect(text).toContain('2 нові знайомства')
    expect(links).not.toContain('Ізюм')
    // Meissen is Drohobych's partner already: no community abroad is named among those left without.
    expect(text).not.toContain('Нікого запропонувати')
  })

  it('names wrong options one by one and keeps everything that was typed', async () => {
    await taras.opens(rounds)
    const typed = {
      name: '',
      whom: 'all',
      mostUa: '0',
      mostForeign: 'three',
      floor: '-1',
      cap: '7',
      least: '101',
      remindAfterDays: '0',
      closeAfterDays: '999',
    }
    const page = await taras.sends(typed)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Назва раунду: введіть від 2 до 120 знаків',
      'Щонайбільше знайомств на українську громаду: введіть ціле число від 1 до 20',
      'Щонайбільше знайомств на громаду за кордоном: введіть ціле число від 1 до 20',
      'Щонайменше знайомств для громад без жодного партнера: введіть ціле число від 0 до 20',
      'Найменша оцінка: введіть ціле число від 0 до 100',
      'Нагадування: введіть ціле число днів від 1 до 90',
      'Завершення: введіть ціле число днів від 2 до 180',
    ])
    for (const [field, value] of Object.entries(typed)) expect(page.value(field)).toBe(value)
    expect(await kept()).toEqual([])
    const early = { name: 'Раунд', mostUa: '2', mostForeign: '3', floor: '1', least: '' }
    const late = await taras.sends({ ...early, remindAfterDays: '20', closeAfterDays: '20' })
    expect(late.errors).toEqual(['Завершення має бути пізніше за нагадування'])
    const mended = await taras.sends({ closeAfterDays: '21' })
    expect([mended.status, mended.heading]).toEqual([200, 'Раунд'])
  })

  it.each([
    [{ whom: 'nobody' }, 'Choose from the list whom the round is for'],
    [
      { mostUa: '1', floor: '2' },
      'The fewest introductions cannot exceed the most: lower the first or raise the second',
    ],
    [{ region: 'PL.01' }, 'Choose the oblast from the list'],
  ] as [Record<string, string>, string][])('refuses %j in English too', async (typed, message) => {
    await taras.opens(paths.staff.rounds('en'))
    const page = await taras.sends(typed)
    expect([page.status, page.errors]).toEqual([422, [message]])
  })

  it('is not for strangers', async () => {
    const answer = await app.visitor().asks(rounds)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/uk\/sign-in/)
  })
})

describe('a solver that gives no answer', () => {
  const sources = { profiles: profilesForScoring, evidence: evidenceForScoring }

  /** Taras at a service whose rooms are only these, with another solver at work. */
  async function tarasWith(solve: Solver) {
    const { ctx } = app
    const site = sliceApp(ctx, accountsRoutes(ctx), roundsRoutes(ctx, sources, solve))
    // As in createTestApp: the server must not close a connection as it is used again.
    const server = createServer({ keepAliveTimeout: 0 }, site).listen(0)
    const { port } = server.address() as { port: number }
    const person = visitor(`http://127.0.0.1:${port}`)
    // A second later than Taras's first link, so that it is the newest.
    app.travel(1000)
    await person.opens(paths.signIn('uk'))
    await person.sends({ email: 'taras@auc.example' })
    const letter = (await app.letters()).at(-1)!
    const link = new URL(/https?:\/\/\S+/.exec(letter.text)![0])
    await person.opens(link.pathname)
    await person.sends({})
    return { person, close: () => server.close() }
  }

  it.each([
    ['fails', () => Promise.reject(new Error('out of memory'))],
    ['claims more than it proves', () => Promise.resolve({ taken: [1, 1, 1, 1, 1], bound: 0 })],
    ['needs too long', (assignment) => solveRound(assignment, 0.001)],
  ] as [string, Solver][])('that %s is told in plain words, with the options kept', async (_how, solve) => {
    const { person, close } = await tarasWith(solve)
    await person.opens(rounds)
    const { status, text, value } = await person.sends({ whom: 'all', least: '30' })
    expect(status).toBe(503)
    expect(text).toContain('Цього разу раунд обчислити не вдалося')
    expect(value('least')).toBe('30')
    expect(await kept()).toEqual([])
    close()
  })

  it('leaves a draft’s last result where it is', async () => {
    const id = await makesRound(taras)
    const { person, close } = await tarasWith(() => Promise.reject(new Error('out of memory')))
    await person.opens(paths.staff.round('uk', id))
    const { status, text } = await person.sends({}, 'Обчислити знову')
    expect(status).toBe(503)
    expect(text).toContain('Цього разу раунд обчислити не вдалося. Попередній результат лишився')
    expect(text).toContain('5 нових знайомств')
    close()
  })
})
