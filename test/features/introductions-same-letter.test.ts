// A letter that was edited before it was approved is the same letter when it is sent once more.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { typesLetter } from '../support/approval-letters.js'
import { grepDatabase } from '../support/grep-database.js'
import { entersContacts, onSmallRegistry, proposalOf } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
let olena: SignedIn
let page: string

onSmallRegistry((opened) => {
  app = opened
})

const personal = 'I met your mayor in Rava.'
const resend = 'Надіслати лист: Легниця'

beforeEach(async () => {
  taras = await app.staff()
  olena = await app.staff({ name: 'Олена Шевчук', email: 'olena@auc.example' })
  const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
  await entersContacts(taras, id)
  const typed = { subject: 'Legnica, meet Drohobych', personal, signer: olena.accountId }
  await (
    await typesLetter(taras, paths.staff.proposalLetters('uk', id), 'foreign', typed)
  )()
  await taras.opens(at)
  await taras.sends({ Схвалити: true })
  await app.letters()
  const { id: introduction } = await app.ctx.db
    .selectFrom('introductions')
    .select('id')
    .executeTakeFirstOrThrow()
  page = paths.staff.introduction('uk', introduction)
})

const lettersTo = async (email: string) => (await app.letters()).filter(({ to }) => to.email === email)
const sendsTo = async (email: string, typed: Record<string, string> = {}) => {
  await taras.opens(page)
  await taras.sends({ 'foreign-email': email, ...typed }, resend)
  return (await lettersTo(email)).at(-1)
}
/** Where what was written for the letter still stands, apart from the letters themselves. */
const kept = async () =>
  (await grepDatabase(app.ctx.db, [personal])).filter((place) => !place.startsWith('letters.'))

describe('an edited letter', () => {
  it('goes to another person as it was approved, with the same signature', async () => {
    expect((await taras.opens(page)).text).toContain('Перед схваленням цей лист змінили.')
    const letter = await sendsTo('marek@legnica.example', { 'foreign-name': 'Marek Kowal' })
    expect(letter?.subject).toBe('Legnica, meet Drohobych')
    for (const words of [personal, 'Marek Kowal', 'Олена Шевчук']) expect(letter?.text).toContain(words)
    expect(letter?.text).not.toMatch(/\{(link|until|name|signer)\}/)
    expect(letter?.text).not.toContain('Тарас')
  })

  it('is the usual one in another language, and its own again in its own', async () => {
    const polish = await sendsTo('marek@legnica.example', { 'foreign-language': 'pl' })
    expect(polish?.subject).toBe('Nawiązanie kontaktu: Legnica i Drohobych')
    expect(polish?.text).not.toContain(personal)
    expect(polish?.text).toContain('Олена Шевчук')
    const english = await sendsTo('anna@legnica.example', { 'foreign-language': 'en' })
    expect(english?.text).toContain(personal)
  })

  it('is signed by whoever sends it when the signer is no longer there', async () => {
    await app.ctx.db
      .updateTable('accounts')
      .set({ disabledAt: app.now() })
      .where('id', '=', olena.accountId)
      .execute()
    const letter = await sendsTo('marek@legnica.example')
    expect(letter?.text).toContain('Тарас')
    expect(letter?.text).toContain(personal)
  })

  it('says nothing of changes for a side whose letter nobody changed', async () => {
    const found = await taras.opens(page)
    expect(found.text.split('Перед схваленням цей лист змінили.')).toHaveLength(2)
  })
})

describe('what was written for it', () => {
  it('is kept while answers are awaited, and goes with the end', async () => {
    expect(await kept()).toEqual([`introduction_sides.written: ${personal}`])
    await taras.opens(page)
    await taras.sends({ stopNote: 'Місто попросило зачекати' }, 'Припинити знайомство')
    expect(await kept()).toEqual([])
  })

  it('goes when a community leaves, the other one, too', async () => {
    await app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, 'ua-drohobych'))
    expect(await kept()).toEqual([])
  })

  it('goes with whoever wrote it, and is among their own data until then', async () => {
    const own = await (await taras.asks(paths.account.data('uk'))).text()
    expect(own).toContain(personal)
    await taras.opens(paths.account.forget('en'))
    await taras.sends({}, 'Yes, delete my data')
    expect(await kept()).toEqual([])
  })

  it('goes with the person whom a community has replaced', async () => {
    const claire = await app.member('pl-legnica', { name: 'Claire Nowak', email: 'claire@legnica.example' })
    const marek = { name: 'Marek Kowal', email: 'marek@legnica.example' }
    await app.ctx.db.updateTable('contacts').set(marek).where('communityId', '=', 'pl-legnica').execute()
    await claire.opens(paths.account.forget('en'))
    await claire.sends({}, 'Yes, delete my data')
    expect(await kept()).toEqual([])
    expect((await taras.opens(page)).text).toContain(marek.email)
  })
})
