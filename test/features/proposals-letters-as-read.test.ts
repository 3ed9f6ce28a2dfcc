// Taras edits both letters on one page and loses nothing of what he typed; an approval sends what its page showed.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { typesLetter, type LetterTyped } from '../support/approval-letters.js'
import type { Visitor } from '../support/page.js'
import { claire, entersContacts, oksana, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }
let olena: Visitor & { accountId: string }
let id: string
let at: string
let letters: string

const both = 'Зберегти обидва листи'
const restore = 'Вилучити змінений текст'
const record = 'Записати рішення'

const kept = () =>
  app.ctx.db.selectFrom('proposalLetters').select(['side', 'personal', 'subject']).orderBy('side').execute()
const did = async (what: string) =>
  (await app.ctx.db.selectFrom('events').select('what').where('did', '=', what).execute()).map(
    (event) => (event.what as { side?: string }).side,
  )
const sent = async (to: string) =>
  (await app.letters()).filter(({ to: reader, subject }) => reader.email === to && !/увійти/.test(subject))
const edits = async (person: Visitor, ...given: LetterTyped) =>
  (await typesLetter(person, letters, ...given))()

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
  olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
  ;({ id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica'))
  letters = paths.staff.proposalLetters('uk', id)
})

describe('both letters on one page', () => {
  beforeEach(() => entersContacts(taras, id))

  it('are saved together, whichever button is pressed', async () => {
    await taras.opens(letters)
    const page = await taras.sends(
      { 'ua-personal': 'Після зустрічі', 'foreign-personal': 'As we said' },
      both,
    )
    expect(page.text).toContain('Збережено. Листи підуть саме такими')
    expect(await kept()).toMatchObject([
      { side: 'foreign', personal: 'As we said' },
      { side: 'ua', personal: 'Після зустрічі' },
    ])
    expect((await did('edited-letter')).sort()).toEqual(['foreign', 'ua'])
  })

  it('a letter nobody typed into stays as the service writes it', async () => {
    await taras.opens(letters)
    await taras.sends({ 'foreign-personal': 'As we said' }, both)
    expect(await kept()).toMatchObject([{ side: 'foreign' }])
    expect(await did('edited-letter')).toEqual(['foreign'])
  })

  it('a mistake in one keeps what was typed in the other, and saves neither', async () => {
    await taras.opens(letters)
    const page = await taras.sends({ 'ua-personal': 'Після зустрічі', 'foreign-body': 'No link' }, both)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([expect.stringContaining('рівно одне посилання')])
    expect(page.html).toContain('href="#foreign-body"')
    expect([page.value('ua-personal'), page.value('foreign-body')]).toEqual(['Після зустрічі', 'No link'])
    expect(await kept()).toEqual([])
  })

  it('a look keeps what was typed in both, and a save after it saves both', async () => {
    await taras.opens(letters)
    const typed = { 'ua-personal': 'Після зустрічі', 'foreign-subject': 'Legnica, meet Drohobych' }
    const page = await taras.sends(typed, 'Переглянути без збереження')
    expect(page.html).toContain('<p>Після зустрічі</p>')
    expect([page.value('ua-personal'), page.value('foreign-subject')]).toEqual(Object.values(typed))
    expect(await kept()).toEqual([])
    await taras.sends({}, both)
    expect(await kept()).toMatchObject([
      { side: 'foreign', subject: 'Legnica, meet Drohobych' },
      { side: 'ua', personal: 'Після зустрічі' },
    ])
  })

  it('a letter that a colleague saved meanwhile stays hers where Taras typed into the other only', async () => {
    await taras.opens(letters)
    await edits(olena, 'ua', { personal: 'Від Олени' })
    expect((await taras.sends({ 'foreign-personal': 'As we said' }, both)).status).toBe(200)
    expect(await kept()).toMatchObject([{ personal: 'As we said' }, { personal: 'Від Олени' }])
  })

  it('a mistake in between does not make Taras write over what he never saw', async () => {
    const body = String((await taras.opens(letters)).value('foreign-body'))
    await edits(olena, 'ua', { personal: 'Від Олени' })
    const wrong = await taras.sends({ 'ua-personal': 'Від Тараса', 'foreign-body': 'No link' }, both)
    expect(wrong.status).toBe(422)
    const page = await taras.sends({ 'foreign-body': body }, both)
    expect(page.status).toBe(409)
    expect(page.text).toContain('один із цих листів зберіг хтось із колег')
    expect([page.value('ua-personal'), (await kept())[0]!.personal]).toEqual(['Від Тараса', 'Від Олени'])
    await taras.sends({}, both)
    expect(await kept()).toMatchObject([{ side: 'ua', personal: 'Від Тараса' }])
  })

  it('one goes back to its original behind a warning, and what was typed in the other stays', async () => {
    await edits(taras, 'foreign', { personal: 'As we said' })
    const page = await taras.opens(letters)
    expect(page.text).toContain('Змінений текст буде вилучено, і повернути його не вдасться.')
    const back = await taras.sends({ 'ua-personal': 'Після зустрічі' }, restore)
    expect(back.text).toContain('Зміни в іншому листі ще не збережено')
    expect([back.value('ua-personal'), back.value('foreign-personal')]).toEqual(['Після зустрічі', ''])
    expect(await kept()).toEqual([])
    await taras.sends({}, both)
    expect(await kept()).toMatchObject([{ side: 'ua', personal: 'Після зустрічі' }])
  })

  it('does not take back what a colleague saved after the page was opened', async () => {
    await edits(taras, 'foreign', { personal: 'As we said' })
    await taras.opens(letters)
    app.travel(1000)
    await edits(olena, 'foreign', { personal: 'Better so' })
    expect((await taras.sends({}, restore)).status).toBe(409)
    expect(await kept()).toMatchObject([{ personal: 'Better so' }])
  })
})

