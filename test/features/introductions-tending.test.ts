// Staff care for an introduction: they stop it, give it more time, and send its letter once more or to
// another person.
import { describe, expect, it } from '@jest/globals'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { paths } from '../../src/paths.js'
import { dayInKyiv, days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']
let page: string

const { lettersTo, introduction, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
  page = paths.staff.introduction('uk', opened.introduction)
})

const diary = (did: string) => app.ctx.db.selectFrom('events').selectAll().where('did', '=', did).execute()
const linkIn = (text: string | undefined) => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? ''

describe('stopping', () => {
  const stop = 'Припинити знайомство'

  it('closes with a kind letter to both, and keeps the reason for colleagues', async () => {
    await taras.opens(page)
    const after = await taras.sends({ stopNote: 'Місто попросило зачекати' }, stop)
    expect(after.text).toContain('Знайомство припинено.')
    expect(after.text).toMatch(/Знайомство припинено: Тарас.*Місто попросило зачекати/)
    expect(await introduction()).toMatchObject({ state: 'closed', closedAt: app.now() })
    for (const person of [oksana, claire]) {
      const [, letter] = await lettersTo(person)
      expect(letter?.text).not.toContain('Місто попросило зачекати')
    }
    expect((await lettersTo(claire))[1]?.subject).toBe('Introduction stopped: Legnica and Drohobych')
    expect((await app.visitor().opens(at(opened.links.claire))).heading).toBe('This introduction is closed')
    expect(after.has('stopNote')).toBe(false)
  })

  it('writes only to whoever answered, when staff choose so', async () => {
    await answer(opened.links.oksana, { Так: true })
    await taras.opens(page)
    await taras.sends({ 'Лише тим, хто відповів': true, stopNote: 'Дублікат' }, stop)
    expect(await lettersTo(oksana)).toHaveLength(2)
    expect(await lettersTo(claire)).toHaveLength(1)
  })

  it('needs a reason, and loses nothing that was typed', async () => {
    await taras.opens(page)
    const again = await taras.sends({ 'Лише тим, хто відповів': true, stopNote: '  ' }, stop)
    expect([again.status, ...again.errors]).toEqual([422, 'Напишіть причину: її прочитають колеги'])
    expect(again.value('Лише тим, хто відповів')).toBe(true)
    expect((await introduction()).state).toBe('awaiting')
  })

  it('happens once when two people press at the same moment, and one learns who was first', async () => {
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    const pages = await Promise.all([
      taras.sends({ stopNote: 'Перша причина' }, stop),
      iryna.sends({ stopNote: 'Друга причина' }, stop),
    ])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    const told = pages.find(({ status }) => status === 409)
    expect(told?.text).toMatch(/Знайомство вже припинено: (Тарас|Ірина)\./)
    expect(await diary('stopped')).toHaveLength(1)
    expect(await lettersTo(claire)).toHaveLength(2)
  })

  it('is the same once when one person presses twice', async () => {
    await taras.opens(page)
    const body = { stopTell: 'both', stopNote: 'Причина', step: 'stop', _csrf: csrfOf() }
    const send = () =>
      taras.asks(page, { method: 'POST', body: new URLSearchParams(body as Record<string, string>) })
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([303, 303])
    expect(await diary('stopped')).toHaveLength(1)
  })

  const csrfOf = () => /name="_csrf" value="([^"]+)"/.exec(taras.page().html)?.[1] ?? ''
})

describe('more time', () => {
  const extend = 'Дати більше часу'

  it('moves the day, tells both, and reminds anew', async () => {
    app.travel(days(10))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(2)
    await app.letters()
    const until = dayInKyiv(later((await introduction()).answersUntil, days(20)))
    await taras.opens(page)
    const after = await taras.sends({ extendUntil: until, extendNote: 'Літні канікули ради' }, extend)
    expect(after.text).toContain('Строк для відповіді продовжено.')
    expect(after.text).toContain('Літні канікули ради')
    expect(dayInKyiv((await introduction()).answersUntil)).toBe(until)
    const letter = (await lettersTo(claire)).at(-1)
    expect(letter?.subject).toBe('More time to answer: Legnica and Drohobych')
    expect((await app.visitor().opens(at(linkIn(letter?.text)))).status).toBe(200)

    app.travel(days(9))
    expect(await tendIntroductions(app.ctx)).toEqual({ closed: 0, reminded: 0, woken: 0 })
    app.travel(days(1))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(2)
    app.travel(days(15))
    expect((await tendIntroductions(app.ctx)).closed).toBe(0)
    app.travel(days(16))
    expect((await tendIntroductions(app.ctx)).closed).toBe(1)
  })

  it('tells nobody unless ticked', async () => {
    await taras.opens(page)
    await taras.sends({ 'Повідомити обидві громади листом': false }, extend)
    expect(await lettersTo(claire)).toHaveLength(1)
  })

  it('is a later day, and not half a year', async () => {
    for (const day of [dayInKyiv(app.now()), dayInKyiv(later(app.now(), days(150))), 'завтра']) {
      await taras.opens(page)
      const again = await taras.sends({ extendUntil: day }, extend)
      expect([day, again.status, again.errors.length]).toEqual([day, 422, 1])
      expect(again.value('extendUntil')).toBe(day)
    }
  })

  it('is given once when two colleagues give it at once', async () => {
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    await iryna.sends({ extendUntil: dayInKyiv(later(app.now(), days(60))) }, extend)
    const second = await taras.sends({ extendUntil: dayInKyiv(later(app.now(), days(50))) }, extend)
    expect(second.status).toBe(409)
    expect(second.text).toContain('Строк уже продовжено: Ірина.')
    expect(dayInKyiv((await introduction()).answersUntil)).toBe(dayInKyiv(later(app.now(), days(60))))
  })
})

