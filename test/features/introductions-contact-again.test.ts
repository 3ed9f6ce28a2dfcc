// Both have said yes, and the letter with the other side's contact did not arrive, or its reader has left.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { countLettersInTrouble } from '../../src/features/letters/index.js'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { paths } from '../../src/paths.js'
import { minutes } from '../../src/platform/kit/clock.js'
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

beforeEach(async () => {
  await answer(opened.links.oksana, { Так: true })
  await answer(opened.links.claire, { Yes: true })
  await app.letters()
})

const resend = 'Надіслати лист: Легниця'
const marek = { email: 'marek@legnica.example' }
const comesBack = ({ email }: { email: string }) =>
  app.ctx.db
    .updateTable('letters')
    .set({ state: 'bounced', returnedAt: app.now(), lastAnswer: '550 5.1.1 user unknown' })
    .where('toEmail', '=', email)
    .where('letter', '=', 'introduction-connected')
    .execute()

describe('the contact of the other side', () => {
  it('goes to another person, and the other side hears of the new one', async () => {
    await comesBack(claire)
    const letters = await taras.opens(paths.staff.letters('uk'))
    expect(letters.text).toContain('На нову адресу надішліть цей лист зі сторінки знайомства')
    expect(letters.html).not.toContain('value="again"')
    await taras.opens(page)
    const typed = { 'foreign-name': 'Marek Kowal', 'foreign-email': marek.email, 'foreign-language': 'pl' }
    expect((await taras.sends(typed, resend)).text).toContain('Лист стоїть у черзі')
    expect((await introduction()).state).toBe('connected')

    const [toMarek, ...more] = await lettersTo(marek)
    expect(more).toEqual([])
    expect(toMarek?.subject).toContain('Zgoda obu stron')
    expect(toMarek?.text).toContain(oksana.email)
    expect(toMarek?.text).not.toContain('kontakt się zmienił')
    const toOksana = (await lettersTo(oksana)).at(-1)
    expect(toOksana?.text).toContain(marek.email)
    expect(toOksana?.text).toContain('контакт змінився')
    expect(toOksana?.replyTo).toContain(marek.email)
    expect(await countLettersInTrouble(app.ctx.db)).toBe(0)
    expect((await app.visitor().opens(at(opened.links.claire))).status).toBe(410)
  })

  it('goes to the same person again, and the other side hears nothing', async () => {
    await comesBack(claire)
    const before = await lettersTo(oksana)
    await taras.opens(page)
    await taras.sends({}, resend)
    expect((await lettersTo(claire)).map(({ subject }) => subject).slice(-2)).toEqual([
      'Both sides said yes: Legnica and Drohobych',
      'Both sides said yes: Legnica and Drohobych',
    ])
    expect(await lettersTo(oksana)).toHaveLength(before.length)
    expect(await countLettersInTrouble(app.ctx.db)).toBe(0)
  })

  it('is sent once when two colleagues send it at once', async () => {
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    await Promise.all([taras.opens(page), iryna.opens(page)])
    app.travel(minutes(1))
    const pages = await Promise.all([taras.sends({}, resend), iryna.sends({}, resend)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('goes nowhere when a side has left', async () => {
    await app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, 'ua-drohobych'))
    expect((await taras.opens(page)).has('foreign-email')).toBe(false)
  })
})
