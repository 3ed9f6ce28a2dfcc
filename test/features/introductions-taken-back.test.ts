// Letters that ask and have not arrived: when nobody needs an answer by them any more they stay at home, and a
// side that heard nothing of a beginning hears nothing of an end.
import { describe, expect, it } from '@jest/globals'
import type { Updateable } from 'kysely'
import { answerIntroduction } from '../../src/features/introductions/introductions.actions.js'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { paths } from '../../src/paths.js'
import { dayInKyiv, days, later, minutes } from '../../src/platform/kit/clock.js'
import type { LettersTable } from '../../src/platform/db/schema.js'
import { queueAgain } from '../../src/platform/mail/outbox.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']
let page: string

const { subjectsTo, introduction, answers, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
  page = paths.staff.introduction('uk', opened.introduction)
})

const marek = { email: 'marek@legnica.example' }
const resend = 'Надіслати лист: Легниця'
const stops = async () => {
  await taras.opens(page)
  return taras.sends({ stopNote: 'Місто попросило зачекати' }, 'Припинити знайомство')
}

/** Another thing became of the letters to somebody than the post of the tests made of them. */
const become = ({ email }: { email: string }, change: Updateable<LettersTable>) =>
  app.ctx.db.updateTable('letters').set(change).where('toEmail', '=', email).execute()
const putOff = () =>
  ({ state: 'queued', sentAt: null, attempts: 2, nextAttemptAt: later(app.now(), minutes(30)) }) as const
const refused = { state: 'failed', sentAt: null, lastAnswer: '550 5.1.1 user unknown' } as const

const lettersTo = ({ email }: { email: string }) =>
  app.ctx.db
    .selectFrom('letters')
    .select(['id', 'letter', 'state', 'settledAt'])
    .where('toEmail', '=', email)
    .where('letter', '!=', 'sign-in')
    .orderBy('queuedAt')
    .orderBy('letter')
    .execute()
const statesOf = async (person: { email: string }) =>
  (await lettersTo(person)).map(({ letter, state }) => `${letter} ${state}`)

describe('an end', () => {
  it('takes back what is put off, and says no goodbye to who was never reached', async () => {
    await become(oksana, putOff())
    await stops()
    app.travel(minutes(60))
    await app.letters()
    expect(await statesOf(oksana)).toEqual(['introduction lapsed'])
    expect(await statesOf(claire)).toEqual(['introduction sent', 'introduction-stopped sent'])
  })

  it('spares a letter that is just being sent, which then comes now or not at all', async () => {
    await become(oksana, { ...putOff(), leasedUntil: later(app.now(), minutes(2)) })
    await stops()
    expect(await statesOf(oksana)).toEqual(['introduction queued', 'introduction-stopped queued'])
    app.travel(minutes(31))
    await app.letters()
    expect(await statesOf(oksana)).toEqual(['introduction lapsed', 'introduction-stopped sent'])
  })

  it('settles what was refused, and nobody can send it again', async () => {
    await become(oksana, refused)
    await stops()
    const [letter, ...more] = await lettersTo(oksana)
    expect([letter?.state, letter?.settledAt, more]).toEqual(['failed', app.now(), []])
    expect(await queueAgain(app.ctx.db, app.ctx, letter!.id)).toBe(false)
    expect((await taras.opens(paths.staff.letters('uk'))).text).toContain('Жоден лист не потребує уваги.')
  })

  it('tells whoever answered, however the letter came to them', async () => {
    await answer(opened.links.oksana, { Так: true })
    await become(oksana, refused)
    await stops()
    expect(await statesOf(oksana)).toEqual(['introduction failed', 'introduction-stopped queued'])
  })

  it('tells both where letters are only read in the queue, without a mail server', async () => {
    await become(oksana, { ...putOff(), attempts: 0 })
    await stops()
    expect(await statesOf(oksana)).toEqual(['introduction lapsed', 'introduction-stopped queued'])
  })
})

