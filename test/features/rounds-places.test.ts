// Rounds promise nobody more introductions than they may, whoever accepts them and in whichever order; and a
// draft that nobody touched for a season goes.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { job as forgetDrafts } from '../../src/features/rounds/rounds.job.js'
import { crowdedBy } from '../../src/features/rounds/rounds.model.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'
import { buttons, makesRound, pairsOf } from '../support/rounds.js'

let app: TestApp
let lviv: SignedIn
let kharkiv: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  lviv = await app.coordinator('UA.15')
  kharkiv = await app.coordinator('UA.07', { name: 'Харитина', email: 'kharytyna@kharkiv.example' })
})

/** Everything the queue holds for rounds, as `ua foreign`. */
async function promised(): Promise<string[]> {
  const rows = await app.ctx.db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId'])
    .where('roundId', 'is not', null)
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  return rows.map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)
}

/** Both draw up a round in the morning, in which each town abroad has one place. */
async function bothMakeRounds() {
  const first = await makesRound(lviv, { mostForeign: '1' })
  const second = await makesRound(kharkiv, { mostForeign: '1' })
  expect(await pairsOf(app, first)).toEqual(['ua-drohobych fr-die', 'ua-drohobych pl-legnica'])
  expect(await pairsOf(app, second)).toEqual([
    'ua-izium de-meissen',
    'ua-izium fr-die',
    'ua-izium pl-legnica',
  ])
  return second
}

describe('two rounds of two oblasts', () => {
  it('never promise one town abroad to more than the second one allows', async () => {
    const second = await bothMakeRounds()
    await lviv.sends({}, buttons.accept)
    const refused = await kharkiv.sends({ note: 'До форуму' }, buttons.accept)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Нічого не прийнято: місця тим часом зайняли інші пари')
    expect(refused.text).toContain('Раунд застарів')
    expect(refused.text).toMatch(
      /ніж дозволяють умови раунду, тепер дісталося б: (Die, Легниця|Легниця, Die)\./,
    )
    // No decision of the own oblast has changed.
    expect(refused.text).not.toContain('Після обчислення змінилися ваги або рішення щодо пар')
    expect(refused.value('note')).toBe('До форуму')
    // However often it is pressed.
    expect((await kharkiv.sends({}, buttons.accept)).status).toBe(409)
    expect(await promised()).toEqual(['ua-drohobych fr-die', 'ua-drohobych pl-legnica'])

    const again = await kharkiv.sends({}, buttons.again)
    expect(again.text).not.toContain('Раунд застарів')
    expect((await kharkiv.sends({}, buttons.accept)).status).toBe(200)
    expect(await pairsOf(app, second)).toEqual(['ua-izium de-meissen'])
  })

  it('nor when both are accepted at the same moment', async () => {
    await bothMakeRounds()
    const pages = await Promise.all([lviv.sends({}, buttons.accept), kharkiv.sends({}, buttons.accept)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    const towns = (await promised()).map((pair) => pair.split(' ')[1]!)
    expect(towns.length).toBeGreaterThan(0)
    expect(new Set(towns).size).toBe(towns.length)
  })
})

describe('two rounds of the whole country', () => {
  it('accepted at the same moment leave everybody within the cap', async () => {
    const [taras, iryna] = [await app.staff(), await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })]
    const ones = { mostUa: '1', mostForeign: '1' }
    const first = await makesRound(taras, ones)
    await makesRound(iryna, ones)
    for (const pair of await pairsOf(app, first)) {
      const [ua, foreign] = pair.split(' ')
      const name = { 'ua-drohobych': 'Дрогобич', 'ua-izium': 'Ізюм' }[ua!]!
      const town = { 'pl-legnica': 'Легниця', 'de-meissen': 'Майсен', 'fr-die': 'Die' }[foreign!]!
      await iryna.sends({}, buttons.strike(`${name} – ${town}`))
    }
    await iryna.sends({}, buttons.again)
    const pages = await Promise.all([taras.sends({}, buttons.accept), iryna.sends({}, buttons.accept)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    const ends = (await promised()).flatMap((pair) => pair.split(' '))
    expect(ends.length).toBeGreaterThan(0)
    expect(new Set(ends).size).toBe(ends.length)
  })
})

describe('places', () => {
  const pair = (uaId: string, foreignId: string, country: string) => ({ uaId, foreignId, country })
  const terms = { mostUa: 2, mostForeign: 1 }

  it('are counted for both sides and for a country, of what is in hand and what would come', () => {
    const coming = [pair('ua-a', 'pl-x', 'PL'), pair('ua-a', 'pl-y', 'PL')]
    const none = { communities: [], countries: [] }
    expect(crowdedBy(coming, [], terms)).toEqual(none)
    expect(crowdedBy(coming, [pair('ua-a', 'fr-z', 'FR')], terms).communities).toEqual(['ua-a'])
    expect(crowdedBy(coming, [pair('ua-b', 'pl-y', 'PL')], terms).communities).toEqual(['pl-y'])
    expect(crowdedBy(coming, [pair('ua-b', 'pl-z', 'PL')], { ...terms, cap: 2 }).countries).toEqual(['PL'])
  })

  it('that others exceed are no reason against a round that takes none of them', () => {
    const full = [pair('ua-b', 'pl-x', 'PL'), pair('ua-c', 'pl-x', 'PL')]
    expect(crowdedBy([pair('ua-a', 'fr-z', 'FR')], full, { ...terms, cap: 1 })).toEqual({
      communities: [],
      countries: [],
    })
  })
})

describe('a draft', () => {
  it('goes after ninety days in which nobody computed or marked it, an accepted round stays', async () => {
    const taras = await app.staff()
    const accepted = await makesRound(taras, { name: 'Прийнятий' })
    await taras.sends({}, buttons.accept)
    const old = await makesRound(taras, { name: 'Забутий' })
    const marked = await makesRound(taras, { name: 'Потрібний', least: '1' })
    app.travel(days(60))
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await iryna.opens(paths.staff.round('uk', marked))
    await iryna.sends({}, buttons.again)
    app.travel(days(31))
    expect(await forgetDrafts.run(app.ctx)).toBe('1 drafts of rounds')
    const left = await app.ctx.db.selectFrom('rounds').select('id').execute()
    expect(left.map(({ id }) => id).sort()).toEqual([accepted, marked].sort())
    const told = await app.ctx.db
      .selectFrom('events')
      .select(['who', 'what'])
      .where('did', '=', 'discarded-round')
      .execute()
    expect(told).toEqual([{ who: 'system', what: { round: old } }])
  })
})
