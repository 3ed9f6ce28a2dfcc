// Taras reads the letters before he approves a pair, edits them, and lets somebody else sign.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { forgetContact } from '../../src/features/contacts/index.js'
import { withdrawUntouched } from '../../src/features/proposals/offers.queries.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { typesLetter, type LetterTyped } from '../support/approval-letters.js'
import { grepDatabase } from '../support/grep-database.js'
import type { Visitor } from '../support/page.js'
import { claire, entersContacts, oksana, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }
let id: string
let at: string
let letters: string

const kept = () => app.ctx.db.selectFrom('proposalLetters').selectAll().orderBy('side').execute()
const sent = async (to: string) =>
  (await app.letters()).filter(({ to: reader, subject }) => reader.email === to && !/увійти/.test(subject))
const approves = async (person: Visitor) => {
  await person.opens(at)
  return person.sends({ Схвалити: true })
}

const types = (...[person, ...given]: [Visitor, ...LetterTyped]) => typesLetter(person, letters, ...given)
const edits = async (...given: Parameters<typeof types>) => (await types(...given))()

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
  ;({ id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica'))
  letters = paths.staff.proposalLetters('uk', id)
})

describe('reading', () => {
  it('shows each side its letter, in its own language, once there is somebody to write to', async () => {
    const before = await taras.opens(letters)
    expect(before.text).toContain('Мова листа залежить від контакту')
    await entersContacts(taras, id)
    const page = await taras.opens(letters)
    expect(page.value('ua-subject')).toBe('Знайомство: Дрогобич і Легниця')
    expect(page.value('foreign-subject')).toBe('Introduction: Legnica and Drohobych')
    expect(page.value('foreign-body')).toContain('[Answer for Legnica]({link})')
    expect(page.value('foreign-body')).toContain('Please answer by {until}.')
    expect(page.text).toContain(`addressed to: ${claire.name}`)
    expect(page.text).toContain('With kind regards,')
    expect(page.html).not.toMatch(/introductions\/[A-Za-z0-9_-]{20}/)
  })

  it('gives the letter in its HTML frame, with a link that nobody can use', async () => {
    await entersContacts(taras, id)
    const answer = await taras.asks(`${letters}?side=foreign&as=html`)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'")
    expect(html).toContain('Answer for Legnica')
    expect(html).toContain('/introductions/…')
  })

  it('is noted as a look at both contacts', async () => {
    await entersContacts(taras, id)
    await taras.opens(letters)
    const looks = await app.ctx.db.selectFrom('events').selectAll().where('did', '=', 'saw-contact').execute()
    expect(looks.map(({ what }) => (what as { community?: string }).community).sort()).toEqual([
      'pl-legnica',
      'ua-drohobych',
    ])
  })
})

