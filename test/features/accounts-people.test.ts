// Administrators invite people, give them other roles, let them go and let them in again.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { changeRoom, disable } from '../../src/features/accounts/people.actions.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aCommunity, aStaffMember } from '../support/builders.js'

let app: TestApp

const people = '/uk/staff/people'
const send = 'Надіслати запрошення'
const olena = { 'Імʼя та прізвище': 'Олена Шевчук', email: 'Olena@Rada.example' }

beforeAll(async () => {
  app = await createTestApp()
  const { db } = app.ctx
  await aCommunity(db, { id: 'ua-drohobych', nameUk: 'Дрогобич' })
  await aCommunity(db, { id: 'fr-die', nameNative: 'Die' })
  for (const id of ['ua-mykolaiv', 'ua-mykolaiv-lviv']) await aCommunity(db, { id, nameUk: 'Миколаїв' })
  const lviv = { code: 'UA.15', country: 'UA', nameEn: 'Lviv Oblast', nameUk: 'Львівська область' }
  await db.insertInto('regions').values(lviv).execute()
})
afterAll(() => app.close())
beforeEach(async () => {
  app.startOver()
  for (const table of ['letters', 'sessions', 'accounts'] as const)
    await app.ctx.db.deleteFrom(table).execute()
})

const accountOf = (email: string) =>
  app.ctx.db
    .selectFrom('accounts')
    .select(['id', 'name', 'role', 'communityId', 'regionCode', 'language', 'disabledAt'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow()

describe('inviting', () => {
  it('lets an official in for her community, with a letter in her language that holds no key', async () => {
    const iryna = await app.admin()
    await iryna.opens(people)
    const page = await iryna.sends(
      { ...olena, 'Представник громади': true, Громада: 'дрогобич', English: true },
      send,
    )
    expect(page.text).toContain('Запрошення надіслано.')
    expect(await accountOf('olena@rada.example')).toMatchObject({
      name: 'Олена Шевчук',
      role: 'member',
      communityId: 'ua-drohobych',
      language: 'en',
    })
    const letter = (await app.letters()).findLast(({ to }) => to.email === 'olena@rada.example')
    expect(letter?.subject).toBe('Your invitation to Pobratym')
    expect(letter?.text).toContain('Drohobych')
    expect(letter?.text.match(/https?:\S+/g)).toEqual([`${app.url}/en/sign-in`])
  })

  it('makes a partner of an official abroad, by the address of the community’s page', async () => {
    const iryna = await app.admin()
    await iryna.opens(people)
    const typed = { ...olena, 'Представник громади': true, Громада: `${app.url}/uk/communities/fr-die` }
    await iryna.sends(typed, send)
    expect(await accountOf('olena@rada.example')).toMatchObject({ role: 'partner', communityId: 'fr-die' })
  })

  it('gives a coordinator an oblast', async () => {
    const iryna = await app.admin()
    await iryna.opens(people)
    await iryna.sends({ ...olena, 'Координатор області': true, Область: 'UA.15' }, send)
    expect(await accountOf('olena@rada.example')).toMatchObject({
      role: 'coordinator',
      regionCode: 'UA.15',
      communityId: null,
    })
  })

  it.each([
    [{}, 'Виберіть, ким буде ця людина'],
    [{ 'Координатор області': true }, 'Виберіть область координатора'],
    [{ 'Представник громади': true, Громада: 'Атлантида' }, 'Такої громади в реєстрі немає'],
    [{ 'Представник громади': true, Громада: 'Миколаїв' }, 'Громад із такою назвою кілька'],
  ])('asks again when %j is not enough, and keeps what was typed', async (choice, error) => {
    const iryna = await app.admin()
    await iryna.opens(people)
    const page = await iryna.sends({ ...olena, ...choice }, send)
    expect(page.status).toBe(422)
    expect(page.errors.join()).toContain(error)
    expect(page.value('Імʼя та прізвище')).toBe('Олена Шевчук')
  })

  it('leaves an account that is there already as it is', async () => {
    const iryna = await app.admin()
    await aStaffMember(app.ctx.db, { email: 'olena@rada.example', name: 'Олена' })
    await iryna.opens(people)
    const page = await iryna.sends({ ...olena, Адміністратор: true }, send)
    expect(page.heading).toBe('Олена')
    expect(await accountOf('olena@rada.example')).toMatchObject({ role: 'staff' })
    expect((await app.letters()).filter(({ to }) => to.email === 'olena@rada.example')).toEqual([])
  })
})

describe('changing', () => {
  it('gives Taras another role; he is out, and comes into other rooms', async () => {
    const iryna = await app.admin()
    const taras = await app.staff()
    await iryna.opens(`${people}/${taras.accountId}`)
    const page = await iryna.sends({ 'Координатор області': true, Область: 'UA.15' }, 'Зберегти роль')
    expect(page.text).toContain('Роль збережено.')
    expect(page.text).toContain('Роль змінено на «Координатор області»: Ірина')
    expect((await taras.asks('/uk/staff/proposals')).status).toBe(303)
  })

  it('closes the access at once, and opens it again', async () => {
    const iryna = await app.admin()
    const taras = await app.staff()
    await iryna.opens(`${people}/${taras.accountId}`)
    expect((await iryna.sends({}, 'Закрити доступ')).text).toContain('усі сеанси завершено')
    expect((await taras.asks('/uk/account')).status).toBe(303)
    await iryna.sends({}, 'Відкрити доступ')
    expect(await accountOf(taras.email)).toMatchObject({ disabledAt: null })
    expect((await taras.asks('/uk/account')).status).toBe(303)
  })

  it('sends an invitation again', async () => {
    const iryna = await app.admin()
    const oksana = await app.member('ua-drohobych')
    await iryna.opens(`${people}/${oksana.accountId}`)
    await iryna.sends({}, 'Надіслати запрошення ще раз')
    const letter = (await app.letters()).at(-1)
    expect(letter).toMatchObject({ to: { email: oksana.email }, subject: 'Запрошення до «Побратима»' })
    expect(letter?.text).toContain('Громада: Дрогобич')
  })

  it('is not for one’s own account', async () => {
    const iryna = await app.admin()
    const page = await iryna.opens(`${people}/${iryna.accountId}`)
    expect(page.text).toContain('Змінити власну роль або закрити собі доступ не можна')
    const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    for (const change of [{ change: 'disable' }, { change: 'role', role: 'staff' }]) {
      const body = new URLSearchParams({ _csrf: token, ...change })
      const answer = await iryna.asks(`${people}/${iryna.accountId}`, { method: 'POST', body })
      expect(answer.status).toBe(422)
    }
    expect(await accountOf(iryna.email)).toMatchObject({ role: 'admin', disabledAt: null })
  })

  it('leaves one administrator when two take the role from each other at the same moment', async () => {
    const [iryna, petro] = [
      { id: await aStaffMember(app.ctx.db, { email: 'i@auc.example', role: 'admin' }), name: 'Ірина' },
      { id: await aStaffMember(app.ctx.db, { email: 'p@auc.example', role: 'admin' }), name: 'Петро' },
    ]
    const staff = { role: 'staff', communityId: null, regionCode: null } as const
    const outcomes = await Promise.all([
      changeRoom(app.ctx, petro.id, staff, iryna),
      disable(app.ctx, iryna.id, petro),
    ])
    expect([...outcomes].sort()).toEqual(['changed', 'not-admin'])
  })
})

describe('the list', () => {
  it('shows who is who, by role, those without access last', async () => {
    const iryna = await app.admin()
    await app.member('ua-drohobych')
    await aStaffMember(app.ctx.db, { name: 'Адам', email: 'a@auc.example', disabledAt: app.now() })
    const page = await iryna.opens(people)
    expect(page.text).toContain('3 людини')
    expect(page.links.filter((name) => ['Ірина', 'Оксана', 'Адам'].includes(name))).toEqual([
      'Ірина',
      'Оксана',
      'Адам',
    ])
    expect(page.text).toContain('Представник громади Дрогобич')
    const members = await iryna.opens(`${people}?shown=member`)
    expect(members.text).toContain('1 людина')
    expect(members.links).not.toContain('Адам')
    expect((await iryna.opens(`${people}/no-such-person`)).status).toBe(404)
  })

  it('is for administrators', async () => {
    for (const person of [await app.staff(), await app.coordinator('UA.15'), await app.member('fr-die')])
      expect((await person.opens(people)).status).toBe(403)
  })
})
