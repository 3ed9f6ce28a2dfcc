// An official asks to speak for a community: the form, the letter, the confirmation, and what is forgotten.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { job } from '../../src/features/claims/claims.job.js'
import { forgetClaimsOf } from '../../src/features/claims/index.js'
import { loggedPath } from '../../src/platform/http/log.js'
import { days, minutes } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'
import type { Page } from '../support/page.js'

let app: TestApp

const address = '/uk/communities/ua-drohobych/claim'
const oksana = {
  'Імʼя та прізвище': 'Оксана Петренко',
  Посада: 'Начальниця відділу міжнародних звʼязків',
  email: 'Oksana@Drohobych-Rada.gov.ua',
}

beforeAll(async () => {
  app = await createTestApp()
  await aCommunity(app.ctx.db, { id: 'ua-drohobych', nameUk: 'Дрогобич' })
  await aCommunity(app.ctx.db, { id: 'fr-die', nameNative: 'Die' })
  await aCommunity(app.ctx.db, { id: 'ru-tver' })
})
afterAll(() => app.close())
beforeEach(async () => {
  app.startOver()
  for (const table of ['claims', 'letters', 'sessions', 'accounts'] as const)
    await app.ctx.db.deleteFrom(table).execute()
})

const claims = () => app.ctx.db.selectFrom('claims').selectAll().execute()

async function asks(typed: Record<string, string> = oksana, at = address): Promise<Page> {
  const person = app.visitor()
  await person.opens(at)
  return person.sends(typed)
}

async function linkOf(email = 'oksana@drohobych-rada.gov.ua'): Promise<string> {
  const letter = (await app.letters()).findLast(({ to }) => to.email === email)
  return /https?:\S+/.exec(letter?.text ?? '')?.[0] ?? ''
}

describe('asking', () => {
  it('keeps the claim, writes to the address, and gives nobody anything', async () => {
    const page = await asks({ ...oksana, phone: '+380 32 123 45 67', words: 'Телефонуйте до приймальні' })
    expect([page.at, page.heading]).toEqual(['/uk/claims/check-email', 'Підтвердьте заявку'])
    expect(await claims()).toMatchObject([
      {
        communityId: 'ua-drohobych',
        state: 'unconfirmed',
        email: 'oksana@drohobych-rada.gov.ua',
        locale: 'uk',
        words: 'Телефонуйте до приймальні',
      },
    ])
    const [letter, ...more] = await app.letters()
    expect(more).toEqual([])
    expect(letter?.subject).toBe('Підтвердьте заявку: Дрогобич')
    // The address may be somebody else's: nothing the sender typed is in the letter.
    expect(letter?.text).not.toMatch(/Оксана|Начальниця|приймальні/)
    expect(await app.ctx.db.selectFrom('accounts').selectAll().execute()).toEqual([])
  })

  it('needs no cookie and gives none', async () => {
    const person = app.visitor()
    const form = await person.opens(address)
    expect(form.headers.getSetCookie()).toEqual([])
    expect((await person.sends(oksana)).headers.getSetCookie()).toEqual([])
  })

  it('keeps what was typed and names the fields', async () => {
    const page = await asks({ ...oksana, email: 'oksana', phone: 'немає', Посада: '' })
    expect(page.status).toBe(422)
    expect(page.errors).toHaveLength(3)
    expect(page.value('Імʼя та прізвище')).toBe('Оксана Петренко')
    expect(page.value('phone')).toBe('немає')
    expect(await claims()).toEqual([])
  })

  it('is one claim and one letter, however often the button is pressed', async () => {
    const person = app.visitor()
    const form = await person.opens(address)
    const token = /name="form" value="([^"]+)"/.exec(form.html)?.[1] ?? ''
    const body = { form: token, name: 'Оксана', office: 'Відділ', email: 'o@rada.example' }
    const press = () => person.asks(address, { method: 'POST', body: new URLSearchParams(body) })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await claims()).toHaveLength(1)
    expect(await app.letters()).toHaveLength(1)
  })

  it('refuses a form that was opened for another community, or two days ago', async () => {
    const person = app.visitor()
    const token = async (at: string) =>
      /name="form" value="([^"]+)"/.exec((await person.opens(at)).html)?.[1] ?? ''
    const send = async (form: string) => {
      const body = { form, name: 'Оксана', office: 'Відділ', email: 'o@rada.example' }
      return (await person.asks(address, { method: 'POST', body: new URLSearchParams(body) })).status
    }
    expect(await send(await token('/uk/communities/fr-die/claim'))).toBe(422)
    const old = await token(address)
    app.travel(days(2))
    expect(await send(old)).toBe(422)
    expect(await claims()).toEqual([])
  })

  it('tells a machine that fills in the hidden field that all went well, and keeps nothing', async () => {
    const page = await asks({ ...oksana, homepage: 'https://spam.example' })
    expect(page.at).toBe('/uk/claims/check-email')
    expect([await claims(), await app.letters()]).toEqual([[], []])
  })

  it('writes at most three letters a day to one address, and the page is the same', async () => {
    const pages = []
    for (let n = 0; n < 5; n++) pages.push((await asks()).html)
    expect(new Set(pages).size).toBe(1)
    expect(await app.letters()).toHaveLength(3)
    await app.member('ua-drohobych', { name: 'Оксана', email: 'known@rada.example' })
    expect((await asks({ ...oksana, email: 'known@rada.example' })).html).toBe(pages[0])
  })

  it('is possible for a known community only, and for none of a closed country', async () => {
    const person = app.visitor()
    expect((await person.opens('/uk/communities/ua-nowhere/claim')).status).toBe(404)
    expect((await person.opens('/uk/communities/ru-tver/claim')).status).toBe(404)
  })

  it('points a municipality abroad to the form for interest', async () => {
    const page = await app.visitor().opens('/en/communities/fr-die/claim')
    expect(page.href('To the form for interested municipalities')).toBe('/en/interest')
  })
})

