// Oksana in Drohobych and Claire in Legnica answer the letters about each other.
import { describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']

const { lettersTo, subjectsTo, introduction, answers, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
})

const lastTo = async (person: { email: string }) => (await lettersTo(person)).at(-1)!
const everything = async () =>
  JSON.stringify({
    introductions: await app.ctx.db.selectFrom('introductions').selectAll().execute(),
    sides: await app.ctx.db.selectFrom('introductionSides').selectAll().orderBy('side').execute(),
    events: await app.ctx.db.selectFrom('events').selectAll().orderBy('id').execute(),
    letters: await app.ctx.db.selectFrom('letters').select('id').orderBy('id').execute(),
  })

describe('the page behind the link', () => {
  it('says who is being answered for, who is on the other side, and why', async () => {
    const page = await app.visitor().opens(at(opened.links.claire))
    expect(page.status).toBe(200)
    expect(page.heading).toBe('Would you like to meet Drohobych?')
    expect(page.text).toContain('You are answering for Legnica. The letter went to: Claire Nowak.')
    expect(page.text).toContain('Population 73,682')
    expect(page.text).toContain('Where Lviv Oblast, Ukraine')
    expect(page.text).toContain('Drohobych and Legnica already have a partner in common')
    expect(page.text).not.toContain(oksana.email)
    expect(page.text).not.toContain(oksana.name)
  })

  it('leaves no trace in referrers, search engines and caches, and sets no cookie', async () => {
    const answer = await app.visitor().asks(at(opened.links.oksana))
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('changes nothing, however often a mail gateway opens it', async () => {
    const before = await everything()
    const gateway = app.visitor()
    for (const query of ['', '?change=yes', '?answer=yes', '?answer=no&form=x'])
      for (const method of ['GET', 'HEAD']) await gateway.asks(at(opened.links.oksana) + query, { method })
    expect(await everything()).toBe(before)
  })

  it('is not found under a link nobody was sent', async () => {
    const person = app.visitor()
    const token = at(opened.links.oksana).split('/').pop()!
    expect((await person.opens(paths.introduction('uk', 'nonsense'))).status).toBe(404)
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    expect((await person.opens(paths.introduction('uk', changed))).status).toBe(404)
    const later = new Date(app.now().getTime() + days(5))
    const forSignIn = app.ctx.links.sign('sign-in', `${opened.introduction}:ua`, later)
    expect((await person.opens(paths.introduction('uk', forSignIn))).status).toBe(404)
    const forForm = app.ctx.links.sign('answer-form', `${opened.introduction}:ua`, later)
    expect((await person.opens(paths.introduction('uk', forForm))).status).toBe(404)
  })

  it('is gone, with a way on, when the link is too old', async () => {
    // Thirty days to answer, and as many as staff may add, and sixty for a late reader.
    app.travel(days(209))
    expect((await app.visitor().opens(at(opened.links.oksana))).status).toBe(200)
    app.travel(days(3))
    const page = await app.visitor().opens(at(opened.links.oksana))
    expect(page.status).toBe(410)
    expect(page.links.length).toBeGreaterThan(0)
  })
})

describe('both say yes', () => {
  it('gives each side the contact of the other, and says so to Taras', async () => {
    const thanks = await answer(opened.links.oksana, { Так: true })
    expect(thanks.heading).toBe('Дякуємо, вашу відповідь записано')
    expect((await introduction()).state).toBe('awaiting')
    expect(await subjectsTo(claire)).toEqual(['Introduction: Legnica and Drohobych'])

    const page = await answer(opened.links.claire, {
      Yes: true,
      'A few words from you': 'We look forward to it!',
      'Drohobych may read these words': true,
    })
    expect(page.heading).toBe('Both sides said yes')
    expect(await introduction()).toMatchObject({ state: 'connected', closedAt: app.now() })
    expect(await subjectsTo(oksana)).toEqual([
      'Знайомство: Дрогобич і Легниця',
      'Згода обох сторін: Дрогобич і Легниця',
    ])
    expect((await lastTo(oksana)).text).toContain(claire.email)
    expect((await lastTo(oksana)).text).toContain('«We look forward to it!»')
    expect((await lastTo(claire)).text).toContain(oksana.email)
    expect((await lastTo(claire)).text).toContain(oksana.name)

    const desk = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(desk.text).toContain('Обидві сторони погодилися, контакти передано.')
    expect(desk.text).toMatch(
      /Дрогобич: відповідь «так».*Легниця: відповідь «так».*Обидві сторони погодилися/,
    )
    expect(desk.text).toContain('Згода обох сторін')
  })

  it('is settled: a later no changes nothing', async () => {
    await answer(opened.links.oksana, { Так: true })
    const late = app.visitor()
    await late.opens(`${at(opened.links.oksana)}?change=yes`)
    await answer(opened.links.claire, { Yes: true })
    const page = await late.sends({ Ні: true })
    expect(page.heading).toBe('Обидві сторони сказали «так»')
    expect(await answers()).toEqual({ ua: 'yes', foreign: 'yes' })
    expect(await subjectsTo(claire)).toHaveLength(2)
  })

  it('connects once when both answer at the same moment, and each presses twice', async () => {
    const people = await Promise.all(
      [opened.links.oksana, opened.links.oksana, opened.links.claire, opened.links.claire].map(
        async (link) => {
          const person = app.visitor()
          await person.opens(at(link))
          return person
        },
      ),
    )
    await Promise.all(people.map((person, i) => person.sends({ [i < 2 ? 'Так' : 'Yes']: true })))
    expect((await introduction()).state).toBe('connected')
    expect(await subjectsTo(oksana)).toHaveLength(2)
    expect(await subjectsTo(claire)).toHaveLength(2)
    const answered = await app.ctx.db
      .selectFrom('events')
      .select('who')
      .where('did', '=', 'answered')
      .execute()
    expect(answered.map(({ who }) => who).sort()).toEqual(['side:foreign', 'side:ua'])
  })
})

describe('one says no', () => {
  it('closes kindly, and keeps the words where their writer did not allow more', async () => {
    await answer(opened.links.claire, {
      No: true,
      'A few words from you': 'Our council is against it.',
    })
    await theHourGoesBy(app)
    const page = await app.visitor().opens(at(opened.links.claire))
    expect(page.heading).toBe('Thank you for your candid answer')
    expect((await introduction()).state).toBe('closed')
    const letter = await lastTo(oksana)
    expect(letter.subject).toBe('Знайомство завершено: Дрогобич і Легниця')
    expect(letter.text).not.toContain('council')
    expect(letter.text).not.toContain(claire.email)
    expect(await subjectsTo(claire)).toHaveLength(1)

    const other = await app.visitor().opens(at(opened.links.oksana))
    expect(other.heading).toBe('Це знайомство завершено')
    expect(other.has('answer')).toBe(false)
    const desk = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(desk.text).toContain('Our council is against it.')
    expect(desk.text).toContain('Лише для Асоціації')
  })

  it('passes the words on when their writer allowed it', async () => {
    await answer(opened.links.claire, {
      No: true,
      'A few words from you': 'We have found a partner.',
      'Drohobych may read these words': true,
    })
    await theHourGoesBy(app)
    expect((await lastTo(oksana)).text).toContain('«We have found a partner.»')
  })
})

describe('not now', () => {
  it('waits for the other side, then puts the introduction off kindly', async () => {
    await answer(opened.links.oksana, { 'Не зараз': true })
    expect((await introduction()).state).toBe('awaiting')
    const page = await answer(opened.links.claire, { Yes: true })
    expect((await introduction()).state).toBe('resting')
    expect(page.heading).toBe('The introduction is put off')
    expect(await subjectsTo(claire)).toHaveLength(2)
    expect((await lastTo(claire)).text).not.toContain(oksana.email)
    expect((await lastTo(claire)).subject).toBe('Introduction put off: Legnica and Drohobych')
    expect(await subjectsTo(oksana)).toHaveLength(1)
  })
})

describe('a change of mind', () => {
  it('is possible until the other side has answered', async () => {
    await answer(opened.links.oksana, { 'Не зараз': true, 'Кілька слів від вас': 'Після виборів' })
    const person = app.visitor()
    await person.opens(at(opened.links.oksana))
    const form = await person.clicks('Змінити відповідь')
    expect(form.value('Не зараз')).toBe(true)
    expect(form.value('Кілька слів від вас')).toBe('Після виборів')
    await person.sends({ Так: true, 'Кілька слів від вас': '' })
    await answer(opened.links.claire, { Yes: true })
    expect((await introduction()).state).toBe('connected')
  })
})

describe('what staff see', () => {
  it('lists introductions by state and says whose turn it is', async () => {
    await answer(opened.links.claire, { Yes: true })
    app.travel(days(4))
    const page = await taras.opens(paths.staff.introductions('uk'))
    expect(page.text).toContain('Чекаємо на відповідь 4 дні: Дрогобич.')
    expect((await taras.opens(`${paths.staff.introductions('uk')}?state=closed`)).text).toContain(
      '0 знайомств',
    )
    const wrong = await taras.opens(`${paths.staff.introductions('uk')}?state=lost`)
    expect([wrong.status, ...wrong.errors]).toEqual([422, 'Виберіть стан зі списку'])
  })

  it('finds nothing under a made-up id', async () => {
    expect((await taras.opens(paths.staff.introduction('uk', 'x'))).status).toBe(404)
  })

  it('keeps names, addresses and words out of the diary', async () => {
    await answer(opened.links.oksana, { Так: true, 'Кілька слів від вас': 'Телефонуйте мені' })
    await answer(opened.links.claire, { Yes: true })
    const events = JSON.stringify(await app.ctx.db.selectFrom('events').selectAll().execute())
    for (const personal of [oksana.name, oksana.email, claire.name, claire.email, 'Телефонуйте'])
      expect(events).not.toContain(personal)
  })
})
