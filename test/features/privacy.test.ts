// Somebody takes their own data along, or has them deleted: everything that names them, everywhere.
import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { paths } from '../../src/paths.js'
import { minutes } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { grepDatabase, grepIndex } from '../support/grep-database.js'
import { acceptNew, anInterest, decides, interestOf, placed } from '../support/interests.js'
import { claire, oksana, opensIntroduction, onSmallRegistry } from '../support/pair.js'

let app: TestApp

onSmallRegistry((opened) => {
  app = opened
})

const db = () => app.ctx.db
const deletes = async (person: SignedIn) => {
  await person.opens(paths.account.forget('en'))
  return person.sends({}, 'Yes, delete my data')
}

const didBy = async ({ accountId }: SignedIn) =>
  (await db().selectFrom('events').select('did').where('who', '=', accountId).orderBy('id').execute()).map(
    ({ did }) => did,
  )

async function aNote(by: SignedIn, note: string): Promise<void> {
  const at = app.now()
  const entry = { communityId: 'ua-drohobych', candidateId: 'pl-legnica', note, addedBy: by.accountId }
  await db()
    .insertInto('shortlist')
    .values({ ...entry, addedAt: at, updatedAt: at })
    .execute()
}

describe('one’s own data', () => {
  it('are a file with everything that is stored of the person, and no key to anything', async () => {
    const taras = await app.staff()
    const { introduction } = await opensIntroduction(app, taras)
    app.travel(minutes(5))
    const person = await app.member('ua-drohobych', oksana)
    await aNote(person, 'Подзвонити у вівторок')
    const elsewhere = app.visitor()
    await elsewhere.opens(paths.signIn('uk'))
    await elsewhere.sends({ email: oksana.email })
    const answer = await person.asks(paths.account.data('uk'))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename=pobratym-2026-11-03\.json$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    const data = JSON.parse(text) as Record<string, unknown>
    expect(data).toMatchObject({
      account: { email: oksana.email, name: oksana.name, role: 'member', communityId: 'ua-drohobych' },
      contactOfCommunities: [{ communityId: 'ua-drohobych', name: oksana.name }],
      introductions: [{ introductionId: introduction, contactEmail: oksana.email, answer: null }],
      shortlistNotes: [{ candidateId: 'pl-legnica', note: 'Подзвонити у вівторок' }],
      interests: [],
      claims: [],
    })
    expect(data.looksAtYourContact).toEqual([expect.objectContaining({ role: 'staff' })])
    expect(data.sessions).toHaveLength(1)
    expect(
      (data.letters as { letter: string; text: string | null }[]).map(({ letter, text }) => [letter, text]),
    ).toEqual([
      ['introduction', expect.stringContaining('Легниця')],
      ['sign-in', null],
    ])
    const [session] = await db().selectFrom('sessions').select('sid').where('sess', 'is not', null).execute()
    expect(text).not.toContain(session!.sid)
    expect(text).not.toContain(taras.accountId)
    expect(text).not.toContain(claire.email)
    expect(await didBy(person)).toEqual(['exported-own-data'])
  })
})

