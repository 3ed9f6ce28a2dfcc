// Oksana lets colleagues in and go, and names whom the Association writes to in her community.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let oksana: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  oksana = await app.member('ua-drohobych')
})

const people = paths.our.people('uk')
const petro = { name: 'Петро Коваль', email: 'petro@drohobych.example' }
const account = (email: string) =>
  app.ctx.db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
const diary = async () =>
  (await app.ctx.db.selectFrom('events').select(['who', 'did', 'what']).orderBy('id').execute()).filter(
    ({ did }) => !did.startsWith('signed'),
  )

async function invites(person: SignedIn, { name, email }: { name: string; email: string }) {
  await person.opens(people)
  return person.sends({ 'Імʼя та прізвище': name, email }, 'Запросити')
}

/** Ends the access of one of the list, by the address of its button. */
async function removes(person: SignedIn, id: string) {
  const { html } = await person.opens(people)
  const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return person.asks(paths.our.removePerson('uk', id), {
    method: 'POST',
    body: new URLSearchParams({ _csrf: csrf }),
  })
}

describe('who has access', () => {
  it('is a list with oneself in it; whoever is alone cannot leave', async () => {
    const page = await oksana.opens(people)
    expect(page.text).toContain('Оксана (це ви)')
    expect(page.html).not.toContain('/remove"')
    expect((await removes(oksana, oksana.accountId)).status).toBe(409)
    expect((await oksana.opens(people)).status).toBe(200)
  })

  it('a colleague is invited by letter, signs in, and may do the same', async () => {
    const page = await invites(oksana, { ...petro, email: ' Petro@Drohobych.example ' })
    expect(page.text).toContain('Запрошення надіслано.')
    expect(page.text).toContain('Петро Коваль')
    expect(await account(petro.email)).toMatchObject({ role: 'member', communityId: 'ua-drohobych' })
    const letter = (await app.letters()).findLast(({ to }) => to.email === petro.email)
    expect(letter!.text).toContain(app.url + paths.signIn('uk'))
    await invites(oksana, petro)
    expect((await app.letters()).filter(({ to }) => to.email === petro.email)).toHaveLength(1)
    const { id } = (await account(petro.email))!
    expect(await diary()).toContainEqual({ who: oksana.accountId, did: 'invited', what: { account: id } })
  })

  it('wrong answers are kept and named', async () => {
    const page = await invites(oksana, { name: 'П', email: 'petro' })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Напишіть імʼя та прізвище колеги',
      'Адресу електронної пошти введіть повністю, як-от olena@hromada.example',
    ])
    expect(page.value('email')).toBe('petro')
  })

  it('nobody else’s account is changed by an invitation', async () => {
    const claire = await app.member('pl-legnica')
    const taras = await app.staff()
    for (const { email } of [claire, taras]) {
      const before = await account(email)
      const page = await invites(oksana, { name: 'Хтось', email })
      expect(page.status).toBe(422)
      expect(page.errors[0]).toContain('Ця адреса вже належить іншому обліковому запису.')
      expect(await account(email)).toEqual(before)
    }
  })

  it('a colleague who is let go is out at once, and may be invited again', async () => {
    const colleague = await app.member('ua-drohobych', petro)
    expect((await removes(oksana, colleague.accountId)).status).toBe(303)
    expect((await colleague.asks(people)).headers.get('location')).toContain(paths.signIn('uk'))
    expect((await oksana.opens(people)).text).not.toContain('Петро')
    expect(await diary()).toContainEqual({
      who: oksana.accountId,
      did: 'let-go',
      what: { account: colleague.accountId, community: 'ua-drohobych' },
    })
    expect((await invites(oksana, petro)).text).toContain('Запрошення надіслано.')
    expect(await account(petro.email)).toMatchObject({ id: colleague.accountId, disabledAt: null })
  })

  it('whoever gives up the own access is out, too', async () => {
    await app.member('ua-drohobych', petro)
    const answer = await removes(oksana, oksana.accountId)
    expect(answer.headers.get('location')).toBe(paths.home('uk'))
    expect((await oksana.asks(people)).headers.get('location')).toContain(paths.signIn('uk'))
  })

  it('the last two cannot let each other go at the same moment', async () => {
    const colleague = await app.member('ua-drohobych', petro)
    await Promise.all([removes(oksana, colleague.accountId), removes(colleague, oksana.accountId)])
    const left = await app.ctx.db
      .selectFrom('accounts')
      .select('id')
      .where('communityId', '=', 'ua-drohobych')
      .where('disabledAt', 'is', null)
      .execute()
    expect(left).toHaveLength(1)
  })

  it('nobody of another community, of staff, or of nowhere is let go', async () => {
    const claire = await app.member('pl-legnica')
    for (const id of [claire.accountId, (await app.staff()).accountId, 'nonsense'])
      expect((await removes(oksana, id)).status).toBe(404)
    expect((await claire.asks(paths.our.people('en'))).status).toBe(200)
  })
})

describe('the contact for introductions', () => {
  const contact = paths.our.contact('uk')
  const contacts = () => app.ctx.db.selectFrom('contacts').selectAll().execute()

  it('is named by the community, shown to it again, and the look is in the diary', async () => {
    await oksana.opens(contact)
    const page = await oksana.sends({
      'Імʼя та прізвище': 'Оксана Гнатів',
      office: 'Відділ міжнародних відносин',
      email: 'Rada@Drohobych.example',
      phone: '+380 32 441 00 00',
      English: true,
    })
    expect(page.text).toContain('Контакт збережено.')
    expect(page.value('office')).toBe('Відділ міжнародних відносин')
    expect(page.value('English')).toBe(true)
    expect(await contacts()).toMatchObject([
      {
        communityId: 'ua-drohobych',
        email: 'rada@drohobych.example',
        phone: '+380 32 441 00 00',
        language: 'en',
      },
    ])
    const what = { community: 'ua-drohobych' }
    expect(await diary()).toEqual([
      { who: oksana.accountId, did: 'entered-contact', what },
      { who: oksana.accountId, did: 'saw-contact', what },
    ])
    expect((await app.visitor().opens(paths.community('uk', 'ua-drohobych'))).html).not.toContain('441 00')
    const claire = await app.member('pl-legnica')
    expect((await claire.opens(paths.our.contact('en'))).value('email')).toBe('')
  })

  it('keeps what was typed beside what is wrong', async () => {
    await oksana.opens(contact)
    const page = await oksana.sends({ email: 'rada', phone: 'дзвоніть' })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Напишіть імʼя та прізвище контактної особи',
      'Адресу електронної пошти введіть повністю, як-от zovnishni@hromada.example',
      'Номер телефону введіть цифрами з кодом країни або залиште поле порожнім',
    ])
    expect(page.value('phone')).toBe('дзвоніть')
    expect(await contacts()).toEqual([])
  })
})
