// One's own account: which visits are open, how to end them, and what ends them without asking.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { forgetAccount, invite, inviteWithin } from '../../src/features/accounts/index.js'
import { createTestApp, type SignedIn, type TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  await aCommunity(app.ctx.db, { id: 'ua-drohobych' })
  await aCommunity(app.ctx.db, { id: 'ua-stryi' })
})
afterAll(() => app.close())
beforeEach(async () => {
  app.startOver()
  for (const table of ['letters', 'sessions', 'accounts'] as const)
    await app.ctx.db.deleteFrom(table).execute()
})

/** Another browser of somebody who has an account, signed in by a letter of its own. */
async function another({ email }: SignedIn) {
  const person = app.visitor()
  await person.opens('/en/sign-in')
  await person.sends({ email })
  const letter = (await app.letters()).findLast(({ to }) => to.email === email)
  await person.opens(/https?:\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  await person.sends({})
  return person
}

const isIn = async (person: Pick<SignedIn, 'asks'>) => (await person.asks('/uk/account')).status === 200
const did = async (who: string) => {
  const rows = await app.ctx.db
    .selectFrom('events')
    .select('did')
    .where('who', '=', who)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.did)
}

describe('the account page', () => {
  it('shows Oksana her visits: this one first, with the browser and no address', async () => {
    const oksana = await app.member('ua-drohobych')
    await another(oksana)
    const page = await oksana.opens('/uk/account')
    expect(page.heading).toBe('Мій обліковий запис')
    expect(page.text).toContain('Оксана · Представник громади')
    expect(page.text.match(/Невідомий браузер/g)?.length).toBeGreaterThanOrEqual(2)
    expect(page.text.match(/Це ви зараз/g)).toHaveLength(1)
    const stored = JSON.stringify(await app.ctx.db.selectFrom('sessions').select('sess').execute())
    expect(stored).not.toMatch(/127\.0\.0\.1|::1|Mozilla|node/)
  })

  it('ends one visit; the other goes on', async () => {
    const oksana = await app.member('ua-drohobych')
    const phone = await another(oksana)
    await oksana.opens('/uk/account')
    const page = await oksana.sends({}, 'Завершити (Невідомий браузер)')
    expect(page.text).toContain('Сеанс завершено.')
    expect([await isIn(phone), await isIn(oksana)]).toEqual([false, true])
    expect(await did(oksana.accountId)).toContain('ended-session')
  })

  it('ends this visit like signing out', async () => {
    const oksana = await app.member('ua-drohobych')
    await oksana.opens('/uk/account')
    const page = await oksana.sends({}, 'Вийти тут')
    expect(page.at).toBe('/uk')
    expect(await isIn(oksana)).toBe(false)
  })

  it('does not end the visit of somebody else, whatever its name', async () => {
    const oksana = await app.member('ua-drohobych')
    const taras = await app.staff()
    const [end] = /\/uk\/account\/sessions\/[\w-]+\/end/.exec((await taras.opens('/uk/account')).html) ?? []
    const token = /name="_csrf" value="([^"]+)"/.exec((await oksana.opens('/uk/account')).html)?.[1] ?? ''
    const press = (address: string) =>
      oksana.asks(address, { method: 'POST', body: new URLSearchParams({ _csrf: token }) })
    expect((await press(end ?? '')).status).toBe(303)
    expect(await isIn(taras)).toBe(true)
    expect((await press('/uk/account/sessions/guess/end')).status).toBe(404)
  })

  it('signs out everywhere, and spoils the letters on their way', async () => {
    const oksana = await app.member('ua-drohobych')
    const phone = await another(oksana)
    const waiting = app.visitor()
    await waiting.opens('/en/sign-in')
    await waiting.sends({ email: oksana.email })
    const letter = (await app.letters()).findLast(({ to }) => to.email === oksana.email)
    await oksana.opens('/uk/account')
    await oksana.sends({}, 'Вийти всюди')
    expect([await isIn(phone), await isIn(oksana)]).toEqual([false, false])
    expect((await waiting.opens(/https?:\S+/.exec(letter?.text ?? '')?.[0] ?? '')).status).toBe(410)
    expect(await did(oksana.accountId)).toContain('signed-out-everywhere')
  })

  it('keeps the language of letters, and asks for one of ours', async () => {
    const taras = await app.staff()
    await taras.opens('/uk/account')
    const page = await taras.sends({ English: true }, 'Зберегти мову')
    expect(page.text).toContain('Мову листів збережено.')
    expect(await app.ctx.db.selectFrom('accounts').select('language').execute()).toEqual([{ language: 'en' }])
    const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: token, language: 'xx' })
    expect((await taras.asks('/uk/account', { method: 'POST', body })).status).toBe(422)
  })

  it('is for those who are signed in', async () => {
    expect((await app.visitor().opens('/uk/account')).at).toBe('/uk/sign-in?next=%2Fuk%2Faccount')
  })
})

describe('sessions end', () => {
  it('when somebody gets another role or community, and not when only the name changes', async () => {
    const oksana = await app.member('ua-drohobych')
    const member = { email: oksana.email, name: 'Оксана Петренко', role: 'member' as const }
    await invite(app.ctx, { ...member, communityId: 'ua-drohobych' })
    expect(await isIn(oksana)).toBe(true)
    await invite(app.ctx, { ...member, communityId: 'ua-stryi' })
    expect(await isIn(oksana)).toBe(false)
    expect(
      await app.ctx.db.selectFrom('sessions').select('sid').where('sess', 'is not', null).execute(),
    ).toHaveLength(0)
  })

  it('when the account is forgotten; its id stays for the diary, and nothing of the person', async () => {
    const oksana = await app.member('ua-drohobych')
    await app.ctx.db.transaction().execute((trx) => forgetAccount(trx, app.ctx, oksana.accountId))
    expect(await isIn(oksana)).toBe(false)
    const [account] = await app.ctx.db.selectFrom('accounts').selectAll().execute()
    expect(account).toMatchObject({ id: oksana.accountId, name: '', email: null, communityId: null })
    expect(account?.forgottenAt).toEqual(app.now())
    expect(await app.ctx.db.selectFrom('signInLinks').selectAll().execute()).toEqual([])
  })
})

describe('two who invite the same person at once', () => {
  it('make one account', async () => {
    const somebody = { email: 'olena@auc.example', name: 'Олена', role: 'staff' as const }
    const both = await Promise.all(
      ['one', 'two'].map((by) =>
        app.ctx.db.transaction().execute((trx) => inviteWithin(trx, app.ctx, somebody, by)),
      ),
    )
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'invited'])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
  })
})