describe('an answer', () => {
  it('takes back the reminder that waits for its writer only', async () => {
    app.travel(days(10))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(2)
    await answer(opened.links.claire, { Yes: true })
    await app.letters()
    expect(await statesOf(claire)).toEqual(['introduction sent', 'introduction-reminder lapsed'])
    expect(await statesOf(oksana)).toEqual(['introduction sent', 'introduction-reminder sent'])
  })

  it('does not count for a person who is asked by a newer letter', async () => {
    await taras.opens(page)
    await taras.sends({ 'foreign-email': marek.email }, resend)
    const claires = { id: opened.introduction, side: 'foreign', generation: 1 } as const
    const yes = { answer: 'yes', words: '', shareWords: false, restUntil: null } as const
    const call = { callOn: null, callAt: null, callZone: null }
    expect(await answerIntroduction(app.ctx, claires, { ...yes, call })).toBe('moved')
    expect(await answers()).toEqual({ ua: null, foreign: null })
  })
})

describe('the letter once more', () => {
  it('replaces the one that is put off: only one arrives', async () => {
    await become(claire, putOff())
    await taras.opens(page)
    await taras.sends({}, resend)
    app.travel(days(1))
    await app.letters()
    expect((await statesOf(claire)).sort()).toEqual(['introduction lapsed', 'introduction sent'])
  })

  it('settles the one that was refused, at the same address, too', async () => {
    await become(claire, refused)
    const waiting = `${paths.staff.introductions('uk')}?turn=staff`
    expect((await taras.opens(waiting)).text).toContain('1 знайомство')
    await taras.opens(page)
    await taras.sends({}, resend)
    expect((await taras.opens(waiting)).text).toContain('0 знайомств')
  })

  it('is what the letters’ page asks for when the address is wrong', async () => {
    await become(claire, refused)
    const wrong = await taras.opens(paths.staff.letters('uk'))
    expect(wrong.text).toContain('На нову адресу надішліть цей лист зі сторінки знайомства')
    expect(wrong.html).not.toContain('value="again"')
    expect(wrong.html).toContain(`href="${page}"`)
    await become(claire, { ...refused, lastAnswer: '552 5.2.2 mailbox full' })
    const full = await taras.opens(paths.staff.letters('uk'))
    expect(full.text).not.toContain('На нову адресу')
    expect(full.html).toContain('value="again"')
  })

  it('comes before a reminder where the first one did not arrive', async () => {
    await become(claire, refused)
    app.travel(days(10))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(1)
    expect(await statesOf(claire)).toEqual(['introduction failed'])
    await taras.opens(page)
    await taras.sends({ 'foreign-email': marek.email }, resend)
    await app.letters()
    app.travel(days(9))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(0)
    app.travel(days(1))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(1)
    expect(await statesOf(marek)).toEqual(['introduction sent', 'introduction-reminder queued'])
  })

  it('does not hurry the other side: each is silent since its own letter', async () => {
    app.travel(days(9))
    await taras.opens(page)
    await taras.sends({}, resend)
    app.travel(days(1))
    expect((await tendIntroductions(app.ctx)).reminded).toBe(1)
    expect(await subjectsTo(oksana)).toContain('Нагадування: Дрогобич і Легниця')
  })

  it('leaves two weeks to answer, also on the last day and the night after it', async () => {
    const { answersUntil } = await introduction()
    for (const late of [later(answersUntil, -minutes(60)), later(answersUntil, days(14) + minutes(60))]) {
      app.travel(late.getTime() - app.now().getTime())
      await taras.opens(page)
      const after = await taras.sends({ 'foreign-email': `at-${late.getTime()}@legnica.example` }, resend)
      expect(after.text).toContain('Лист стоїть у черзі')
      expect(dayInKyiv((await introduction()).answersUntil)).toBe(dayInKyiv(later(app.now(), days(14))))
      await app.letters()
      expect(await statesOf({ email: `at-${late.getTime()}@legnica.example` })).toEqual(['introduction sent'])
      expect((await tendIntroductions(app.ctx)).closed).toBe(0)
    }
    const told = await app.ctx.db.selectFrom('events').select('who').where('did', '=', 'extended').execute()
    expect(told).toEqual([{ who: taras.accountId }, { who: taras.accountId }])
  })

  it('moves no day while there is time enough', async () => {
    const { answersUntil } = await introduction()
    app.travel(days(15))
    await taras.opens(page)
    await taras.sends({}, resend)
    expect((await introduction()).answersUntil).toEqual(answersUntil)
  })
})
