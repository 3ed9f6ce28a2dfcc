// A round is accepted into the queue: once, by one person, with what was decided meanwhile left out. The
// night leaves it alone, and what follows from it keeps the round's own days.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { askBothAgain } from '../../src/features/introductions/tending.actions.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import { dayInKyiv, days, later } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import type { Visitor } from '../support/page.js'
import { claire, oksana, opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'
import { buttons, makesRound, rounds } from '../support/rounds.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const iryna = () => app.staff({ name: 'Ірина', email: 'iryna@auc.example' })

/** The pairs that the queue holds for a round, as `ua foreign state`. */
async function queueOf(roundId: string): Promise<string[]> {
  const rows = await app.ctx.db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId', 'state'])
    .where('roundId', '=', roundId)
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  return rows.map(({ uaId, foreignId, state }) => `${uaId} ${foreignId} ${state}`)
}

const rejects = async (uaId: string, foreignId: string, by: string) => {
  const { id } = await proposalOf(app, uaId, foreignId)
  const decided = { state: 'rejected', decidedBy: by, decidedAt: app.now() } as const
  await app.ctx.db.updateTable('proposals').set(decided).where('id', '=', id).execute()
}

const eventsDid = async (did: string) =>
  (await app.ctx.db.selectFrom('events').select('what').where('did', '=', did).execute()).map(
    ({ what }) => what,
  )

describe('accepting a round', () => {
  it('puts every pair into the queue under the round, new ones too, and sends nothing', async () => {
    await app.ctx.db.deleteFrom('proposals').where('foreignId', '=', 'fr-die').execute()
    const id = await makesRound(taras, { name: 'Осінній раунд' })
    const page = await taras.sends({ note: 'Для форуму' }, buttons.accept)
    expect([page.status, page.heading]).toEqual([200, 'Осінній раунд'])
    expect(page.text).toContain('Прийнятий раунд. Уся країна')
    expect(page.text).toContain('Раунд прийнято: Тарас')
    expect(page.text).toContain('Для форуму')
    expect(await queueOf(id)).toEqual([
      'ua-drohobych fr-die offered',
      'ua-drohobych pl-legnica offered',
      'ua-izium de-meissen offered',
      'ua-izium fr-die offered',
      'ua-izium pl-legnica offered',
    ])
    expect(await eventsDid('accepted-round')).toEqual([{ round: id }])
    const sent = (await app.letters()).filter(({ to }) => to.email !== 'taras@auc.example')
    expect(sent).toEqual([])
    const made = await proposalOf(app, 'ua-izium', 'fr-die')
    expect(made.parts).not.toEqual([])
  })

  it('happens once: of two who press at the same moment one is told who was quicker', async () => {
    const id = await makesRound(taras)
    const other = await iryna()
    await other.opens(paths.staff.round('uk', id))
    const [one, two] = await Promise.all([taras.sends({}, buttons.accept), other.sends({}, buttons.accept)])
    const late = one.status === 409 ? one : two
    expect([one.status, two.status].sort()).toEqual([200, 409])
    expect(late.text).toMatch(/Раунд уже прийнято: (Тарас|Ірина)\. Ваша дія нічого не змінила\./)
    expect(await eventsDid('accepted-round')).toHaveLength(1)
  })

  it('is held back once when a pair was decided meanwhile, then leaves that pair out and says by whom', async () => {
    const id = await makesRound(taras)
    const other = await iryna()
    await rejects('ua-izium', 'fr-die', other.accountId)
    const held = await taras.sends({ note: 'Усе гаразд' }, buttons.accept)
    expect(held.status).toBe(409)
    expect(held.text).toContain('Нічого не прийнято: перегляньте його ще раз.')
    expect(held.text).toContain('Раунд застарів')
    expect(held.text).toContain('Ізюм – Die: уже відхилено (Ірина)')
    expect(held.value('note')).toBe('Усе гаразд')
    expect(await queueOf(id)).toEqual([])

    const page = await taras.sends({}, buttons.accept)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Пари, що не потрапили до черги Ізюм – Die уже відхилено (Ірина)')
    expect(await queueOf(id)).toHaveLength(4)
  })

  it('goes by what is true now when it is computed again', async () => {
    const id = await makesRound(taras)
    await rejects('ua-izium', 'fr-die', taras.accountId)
    await taras.opens(paths.staff.round('uk', id))
    const again = await taras.sends({}, buttons.again)
    expect(again.text).not.toContain('Раунд застарів')
    await taras.sends({}, buttons.accept)
    expect(taras.page().text).not.toContain('Пари, що не потрапили до черги')
    expect(await queueOf(id)).toHaveLength(4)
  })

  it('waits until locked and struck pairs are computed', async () => {
    await makesRound(taras)
    await taras.sends({}, buttons.strike('Ізюм – Die'))
    const page = await taras.sends({}, buttons.accept)
    expect(page.status).toBe(409)
    expect(page.text).toContain('Спершу обчисліть раунд знову.')
  })

  it('is not of what a colleague computed behind one’s back', async () => {
    const id = await makesRound(taras)
    const other = await iryna()
    await other.opens(paths.staff.round('uk', id))
    app.travel(1000)
    await other.sends({ least: '90' }, buttons.again)
    const page = await taras.sends({}, buttons.accept)
    expect(page.status).toBe(409)
    expect(await queueOf(id)).toEqual([])
  })

  it('needs a pair', async () => {
    await makesRound(taras, { least: '100' })
    const page = await taras.sends({}, buttons.accept)
    expect([page.status, page.text.includes('Приймати нічого')]).toEqual([409, true])
  })

  it('needs a pair that nobody has dealt with yet', async () => {
    const id = await makesRound(taras, { name: 'Перший' })
    await makesRound(taras, { name: 'Другий' })
    await taras.sends({}, buttons.accept)
    expect((await taras.opens(paths.staff.round('uk', id))).text).toContain('Раунд застарів')
    const page = await taras.sends({}, buttons.accept)
    expect([page.status, page.text.includes('Приймати нічого')]).toEqual([409, true])
    expect(await queueOf(id)).toEqual([])
  })

  it('takes the places of its pairs, so that the next round does not propose them again', async () => {
    await makesRound(taras)
    await taras.sends({}, buttons.accept)
    await makesRound(taras)
    expect(taras.page().text).toContain('Ще 5 пар чекають на рішення або на відповіді')
    expect(taras.page().text).toContain('За цими умовами жодного знайомства немає.')
  })
})

describe('after a round was accepted', () => {
  it('the night leaves its proposals alone until they are decided', async () => {
    await makesRound(taras, { mostUa: '1', mostForeign: '1' })
    await taras.sends({}, buttons.accept)
    // Their communities look for nobody now, so no short-list names them.
    await app.ctx.db
      .insertInto('declarations')
      .values(
        ['pl-legnica', 'de-meissen', 'fr-die'].map((communityId) => ({
          communityId,
          state: 'complete' as const,
          until: null,
          declaredBy: 'a test',
          declaredAt: app.now(),
          remindedAt: null,
        })),
      )
      .execute()
    app.travel(days(1))
    await matchCommunities(app.ctx)
    const left = await app.ctx.db.selectFrom('proposals').select(['uaId', 'foreignId', 'roundId']).execute()
    expect(left.map(({ uaId, foreignId }) => `${uaId} ${foreignId}`).sort()).toEqual([
      'ua-drohobych pl-legnica',
      'ua-izium de-meissen',
    ])
    expect(left.every(({ roundId }) => roundId !== null)).toBe(true)
  })

  it('an introduction from it is reminded and closed on the round’s own days', async () => {
    await makesRound(taras, { remindAfterDays: '3', closeAfterDays: '7' })
    await taras.sends({}, buttons.accept)
    await opensIntroduction(app, taras)
    const letter = (await app.letters()).findLast(({ to }) => to.email === claire.email)!
    expect(letter.text).toContain('10 November 2026')
    const kinds = async () =>
      (
        await app.ctx.db
          .selectFrom('letters')
          .select('letter')
          .where('toEmail', '=', oksana.email)
          .orderBy('queuedAt')
          .execute()
      ).map(({ letter }) => letter)
    app.travel(days(2.9))
    await tendIntroductions(app.ctx)
    expect(await kinds()).toEqual(['introduction'])
    app.travel(days(0.2))
    await tendIntroductions(app.ctx)
    expect(await kinds()).toEqual(['introduction', 'introduction-reminder'])
    app.travel(days(5))
    await tendIntroductions(app.ctx)
    expect(await kinds()).toEqual(['introduction', 'introduction-reminder', 'introduction-closed'])
  })

  it('an introduction from no round keeps the usual ten and thirty', async () => {
    const { introduction } = await opensIntroduction(app, taras)
    const row = await app.ctx.db
      .selectFrom('introductions')
      .select(['openedAt', 'answersUntil', 'remindAfterDays'])
      .where('id', '=', introduction)
      .executeTakeFirstOrThrow()
    expect(row.remindAfterDays).toBe(10)
    expect(dayInKyiv(row.answersUntil)).toBe(dayInKyiv(later(row.openedAt, days(30))))
  })

  it('tells what came of it', async () => {
    const id = await makesRound(taras, { name: 'Осінній раунд' })
    await taras.sends({}, buttons.accept)
    const { links } = await opensIntroduction(app, taras)
    await rejects('ua-izium', 'fr-die', taras.accountId)
    for (const link of [links.oksana, links.claire]) {
      const reader = app.visitor()
      await reader.opens(link)
      await reader.sends({ 'answer-yes': true })
    }
    const outcome =
      '5 пропозицій 3 чекають на рішення 1 схвалено 1 відхилено 1 знайомство розпочато на 1 відповіли 1 раз обидві сторони погодилися'
    expect((await taras.opens(rounds)).text).toContain(outcome)
    const page = await taras.opens(paths.staff.round('uk', id))
    expect(page.text).toContain(outcome)
    expect(page.text).toMatch(
      /Ізюм – Die, \d+ зі 100: [^.]* вже відхилено|Ізюм – Die.*уже відхилено \(Тарас\)/,
    )
    expect(page.text).toContain('Нагадати через стільки днів 10')
    expect(page.href('Показати його пропозиції в черзі')).toBe(`${paths.staff.proposals('uk')}?round=${id}`)
  })

  it('tells of an answer, also while both are asked once more', async () => {
    await makesRound(taras)
    await taras.sends({}, buttons.accept)
    const { introduction, links } = await opensIntroduction(app, taras)
    for (const [link, answer] of [
      [links.oksana, 'Так'],
      [links.claire, 'Not now'],
    ] as const) {
      const reader = app.visitor()
      await reader.opens(link)
      await reader.sends({ [answer]: true })
    }
    await askBothAgain(app.ctx, introduction, { id: taras.accountId, name: 'Тарас' })
    expect((await taras.opens(rounds)).text).toContain('1 знайомство розпочато на 1 відповіли')
  })
})

describe('coordinators', () => {
  it('make rounds of their own oblast only, and see no others', async () => {
    const national = await makesRound(taras)
    const kharkiv = await makesRound(taras, { region: 'UA.07' })
    const bohdan = await app.coordinator('UA.15')
    await bohdan.opens(rounds)
    expect(bohdan.page().text).toContain('Ваші раунди – для громад цієї області: Львівська область.')
    expect(bohdan.page().has('region')).toBe(false)
    expect(bohdan.page().text).not.toContain('Чернетки')
    const own = await makesRound(bohdan, { name: 'Львівський' })
    expect(
      await app.ctx.db.selectFrom('rounds').select('regionCode').where('id', '=', own).execute(),
    ).toEqual([{ regionCode: 'UA.15' }])
    await bohdan.sends({}, buttons.accept)
    expect(await queueOf(own)).toEqual(['ua-drohobych fr-die offered', 'ua-drohobych pl-legnica offered'])
    for (const id of [national, kharkiv])
      for (const path of [paths.staff.round, paths.staff.roundMarks, paths.staff.decideRound])
        expect((await bohdan.asks(path('uk', id))).status).toBe(404)
    expect((await taras.opens(paths.staff.round('uk', own))).heading).toBe('Львівський')
  })

  it('cannot lock a pair of another oblast into their round', async () => {
    const bohdan = await app.coordinator('UA.15')
    await makesRound(bohdan)
    await bohdan.clicks('Додати пару за назвами')
    expect(bohdan.page().html).not.toContain('Ізюм')
    const page = await bohdan.sends({ 'Українська громада': 'Ізюм', 'Громада за кордоном': 'Die' })
    expect(page.errors).toEqual(['Українська громада: такої немає серед можливих, виберіть зі списку'])
  })
})