describe('editing', () => {
  beforeEach(() => entersContacts(taras, id))

  it('sends what Taras wrote, in both parts of the letter, and nobody else’s letter changes', async () => {
    const page = await taras.opens(letters)
    const body = String(page.value('foreign-body')).replace('It takes a minute.', 'It takes two minutes.')
    const saved = await edits(taras, 'foreign', {
      subject: 'Legnica, meet Drohobych',
      body,
      personal: 'I met your mayor in Lviv.\nShe asked for exactly this.',
    })
    expect([saved.status, saved.next]).toEqual([303, `${letters}?done=saved#foreign`])
    expect((await taras.opens(at)).text).toContain('Лист змінено: Тарас')
    await approves(taras)
    const [letter] = await sent(claire.email)
    expect(letter!.subject).toBe('Legnica, meet Drohobych')
    for (const part of [letter!.text, letter!.html]) {
      expect(part).toContain('It takes two minutes.')
      expect(part).toContain('I met your mayor in Lviv.')
      expect(part).toContain(`addressed to: ${claire.name}`)
      expect(part).not.toMatch(/\{(link|until|name|signer)\}/)
    }
    expect(letter!.text).toMatch(/interests you\.\n\nI met your mayor in Lviv\.\nShe asked/)
    const link = /https?:\/\/\S+/.exec(letter!.text)![0]
    expect((await app.visitor().opens(link)).status).toBe(200)
    const [other] = await sent(oksana.email)
    expect(other!.subject).toBe('Знайомство: Дрогобич і Легниця')
    expect(await kept()).toEqual([])
  })

  it('lets Olena sign, and the one who approves when she has left meanwhile', async () => {
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await edits(taras, 'ua', { signer: olena.accountId })
    expect((await taras.opens(at)).text).toContain('Підпише Олена')
    await app.ctx.db
      .updateTable('accounts')
      .set({ disabledAt: app.now() })
      .where('id', '=', olena.accountId)
      .execute()
    await edits(taras, 'foreign', { signer: taras.accountId })
    await approves(taras)
    expect((await sent(oksana.email))[0]!.text).toContain('З повагою\nТарас\n')
    expect((await sent(claire.email))[0]!.text).toContain('With kind regards,\nТарас\n')
  })

  it.each([
    ['the link', '[Answer for Legnica]({link})', 'Answer soon', 'Залиште в листі рівно одне посилання'],
    [
      'the link’s own paragraph',
      '[Answer for Legnica]({link})',
      'Here: {link}',
      'Залиште в листі рівно одне посилання',
    ],
    [
      'a second link',
      '{until}.',
      '{until}.\n\n[Elsewhere](https://example.org)\n\n',
      'Залиште в листі рівно одне посилання',
    ],
    ['the day', '{until}', 'Friday', 'Залиште в листі день'],
    ['the signature', '{signer}', 'Me', 'Залиште в листі місце для підпису'],
    ['a place nobody knows', '{name}', '{nam}', 'У фігурних дужках можуть стояти лише'],
  ])('does not let %s go wrong, and keeps what was typed', async (_, found, typed, message) => {
    const page = await taras.opens(letters)
    const body = String(page.value('foreign-body')).replace(found, typed)
    const wrong = await edits(taras, 'foreign', { body, personal: 'Вітання' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain(message)
    expect(wrong.html).toContain('href="#foreign-body"')
    expect(wrong.html).toContain(typed.split('\n')[0]!)
    expect(wrong.html).toContain('Вітання')
    expect(await kept()).toEqual([])
  })

  it('shows a preview without saving, and goes back to the original', async () => {
    const look = await edits(taras, 'foreign', { personal: 'Only to see.' }, 'look')
    expect(look.status).toBe(200)
    expect(look.html).toContain('Це лише перегляд')
    expect(look.html).toContain('<p>Only to see.</p>')
    expect(await kept()).toEqual([])
    await edits(taras, 'foreign', { personal: 'To be taken back.' })
    expect(await kept()).toHaveLength(1)
    const back = await edits(taras, 'foreign', {}, 'restore')
    expect(back.next).toBe(`${letters}?done=restored#foreign`)
    expect(await kept()).toEqual([])
  })

  it('keeps only what differs, so that the rest follows the registry', async () => {
    await edits(taras, 'foreign', { personal: 'A word.' })
    expect(await kept()).toMatchObject([{ subject: null, body: null, personal: 'A word.' }])
  })

  it('does not write over what Olena saved meanwhile', async () => {
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    const saves = await types(taras, 'foreign', { subject: 'From Taras' })
    await edits(olena, 'foreign', { subject: 'From Olena' })
    const { status, html } = await saves()
    expect(status).toBe(409)
    expect(html).toContain('один із цих листів зберіг хтось із колег')
    expect(html).toContain('From Taras')
    expect(await kept()).toMatchObject([{ subject: 'From Olena' }])
  })

  it('says when the reasons changed since, and refuses to send a letter in another language', async () => {
    await edits(taras, 'foreign', { personal: 'A word.' })
    await app.ctx.db
      .updateTable('communities')
      .set({ population: 70_000 })
      .where('id', '=', 'ua-drohobych')
      .execute()
    expect((await taras.opens(at)).text).toContain('Після зміни листа оновилися підстави')
    await app.ctx.db
      .updateTable('contacts')
      .set({ language: 'pl' })
      .where('communityId', '=', 'pl-legnica')
      .execute()
    expect((await taras.opens(letters)).text).toContain('Контакт тепер читає іншою мовою')
    const page = await approves(taras)
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Змінений лист громаді-партнеру написано не тією мовою, якою читає її контакт',
    ])
    expect(await sent(claire.email)).toEqual([])
    await edits(taras, 'foreign', {}, 'restore')
    await approves(taras)
    expect((await sent(claire.email))[0]!.subject).toBe('Nawiązanie kontaktu: Legnica i Drohobych')
  })
})