describe('the community’s page', () => {
  const link = 'Представляєте цю громаду? Попросіть доступу'

  it('offers to ask until somebody speaks for the community', async () => {
    const person = app.visitor()
    const page = await person.opens('/uk/communities/ua-drohobych')
    expect(page.href(link)).toBe(address)
    await app.member('ua-drohobych')
    expect((await person.opens('/uk/communities/ua-drohobych')).links).not.toContain(link)
    expect((await person.opens(address)).text).toContain('У цієї громади вже є представник')
  })

  it('offers a municipality abroad the form for interest', async () => {
    const page = await app.visitor().opens('/uk/communities/fr-die')
    expect(page.links).not.toContain(link)
    const own = page.links.find((name) => name.startsWith('Ви із цієї громади')) ?? ''
    expect(page.href(own)).toBe('/uk/interest')
  })
})

describe('confirming', () => {
  it('asks first; the button counts once, and the link is spent', async () => {
    await asks()
    const person = app.visitor()
    const page = await person.opens(await linkOf())
    expect(page.heading).toBe('Підтвердити заявку: Дрогобич?')
    expect(page.text).toContain('Оксана Петренко')
    expect(await claims()).toMatchObject([{ state: 'unconfirmed' }])
    const confirmed = await person.sends({})
    expect([confirmed.status, confirmed.heading]).toEqual([200, 'Заявку підтверджено: Дрогобич'])
    expect(await claims()).toMatchObject([{ state: 'awaiting-review', confirmedAt: app.now() }])
    app.travel(minutes(31))
    const again = await person.opens(await linkOf())
    expect([again.status, again.heading]).toEqual([410, 'Заявку підтверджено: Дрогобич'])
    expect(again.text).not.toContain('Оксана')
  })

  it('works for fourteen days', async () => {
    await asks()
    const link = await linkOf()
    app.travel(days(14))
    expect((await app.visitor().opens(link)).status).toBe(410)
    expect((await app.visitor().asks(link, { method: 'POST' })).status).toBe(410)
    expect((await app.visitor().opens('/uk/claims/confirm/no.such.link')).status).toBe(404)
  })

  it('leaves no trace in caches, search engines, referrers or logs', async () => {
    await asks()
    const link = await linkOf()
    const { headers } = await app.visitor().opens(link)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(loggedPath(new URL(link).pathname)).toBe('/uk/claims/confirm/…')
  })
})

describe('forgetting', () => {
  it('deletes after fourteen days what nobody confirmed, with its letter', async () => {
    await asks()
    app.travel(days(5))
    await asks({ ...oksana, email: 'other@rada.example' })
    await app.visitor().opens(await linkOf('other@rada.example'))
    app.travel(days(10))
    expect(await job.run(app.ctx)).toBe('1 claims forgotten')
    expect(await claims()).toMatchObject([{ email: 'other@rada.example' }])
    const letters = await app.ctx.db.selectFrom('letters').select('toEmail').execute()
    expect(letters).toEqual([{ toEmail: 'other@rada.example' }])
  })

  it('deletes everything somebody asked from an address', async () => {
    await asks()
    await asks({ ...oksana, email: 'other@rada.example' })
    await app.letters()
    const forgotten = await app.ctx.db
      .transaction()
      .execute((trx) => forgetClaimsOf(trx, 'Oksana@drohobych-rada.gov.ua'))
    expect(forgotten).toBe(1)
    expect(await claims()).toMatchObject([{ email: 'other@rada.example' }])
    expect(await app.ctx.db.selectFrom('letters').select('toEmail').execute()).toHaveLength(1)
  })
})