describe('the letter once more', () => {
  const resend = (name: string) => `Надіслати лист: ${name}`
  const marek = { email: 'marek@legnica.example' }

  it('goes to the same person with the same link', async () => {
    await taras.opens(page)
    await taras.sends({}, resend('Легниця'))
    const [first, second] = await lettersTo(claire)
    expect(second?.subject).toBe(first?.subject)
    expect(linkIn(second?.text)).toBe(opened.links.claire)
    expect(await lettersTo(oksana)).toHaveLength(1)
  })

  it('goes to another person in another language, and the old link says so kindly', async () => {
    await taras.opens(page)
    const typed = { 'foreign-name': 'Marek Kowal', 'foreign-email': marek.email, 'foreign-language': 'pl' }
    await taras.sends(typed, resend('Легниця'))
    const [letter] = await lettersTo(marek)
    expect(letter?.subject).toContain('Nawiązanie kontaktu')
    const old = await app.visitor().opens(at(opened.links.claire))
    expect([old.status, old.heading]).toEqual([410, 'The letter to Legnica has gone to another person'])
    expect(old.has('answer')).toBe(false)
    const fresh = await answer(linkIn(letter?.text), { Tak: true })
    expect(fresh.status).toBe(200)
    await answer(opened.links.oksana, { Так: true })
    expect((await introduction()).state).toBe('connected')
    expect((await lettersTo(oksana)).at(-1)?.text).toContain(marek.email)
    expect(await lettersTo(claire)).toHaveLength(1)
  })

  it('takes no answer from a form that was opened by the old link', async () => {
    const late = app.visitor()
    await late.opens(at(opened.links.claire))
    await taras.opens(page)
    await taras.sends({ 'foreign-email': marek.email }, resend('Легниця'))
    expect((await late.sends({ Yes: true })).status).toBe(410)
    const sides = await app.ctx.db.selectFrom('introductionSides').select('answer').execute()
    expect(sides.map(({ answer }) => answer)).toEqual([null, null])
  })

  it('makes the new person the contact of the community, if ticked', async () => {
    const contact = () =>
      app.ctx.db
        .selectFrom('contacts')
        .select('email')
        .where('communityId', '=', 'pl-legnica')
        .executeTakeFirst()
    await taras.opens(page)
    await taras.sends({ 'foreign-email': 'somebody@legnica.example' }, resend('Легниця'))
    expect(await contact()).toEqual({ email: claire.email })
    await taras.opens(page)
    await taras.sends({ 'foreign-email': marek.email, 'foreign-keep-yes': true }, resend('Легниця'))
    expect(await contact()).toEqual(marek)
  })

  it('keeps a wrong address in its field', async () => {
    await taras.opens(page)
    const again = await taras.sends({ 'foreign-email': 'marek' }, resend('Легниця'))
    expect([again.status, again.errors.length, again.value('foreign-email')]).toEqual([422, 1, 'marek'])
  })

  it('is sent once when two colleagues send it at once', async () => {
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    app.travel(1000)
    const pages = await Promise.all([taras.sends({}, resend('Легниця')), iryna.sends({}, resend('Легниця'))])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await lettersTo(claire)).toHaveLength(2)
  })

  it('does not leave any more when its address was wrong from the beginning', async () => {
    await app.ctx.db
      .updateTable('letters')
      .set({ state: 'failed', sentAt: null })
      .where('toEmail', '=', claire.email)
      .execute()
    const found = await taras.opens(`${paths.staff.introductions('uk')}?turn=staff`)
    expect(found.text).toContain('1 знайомство')
    await taras.opens(page)
    await taras.sends({ 'foreign-email': marek.email }, resend('Легниця'))
    expect((await taras.opens(`${paths.staff.introductions('uk')}?turn=staff`)).text).toContain('0 знайомств')
  })
})