describe('an approval', () => {
  const approves = () => taras.sends({ Схвалити: true, Примітка: 'Спільний партнер' })
  const change: Record<string, [communities: string, () => Promise<unknown>]> = {
    'a letter was edited': ['Легниця', () => edits(olena, 'foreign', { personal: 'From Olena' })],
    'a signer was chosen': ['Дрогобич', () => edits(olena, 'ua', { signer: olena.accountId })],
    'a contact was replaced': [
      'Легниця',
      async () => {
        await olena.opens(paths.staff.contact('uk', id, 'foreign'))
        await olena.sends({ email: 'mayor@legnica.example' })
      },
    ],
    'what the letters say of a community changed': [
      'Легниця',
      () =>
        app.ctx.db
          .updateTable('communities')
          .set({ population: 70_000 })
          .where('id', '=', 'ua-drohobych')
          .execute(),
    ],
  }

  it.each(Object.keys(change))('sends nothing when %s meanwhile, and keeps the note', async (name) => {
    const [communities, happens] = change[name]!
    await entersContacts(taras, id)
    await taras.opens(at)
    await happens()
    const page = await approves()
    expect(page.status).toBe(409)
    expect(page.text).toContain(`змінився контакт або лист: ${communities}`)
    expect([page.value('Схвалити'), page.value('Примітка')]).toEqual([true, 'Спільний партнер'])
    expect([...(await sent(oksana.email)), ...(await sent(claire.email))]).toEqual([])
    expect((await taras.sends({}, record)).text).toContain('Схвалено: Тарас')
    expect(await sent(oksana.email)).toHaveLength(1)
  })

  it('that lacks a contact is as it was typed when Taras comes back with it', async () => {
    await taras.opens(at)
    expect((await approves()).status).toBe(422)
    await entersContacts(taras, id)
    expect(taras.page().value('Примітка')).toBe('Спільний партнер')
    expect((await taras.sends({}, record)).text).toContain('Схвалено: Тарас')
    expect(taras.page().text).toContain('Спільний партнер')
    const other = await proposalOf(app, 'ua-drohobych', 'fr-die')
    expect((await taras.opens(other.at)).value('Примітка')).toBe('')
  })
})
