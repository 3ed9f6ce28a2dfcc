// Taras adjusts a draft: what he locks stays, what he strikes stays out of this round, and the rest is
// computed anew around it.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import type { Visitor } from '../support/page.js'
import { opensIntroduction, onSmallRegistry } from '../support/pair.js'
import { buttons, makesRound, pairsOf, rounds, tokenIn } from '../support/rounds.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const one = { mostUa: '1', mostForeign: '1' }
const legnica = 'Дрогобич – Легниця'
const chosenAlone = ['ua-drohobych pl-legnica', 'ua-izium de-meissen']

describe('a draft', () => {
  it('goes without a struck pair once it is computed again, and says what changed', async () => {
    const id = await makesRound(taras, one)
    expect(await pairsOf(app, id)).toEqual(chosenAlone)
    const struck = await taras.sends({}, buttons.strike(legnica))
    expect(struck.at).toBe(`${paths.staff.round('uk', id)}?open=UA.15#pair-ua-drohobych--pl-legnica`)
    expect(struck.html).toContain('<li id="pair-ua-drohobych--pl-legnica" tabindex="-1" data-struck>')
    expect(struck.text).toContain('Ви закріпили, викреслили або звільнили пари: раунд цього ще не врахував.')
    const noted = await taras.sends(
      { [`Чому викреслено (необовʼязково) (${legnica})`]: 'Вибори в Легниці' },
      buttons.note(legnica),
    )
    expect(noted.value(`Чому викреслено (необовʼязково) (${legnica})`)).toBe('Вибори в Легниці')

    const { text } = await taras.sends({}, buttons.again)
    expect(await pairsOf(app, id)).toEqual(['ua-drohobych fr-die', 'ua-izium de-meissen'])
    expect(text).toContain('Порівняно з попереднім обчисленням: 1 нова пара, 1 пара випала.')
    expect(text).toContain(
      'Закріплені й викреслені, яких немає в наборі Дрогобич – Легниця Викреслено: Тарас',
    )
    expect(text).not.toContain('раунд цього ще не врахував')

    // In the next round the pair is possible again.
    const next = await makesRound(taras, one)
    expect(await pairsOf(app, next)).toEqual(chosenAlone)
  })

  it('takes a struck pair back', async () => {
    const id = await makesRound(taras, one)
    await taras.sends({}, buttons.strike(legnica))
    await taras.sends({}, buttons.again)
    await taras.sends({}, buttons.allow(legnica))
    const { text } = await taras.sends({}, buttons.again)
    expect(await pairsOf(app, id)).toEqual(chosenAlone)
    expect(text).not.toContain('Закріплені й викреслені, яких немає в наборі')
  })

  it('keeps a locked pair whatever the options become, and shows only locked ones when asked', async () => {
    const id = await makesRound(taras)
    await taras.sends({}, buttons.lock('Ізюм – Die'))
    const again = await taras.sends({ least: '100' }, buttons.again)
    expect(await pairsOf(app, id)).toEqual(['ua-izium fr-die'])
    expect(again.text).toContain('закріплено')
    await taras.sends({ least: '0' }, buttons.again)
    const locked = await taras.sends({ only: 'lock' }, 'Показати')
    expect(locked.text).toContain('Die')
    expect(locked.html).not.toContain('pair-ua-izium--pl-legnica')
    await taras.sends({}, buttons.unlock('Ізюм – Die'))
    expect(await app.ctx.db.selectFrom('roundMarks').selectAll().execute()).toEqual([])
  })

  it('says that nothing has changed when nothing has', async () => {
    await makesRound(taras)
    const { text } = await taras.sends({}, buttons.again)
    expect(text).toContain('Порівняно з попереднім обчисленням нічого не змінилося.')
  })

  it('refuses a lock that breaks a cap, at the pair, and marks nothing', async () => {
    await makesRound(taras)
    await taras.sends({}, buttons.lock(legnica))
    await taras.sends(one, buttons.again)
    await taras.opens(paths.staff.round('uk', await newestRound()))
    // Drohobych has its one place taken by the lock.
    await taras.clicks('Додати пару за назвами')
    const page = await taras.sends({ 'Українська громада': 'Дрогобич', 'Громада за кордоном': 'Die' })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Українська громада вже має стільки знайомств, скільки дозволяє раунд: звільніть одне з них або підвищте обмеження',
    ])
    expect(page.value('Українська громада')).toBe('Дрогобич')
    expect(page.value('Громада за кордоном')).toBe('Die')
    const foreign = await taras.sends({
      'Українська громада': 'Ізюм',
      'Громада за кордоном': 'Легниця, Польща',
    })
    expect(foreign.html).toContain('href="#foreign"')
    expect(foreign.errors[0]).toContain('Громада за кордоном уже має стільки знайомств')
    const marks = await app.ctx.db.selectFrom('roundMarks').select('uaId').execute()
    expect(marks).toEqual([{ uaId: 'ua-drohobych' }])
  })

  it('says at the pair itself that a button’s lock breaks the cap of its country', async () => {
    await opensIntroduction(app, taras)
    const id = await makesRound(taras, { cap: '1' })
    const page = await taras.asks(paths.staff.roundMarks('uk', id), {
      method: 'POST',
      body: new URLSearchParams({
        _csrf: tokenIn(taras.page().html),
        lock: 'ua-izium pl-legnica',
      }),
    })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('Ця країна вже вичерпала обмеження раунду')
  })

  it('takes a pair by two names, and says what a name means to nobody', async () => {
    const id = await makesRound(taras, { ...one, least: '100' })
    await taras.clicks('Додати пару за назвами')
    expect(taras.page().html).toContain('<option value="Дрогобич, Львівська область, Україна"></option>')
    const empty = await taras.sends({})
    expect(empty.errors).toEqual(['Українська громада: введіть назву', 'Громада за кордоном: введіть назву'])
    const unknown = await taras.sends({ 'Українська громада': 'Легниця', 'Громада за кордоном': 'Атлантида' })
    expect(unknown.errors).toEqual([
      'Українська громада: такої немає серед можливих, виберіть зі списку',
      'Громада за кордоном: такої немає серед можливих, виберіть зі списку',
    ])
    const partners = await taras.sends({
      'Українська громада': 'ua-drohobych',
      'Громада за кордоном': 'Майсен',
    })
    expect(partners.errors).toEqual(['Ці громади вже партнери'])
    const back = await taras.sends({ 'Громада за кордоном': 'Die' })
    expect(back.at).toBe(`${paths.staff.round('uk', id)}?open=UA.15#pair-ua-drohobych--fr-die`)
    expect(back.html).toContain('<li id="pair-ua-drohobych--fr-die" tabindex="-1">')
    await taras.sends({}, buttons.again)
    expect(await pairsOf(app, id)).toEqual(['ua-drohobych fr-die'])
  })

  it('names wrong options where they are typed, and keeps the draft', async () => {
    const id = await makesRound(taras)
    const page = await taras.sends({ mostUa: '99' }, buttons.again)
    expect([page.status, page.value('mostUa')]).toEqual([422, '99'])
    expect(page.html).toContain('<details open>')
    expect(await pairsOf(app, id)).toHaveLength(5)
  })

  it('is discarded for good, and a second person is told so', async () => {
    const id = await makesRound(taras)
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await iryna.opens(paths.staff.round('uk', id))
    expect(taras.page().html).toMatch(
      /<details>\s*<summary>Чернетка не потрібна\?<\/summary>[^]*Зникнуть усі обчислені пари[^]*value="discard"/u,
    )
    await taras.sends({ note: 'Помилка' }, buttons.discard)
    expect(taras.page().at).toBe(rounds)
    expect(taras.page().text).not.toContain('5 пар')
    const late = await iryna.sends({}, buttons.accept)
    expect(late.status).toBe(409)
    const again = await iryna.opens(paths.staff.round('uk', id))
    expect(again.text).toContain('Чернетку відкинуто: Тарас')
    const mark = await iryna.asks(paths.staff.roundMarks('uk', id))
    expect(mark.status).toBe(303)
    expect(await app.ctx.db.selectFrom('roundPairs').selectAll().execute()).toEqual([])
  })
})

const newestRound = async () => {
  const { id } = await app.ctx.db
    .selectFrom('rounds')
    .select('id')
    .orderBy('madeAt', 'desc')
    .executeTakeFirstOrThrow()
  return id
}