describe('at the same moment', () => {
  it('an approval sends the letter as its page showed it, and only once, or nothing', async () => {
    await entersContacts(taras, id)
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    const saves = await types(iryna, 'foreign', { personal: 'Just in time.' })
    await taras.opens(at)
    await olena.opens(at)
    const [one, other, saved] = await Promise.all([
      taras.sends({ Схвалити: true }),
      olena.sends({ Схвалити: true }),
      saves(),
    ])
    const inTime = saved.next === `${letters}?done=saved#foreign`
    expect([one.status, other.status].sort()).toEqual(inTime ? [409, 409] : [200, 409])
    expect(await sent(claire.email)).toHaveLength(inTime ? 0 : 1)
    if (inTime) await approves(taras)
    const [letter, ...more] = await sent(claire.email)
    expect(more).toEqual([])
    expect(letter!.text.includes('Just in time.')).toBe(inTime)
    expect(await kept()).toEqual([])
    const { rationale } = await app.ctx.db
      .selectFrom('proposals')
      .select('rationale')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(rationale).toMatchObject({ decision: 'approve', open: { ua: 0, foreign: 0 } })
  })
})

describe('what somebody wrote', () => {
  const secret = 'Пані Марія знає про це'
  beforeEach(async () => {
    await entersContacts(taras, id)
    await edits(taras, 'ua', { personal: secret })
  })

  it.each([
    ['a rejection', { Відхилити: true, 'Чому відхиляємо': 'capacity' }],
    ['a postponement', { Відкласти: true, 'Чому відкладаємо': 'season' }],
  ])('is gone after %s', async (_, decision) => {
    await taras.opens(at)
    await taras.sends(decision)
    expect(await kept()).toEqual([])
    expect(await grepDatabase(app.ctx.db, [secret])).toEqual([])
  })

  it('goes with the contact it was written for', async () => {
    await app.ctx.db.transaction().execute((trx) => forgetContact(trx, 'ua-drohobych'))
    expect(await grepDatabase(app.ctx.db, [secret])).toEqual([])
  })

  it('keeps the pair on offer when the next night finds others', async () => {
    await app.ctx.db
      .updateTable('proposals')
      .set({ scoredAt: later(app.now(), -days(2)) })
      .where('id', '=', id)
      .execute()
    await app.ctx.db.transaction().execute((trx) => withdrawUntouched(trx, app.now()))
    expect(await kept()).toHaveLength(1)
  })

  it('cannot be changed after a decision', async () => {
    await approves(taras)
    const page = await taras.opens(letters)
    expect(page.text).toContain('змінювати листи пізно')
    expect(page.has('ua-body')).toBe(false)
  })

  it('is not for a coordinator of another oblast', async () => {
    const bohdan = await app.coordinator('UA.07')
    expect((await bohdan.opens(letters)).status).toBe(404)
    expect((await bohdan.opens(at)).status).toBe(404)
    expect((await bohdan.opens(paths.staff.proposalSheet('uk', id))).status).toBe(404)
    const own = await app.coordinator('UA.15', { name: 'Соломія', email: 'solomiia@branch.example' })
    expect((await own.opens(letters)).status).toBe(200)
    const page = await approves(own)
    expect(page.text).toContain('Схвалено: Соломія')
  })
})
