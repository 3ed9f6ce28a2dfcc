// Claire says no while Oksana has not answered: for an hour she may take it back.
import { describe, expect, it } from '@jest/globals'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { endRefusals } from '../../src/features/introductions/refusals.job.js'
import { paths } from '../../src/paths.js'
import { days, minutes } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']

const { subjectsTo, introduction, answers, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
})

const closings = () =>
  app.ctx.db.selectFrom('events').select(['who', 'note']).where('did', '=', 'closed').execute()

describe('a no that is alone', () => {
  it('is saved, tells nobody, and can be taken back for an hour', async () => {
    const person = app.visitor()
    await person.opens(at(opened.links.claire))
    const page = await person.sends({ No: true, 'A few words from you': 'Our council is against it.' })
    expect(page.heading).toBe('Thank you, your answer is recorded')
    expect(page.text).toContain('An hour after your answer the introduction closes')
    expect(await answers()).toEqual({ ua: null, foreign: 'no' })
    expect((await introduction()).state).toBe('awaiting')

    app.travel(minutes(59))
    expect(await endRefusals(app.ctx)).toBe(0)
    const form = await person.clicks('Change the answer')
    expect(form.value('No')).toBe(true)
    expect(form.value('A few words from you')).toBe('Our council is against it.')
    await person.sends({ Yes: true, 'A few words from you': '' })
    await theHourGoesBy(app)
    expect((await introduction()).state).toBe('awaiting')
    expect(await subjectsTo(oksana)).toHaveLength(1)
    await answer(opened.links.oksana, { Так: true })
    expect((await introduction()).state).toBe('connected')
  })

  it('stays when the hour is over, with one letter, however many look at once', async () => {
    await answer(opened.links.claire, { No: true })
    app.travel(days(2))
    const ended = await Promise.all([1, 2, 3].map(() => endRefusals(app.ctx)))
    expect(ended.reduce((sum, each) => sum + each)).toBe(1)
    expect(await introduction()).toMatchObject({ state: 'closed', closedAs: 'decline' })
    expect(await closings()).toEqual([{ who: 'system', note: 'decline' }])
    expect(await subjectsTo(oksana)).toEqual([
      'Знайомство: Дрогобич і Легниця',
      'Знайомство завершено: Дрогобич і Легниця',
    ])
    expect(await subjectsTo(claire)).toHaveLength(1)

    const late = await app.visitor().opens(`${at(opened.links.claire)}?change=yes`)
    expect([late.heading, late.has('answer')]).toEqual(['Thank you for your candid answer', false])
  })

  it('counts its hour from the last change', async () => {
    await answer(opened.links.claire, { No: true })
    app.travel(minutes(50))
    const claires = app.visitor()
    await claires.opens(`${at(opened.links.claire)}?change=yes`)
    await claires.sends({ No: true, 'A few words from you': 'We have found a partner.' })
    app.travel(minutes(50))
    expect(await endRefusals(app.ctx)).toBe(0)
    app.travel(minutes(10))
    expect(await endRefusals(app.ctx)).toBe(1)
  })

  it('is decided at once by the answer of the other side', async () => {
    await answer(opened.links.claire, { No: true })
    const page = await answer(opened.links.oksana, { Так: true })
    expect(page.heading).toBe('Це знайомство завершено')
    expect((await introduction()).closedAs).toBe('decline')
    expect(await subjectsTo(oksana)).toHaveLength(2)
    const form = await app.visitor().opens(`${at(opened.links.claire)}?change=yes`)
    expect(form.has('answer')).toBe(false)
  })

  it('brings nobody a letter when both have said it', async () => {
    await answer(opened.links.claire, { No: true })
    await answer(opened.links.oksana, { Ні: true })
    expect((await introduction()).state).toBe('closed')
    expect(await subjectsTo(oksana)).toHaveLength(1)
    expect(await subjectsTo(claire)).toHaveLength(1)
  })

  it('lets nobody be reminded of what is about to close', async () => {
    app.travel(days(10))
    await answer(opened.links.claire, { No: true })
    expect((await tendIntroductions(app.ctx)).reminded).toBe(0)
  })

  it('is a no, too, where the night comes first', async () => {
    await answer(opened.links.claire, { No: true })
    app.travel(days(31))
    expect((await tendIntroductions(app.ctx)).closed).toBe(1)
    expect((await introduction()).closedAs).toBe('decline')
  })

  it('is told on the desk', async () => {
    await answer(opened.links.claire, { No: true })
    const page = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(page.text).toContain('Відповідь «ні»: Легниця. Її можна змінити протягом години')
  })
})

describe('a no to somebody who has answered', () => {
  it('closes at once', async () => {
    await answer(opened.links.oksana, { Так: true })
    const page = await answer(opened.links.claire, { No: true })
    expect(page.heading).toBe('Thank you for your candid answer')
    expect((await introduction()).state).toBe('closed')
    expect(await subjectsTo(oksana)).toHaveLength(2)
  })
})
