// “Not now” comes back by itself: in the month a side chose both are asked once more, twice at most.
import { describe, expect, it } from '@jest/globals'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { declareIntent } from '../../src/features/our-community/index.js'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { forgetWhatIsOld } from '../../src/features/privacy/retention.actions.js'
import { paths } from '../../src/paths.js'
import { dayInKyiv, days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']

const { lettersTo, introduction, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
})

const lastLink = async (person: { email: string }) =>
  /https?:\/\/\S+/.exec((await lettersTo(person)).at(-1)?.text ?? '')?.[0] ?? ''

/** Travels, night by night, to the first night of a day. */
async function travelsTo(day: string): Promise<void> {
  while (dayInKyiv(app.now()) < day) app.travel(days(1))
}

/** Claire would like to wait until a month, Oksana says yes. */
async function rests(until?: string): Promise<string> {
  await answer(opened.links.claire, { 'Not now': true, ...(until && { until }) })
  await answer(opened.links.oksana, { Так: true })
  return (await introduction()).restUntil ?? ''
}

const monthsFromNow = (months: number) => {
  const [year = 0, month = 0] = dayInKyiv(app.now()).split('-').map(Number)
  const count = year * 12 + month - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

describe('the question', () => {
  it('offers the next twelve months, six months ahead unless one chooses', async () => {
    const page = await app.visitor().opens(at(opened.links.claire))
    expect(page.value('If not now: when to ask again')).toBe(monthsFromNow(6))
    expect(await rests()).toBe(`${monthsFromNow(6)}-01`)
  })

  it('takes no month that it did not offer', async () => {
    const page = await answer(opened.links.claire, { 'Not now': true, until: '2019-01' })
    expect([page.status, ...page.errors]).toEqual([422, 'Choose a month from the list'])
  })

  it('waits for the later one when both say not now', async () => {
    await answer(opened.links.claire, { 'Not now': true, until: monthsFromNow(2) })
    await answer(opened.links.oksana, { 'Не зараз': true, until: monthsFromNow(9) })
    expect((await introduction()).restUntil).toBe(`${monthsFromNow(9)}-01`)
  })

  it('may be answered differently until the other side has answered, and not afterwards', async () => {
    await answer(opened.links.claire, { 'Not now': true, until: monthsFromNow(2) })
    const claires = app.visitor()
    await claires.opens(`${at(opened.links.claire)}?change=yes`)
    expect(claires.page().value('until')).toBe(monthsFromNow(2))
    const late = app.visitor()
    await late.opens(`${at(opened.links.claire)}?change=yes`)
    await claires.sends({ 'Not now': true, until: monthsFromNow(4) })
    await answer(opened.links.oksana, { Так: true })
    expect((await introduction()).restUntil).toBe(`${monthsFromNow(4)}-01`)
    await late.sends({ Yes: true })
    expect((await introduction()).state).toBe('resting')
    const page = await app.visitor().opens(`${at(opened.links.claire)}?change=yes`)
    expect(page.has('answer')).toBe(false)
    expect(page.text).toContain('We will ask both communities again on')
  })

  it('tells the other side when we come back', async () => {
    await rests(monthsFromNow(3))
    const letter = (await lettersTo(oksana)).at(-1)
    expect(letter?.subject).toBe('Знайомство відкладено: Дрогобич і Легниця')
    expect(letter?.text).toContain('Ми самі повернемося до цього знайомства')
    const desk = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(desk.text).toContain('служба запитає обидві громади ще раз')
  })
})

describe('a not now that the other side leaves without an answer', () => {
  /** Claire would like to wait, and nobody hears from Oksana. */
  async function restsInSilence(link: string, until?: string): Promise<void> {
    await answer(link, { 'Not now': true, ...(until && { until }) })
    app.travel(days(31))
    await tendIntroductions(app.ctx)
  }

  it('rests until the month that was chosen, and then both are asked again', async () => {
    const month = monthsFromNow(4)
    await restsInSilence(opened.links.claire, month)
    expect(await introduction()).toMatchObject({ state: 'resting', restUntil: `${month}-01` })
    for (const link of [opened.links.claire, opened.links.oksana])
      expect((await app.visitor().opens(at(link))).status).toBe(200)
    expect((await app.visitor().opens(at(opened.links.claire))).text).toContain(
      'We will ask both communities again on',
    )
    const told = (await lettersTo(oksana)).at(-1)
    expect(told?.subject).toBe('Знайомство відкладено: Дрогобич і Легниця')
    expect(told?.text).not.toContain('Дякуємо за відповідь')

    await travelsTo(`${month}-01`)
    expect((await tendIntroductions(app.ctx)).woken).toBe(1)
    expect(await introduction()).toMatchObject({ state: 'awaiting', followUps: 1 })
    expect((await lettersTo(oksana)).at(-1)?.subject).toBe('Чи вже час? Дрогобич і Легниця')
  })

  it('closes once both have been asked twice more', async () => {
    await restsInSilence(opened.links.claire)
    for (const time of [1, 2]) {
      await travelsTo((await introduction()).restUntil ?? '')
      await tendIntroductions(app.ctx)
      await restsInSilence(await lastLink(claire))
      expect([time, (await introduction()).state]).toEqual([time, time === 1 ? 'resting' : 'closed'])
    }
  })

  it('is repeated to whoever gave it, with its month', async () => {
    const month = monthsFromNow(2)
    const page = await answer(opened.links.claire, { 'Not now': true, until: month })
    const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(month))
    expect(page.text).toContain(`When we will ask again: ${name}.`)
  })
})

