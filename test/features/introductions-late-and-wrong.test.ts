// Answers that come wrongly, late or never.
import { describe, expect, it } from '@jest/globals'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'

let app: TestApp
let opened: Introduced['opened']

const { lettersTo, subjectsTo, introduction, answers, answer } = onIntroduction((scene) => {
  ;({ app, opened } = scene)
})

const lastTo = async (person: { email: string }) => (await lettersTo(person)).at(-1)!

describe('bad input', () => {
  it('asks again when nothing was chosen, and loses no word', async () => {
    const page = await answer(opened.links.claire, { 'A few words from you': 'Maybe' })
    expect([page.status, ...page.errors]).toEqual([422, 'Choose an answer: yes, not now or no'])
    expect(page.value('A few words from you')).toBe('Maybe')
    const long = await answer(opened.links.claire, { Yes: true, 'A few words from you': 'x'.repeat(1001) })
    expect([long.status, ...long.errors]).toEqual([422, 'Shorten your words to 1,000 characters'])
    expect(long.value('Yes')).toBe(true)
    expect(await answers()).toEqual({ ua: null, foreign: null })
  })

  it('takes no answer from a page that was not opened with this link', async () => {
    const other = app.visitor()
    await other.opens(at(opened.links.oksana))
    const forms = ['', 'nonsense', other.page().value('form') as string]
    for (const form of forms) {
      const body = new URLSearchParams({ answer: 'yes', form })
      const answer = await app.visitor().asks(at(opened.links.claire), { method: 'POST', body })
      expect([form, answer.status]).toEqual([form, 422])
    }
    expect(await answers()).toEqual({ ua: null, foreign: null })
  })

  it('asks to press again when the page was open for days, with everything still there', async () => {
    const person = app.visitor()
    await person.opens(at(opened.links.claire))
    app.travel(days(3))
    const page = await person.sends({ Yes: true, 'A few words from you': 'After the council met' })
    expect([page.status, ...page.errors]).toEqual([
      422,
      'The page was open for too long. Press “Send the answer” again',
    ])
    expect(page.value('A few words from you')).toBe('After the council met')
    expect((await person.sends({})).heading).toBe('Thank you, your answer is recorded')
  })
})

describe('silence', () => {
  it('brings one reminder after ten days, only to who has not answered', async () => {
    await answer(opened.links.oksana, { Так: true })
    app.travel(days(9))
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 0, woken: 0 })
    app.travel(days(1))
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 1, woken: 0 })
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 0, woken: 0 })
    expect(await subjectsTo(oksana)).toHaveLength(1)
    const reminder = await lastTo(claire)
    expect(reminder.subject).toBe('Reminder: Legnica and Drohobych')
    expect(reminder.text).toContain(opened.links.claire)
  })

  it('closes after thirty days with a kind letter to both', async () => {
    app.travel(days(10))
    await tendIntroductions(app.ctx)
    app.travel(days(21))
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 1, reminded: 0, woken: 0 })
    expect((await introduction()).state).toBe('closed')
    expect((await lastTo(oksana)).subject).toBe('Знайомство завершено: Дрогобич і Легниця')
    expect((await lastTo(claire)).subject).toBe('Introduction closed: Legnica and Drohobych')

    const page = await app.visitor().opens(at(opened.links.claire))
    expect([page.status, page.heading]).toEqual([410, 'The time to answer has run out'])
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 0, woken: 0 })
  })

  it('closes nothing before the day that the letter named is over in Kyiv', async () => {
    expect((await lastTo(claire)).text).toContain('Please answer by 3 December 2026.')
    const travelsTo = (moment: string) => app.travel(new Date(moment).getTime() - app.now().getTime())
    for (const moment of ['2026-12-03T06:30:00Z', '2026-12-03T21:59:00Z']) {
      travelsTo(moment)
      expect([moment, (await tendIntroductions(app.ctx)).closed]).toEqual([moment, 0])
    }
    expect((await answer(opened.links.claire, { Yes: true })).heading).toBe(
      'Thank you, your answer is recorded',
    )
    travelsTo('2026-12-03T22:00:00Z')
    expect((await tendIntroductions(app.ctx)).closed).toBe(1)
    const page = await app.visitor().opens(at(opened.links.claire))
    expect([page.status, page.heading]).toEqual([200, 'The time to answer has run out'])
  })
})