describe('a person who wants to be forgotten', () => {
  it('is told what goes and what stays, and after one button is nowhere to be found', async () => {
    const taras = await app.staff()
    await opensIntroduction(app, taras)
    const person = await app.member('ua-drohobych', oksana)
    await aNote(person, `Сама ${oksana.name}`)
    const page = await person.opens(paths.account.forget('uk'))
    expect(page.heading).toBe('Видалити мої дані')
    expect(page.text).toMatch(/Що залишиться/)
    const done = await person.sends({}, 'Так, видалити мої дані')
    expect(done.at).toBe('/uk/forgotten')
    expect(done.heading).toBe('Ваші дані видалено')

    expect(await grepDatabase(db(), [oksana.email, oksana.name])).toEqual([])
    expect((await person.opens(paths.account.home('uk'))).heading).toMatch(/Вхід/)
    expect(await didBy(person)).toEqual(['forgot-own-data'])
  })

  it('leaves an introduction that nobody else can answer for, and the other side is told', async () => {
    await opensIntroduction(app, await app.staff())
    await deletes(await app.member('ua-drohobych', oksana))
    const { state } = await db().selectFrom('introductions').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('closed')
    const toClaire = (await app.letters()).filter(({ to }) => to.email === claire.email)
    expect(toClaire).toHaveLength(2)
    expect(toClaire[1]!.text).not.toContain(oksana.name)
  })

  it('hands over to the community’s new contact what still waits', async () => {
    const taras = await app.staff()
    const { proposal } = await opensIntroduction(app, taras)
    await taras.opens(paths.staff.contact('en', proposal, 'ua'))
    await taras.sends({ name: 'Ігор', email: 'ihor@drohobych.example' })
    await deletes(await app.member('ua-drohobych', oksana))
    const { state } = await db().selectFrom('introductions').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('awaiting')
    const side = await db()
      .selectFrom('introductionSides')
      .select(['contactName', 'contactEmail'])
      .where('side', '=', 'ua')
      .executeTakeFirstOrThrow()
    expect(side).toEqual({ contactName: 'Ігор', contactEmail: 'ihor@drohobych.example' })
    expect(await grepDatabase(db(), [oksana.email, oksana.name])).toEqual([])
  })

  it('withdraws the interests of the same address, whatever became of them', async () => {
    const taras = await app.staff()
    const accepted = await anInterest(db(), {
      town: 'Thaon',
      website: 'https://www.die.example',
      contactPhone: '+33 4 75 22 00 00',
    })
    const unconfirmed = await anInterest(db(), { town: 'Crest', state: 'unconfirmed', confirmedAt: null })
    await decides(taras, accepted, { [acceptNew]: true, ...placed })
    await app.letters()
    const { communityId } = await interestOf(db(), accepted)
    const person = await app.member(communityId!, { name: 'Claire Dubois', email: 'claire@die.example' })
    await deletes(person)
    expect((await interestOf(db(), accepted)).state).toBe('withdrawn')
    expect(await db().selectFrom('interests').select('id').where('id', '=', unconfirmed).execute()).toEqual(
      [],
    )
    const words = ['claire@die.example', 'Claire Dubois', '75 22 00 00']
    expect(await grepDatabase(db(), words)).toEqual([])
    expect(await grepIndex(app.ctx, words)).toEqual([])
  })

  it('presses twice without harm', async () => {
    const person = await app.member('ua-drohobych', oksana)
    const page = await person.opens(paths.account.forget('en'))
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const press = () =>
      person.asks(paths.account.forget('en'), { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) })
    const answers = await Promise.all([press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await didBy(person)).toEqual(['forgot-own-data'])
  })

  it('stays as long as nobody else could let people in', async () => {
    const iryna = await app.admin()
    const page = await iryna.opens(paths.account.forget('en'))
    expect(page.text).toContain('You are the only administrator')
    expect(page.html).not.toContain('Yes, delete my data')

    const bohdan = await app.admin({ name: 'Богдан', email: 'bohdan@auc.example' })
    await iryna.opens(paths.account.forget('en'))
    await deletes(bohdan)
    const refused = await iryna.sends({}, 'Yes, delete my data')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('You are the only administrator')
    expect(await grepDatabase(db(), ['bohdan@auc.example'])).toEqual([])
    expect(await didBy(iryna)).toEqual([])
  })

  it('stays in the diary of others as a deleted account', async () => {
    const taras = await app.staff()
    const { proposal } = await opensIntroduction(app, taras)
    await deletes(taras)
    const iryna = await app.admin()
    const page = await iryna.opens(paths.staff.proposal('en', proposal))
    expect(page.text).toContain('a deleted account')
    expect(await didBy(iryna)).toContain('saw-contact')
  })

  it('must be who they are: a form from elsewhere deletes nothing', async () => {
    const person = await app.member('ua-drohobych', oksana)
    const body = new URLSearchParams({ _csrf: randomUUID() })
    expect((await person.asks(paths.account.forget('en'), { method: 'POST', body })).status).toBe(403)
    expect(await grepDatabase(db(), [oksana.email])).toContain(`accounts.email: ${oksana.email}`)
  })
})