describe('the night of that day', () => {
  it('asks both anew, and their answers begin at nothing', async () => {
    const day = await rests(monthsFromNow(3))
    await travelsTo(day)
    app.travel(-days(1))
    expect((await tendIntroductions(app.ctx)).woken).toBe(0)
    app.travel(days(1))
    expect((await tendIntroductions(app.ctx)).woken).toBe(1)
    expect((await tendIntroductions(app.ctx)).woken).toBe(0)
    expect(await introduction()).toMatchObject({ state: 'awaiting', closedAt: null, followUps: 1 })
    expect((await lettersTo(claire)).at(-1)?.subject).toBe('Is it time now? Legnica and Drohobych')
    expect((await lettersTo(oksana)).at(-1)?.subject).toBe('Чи вже час? Дрогобич і Легниця')

    await answer(await lastLink(claire), { Yes: true })
    expect((await introduction()).state).toBe('awaiting')
    await answer(await lastLink(oksana), { Так: true })
    expect((await introduction()).state).toBe('connected')
    const desk = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(desk.text).toMatch(/відповідь «не зараз».*Обидві громади запитано ще раз: служба.*Обидві сторони/)
  })

  it('reminds whoever is silent then, and closes kindly', async () => {
    await travelsTo(await rests(monthsFromNow(1)))
    await tendIntroductions(app.ctx)
    app.travel(days(10))
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 2, woken: 0 })
    app.travel(days(21))
    expect((await tendIntroductions(app.ctx)).closed).toBe(1)
    expect((await lettersTo(claire)).at(-1)?.subject).toBe('Introduction closed: Legnica and Drohobych')
  })

  it('comes twice at most; after that nobody is asked for a month', async () => {
    let day = await rests(monthsFromNow(1))
    for (const time of [1, 2]) {
      await travelsTo(day)
      expect((await tendIntroductions(app.ctx)).woken).toBe(1)
      const page = await app.visitor().opens(at(await lastLink(claire)))
      expect([time, page.has('until')]).toEqual([time, time === 1])
      await answer(await lastLink(claire), { 'Not now': true })
      await answer(await lastLink(oksana), { Так: true })
      day = (await introduction()).restUntil ?? ''
    }
    expect(await introduction()).toMatchObject({ state: 'resting', restUntil: null })
    expect((await lettersTo(oksana)).at(-1)?.text).not.toContain('Ми самі повернемося')
    app.travel(days(400))
    expect((await tendIntroductions(app.ctx)).woken).toBe(0)
  })

  it('writes to whom the community has as its contact by then', async () => {
    const day = await rests(monthsFromNow(2))
    const marek = { name: 'Marek Kowal', email: 'marek@legnica.example', language: 'pl' }
    await app.ctx.db.updateTable('contacts').set(marek).where('communityId', '=', 'pl-legnica').execute()
    await travelsTo(day)
    await tendIntroductions(app.ctx)
    expect((await lettersTo(marek)).at(-1)?.subject).toBe('Czy to już dobry moment? Legnica i Drohobych')
    expect(await lettersTo(claire)).toHaveLength(1)
  })

  it('closes it kindly when a side has left meanwhile', async () => {
    await rests(monthsFromNow(2))
    await app.letters()
    await app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, 'pl-legnica'))
    expect(await introduction()).toMatchObject({ state: 'closed', restUntil: null })
    expect((await lettersTo(oksana)).at(-1)?.subject).toBe('Знайомство завершено: Дрогобич і Легниця')
  })

  it('waits the second time as many days as the first', async () => {
    const day = await rests(monthsFromNow(2))
    await app.ctx.db.updateTable('introductions').set({ closeAfterDays: 90 }).execute()
    await travelsTo(day)
    await tendIntroductions(app.ctx)
    expect(dayInKyiv((await introduction()).answersUntil)).toBe(dayInKyiv(later(app.now(), days(90))))
  })

  it('asks nobody again who looks for nobody at present, and tells both kindly', async () => {
    const day = await rests(monthsFromNow(2))
    await app.ctx.db.transaction().execute(async (trx) => {
      const resting = { state: 'paused', until: null } as const
      await declareIntent(trx, app.ctx, 'pl-legnica', resting, 'system')
    })
    await travelsTo(day)
    expect((await tendIntroductions(app.ctx)).woken).toBe(0)
    expect(await introduction()).toMatchObject({ state: 'closed', closedAs: 'stop' })
    expect((await lettersTo(claire)).at(-1)?.subject).toBe('Introduction stopped: Legnica and Drohobych')
    const page = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(page.text).toContain('Знайомство припинено: ')
  })

  it('finds its people although the night forgets those of old introductions', async () => {
    const day = await rests(monthsFromNow(12))
    await travelsTo(day)
    await forgetWhatIsOld(app.ctx)
    expect((await tendIntroductions(app.ctx)).woken).toBe(1)
  })
})

describe('staff', () => {
  it('may ask both again at once, and two of them ask once', async () => {
    await rests(monthsFromNow(5))
    const page = paths.staff.introduction('uk', opened.introduction)
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    const by = 'Запитати обидві громади зараз'
    const pages = await Promise.all([taras.sends({}, by), iryna.sends({}, by)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await introduction()).state).toBe('awaiting')
    expect(await lettersTo(claire)).toHaveLength(2)
  })

  it('may stop what rests, and it does not come back', async () => {
    const day = await rests(monthsFromNow(2))
    await taras.opens(paths.staff.introduction('uk', opened.introduction))
    await taras.sends({ stopNote: 'Знайшли іншого партнера' }, 'Припинити знайомство')
    await travelsTo(day)
    expect((await tendIntroductions(app.ctx)).woken).toBe(0)
    expect((await introduction()).state).toBe('closed')
  })
})
