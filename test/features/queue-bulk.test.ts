// Taras decides several proposals at once, and two people who do so at the same moment.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const list = paths.staff.proposals('uk')
const iryna = { name: 'Ірина', email: 'iryna@auc.example' }
const press = 'Застосувати до позначених'

const idOf = async (ua: string, foreign: string) => (await proposalOf(app, ua, foreign)).id

const states = async () =>
  app.ctx.db
    .selectFrom('proposals')
    .select(['id', 'state', 'reason', 'note', 'decidedBy'])
    .where('state', '!=', 'offered')
    .orderBy('id')
    .execute()

const events = async () =>
  (await app.ctx.db.selectFrom('events').select(['did', 'what']).execute()).map(
    ({ did, what }) => `${did} ${(what as { proposal: string }).proposal}`,
  )

describe('one decision for several', () => {
  it('rejects them with one reason and says how many', async () => {
    const ids = [await idOf('ua-izium', 'fr-die'), await idOf('ua-izium', 'de-meissen')].sort()
    await taras.opens(`${list}?region=UA.07`)
    const page = await taras.sends(
      {
        [`tick-${ids[0]}`]: true,
        [`tick-${ids[1]}`]: true,
        Відхилити: true,
        'Чому відхиляємо': 'too-far-apart-in-size',
        Примітка: 'Разом',
      },
      press,
    )
    expect(page.status).toBe(200)
    expect(page.heading).toBe('Пропозиції відхилено')
    expect(page.text).toContain('Відхилено 2 пропозиції.')
    const rejected = {
      state: 'rejected',
      reason: 'too-far-apart-in-size',
      note: 'Разом',
      decidedBy: taras.accountId,
    }
    expect(await states()).toEqual(ids.map((id) => ({ id, ...rejected })))
    expect((await events()).sort()).toEqual(ids.map((id) => `rejected ${id}`))
    expect((await taras.clicks('До списку')).text).toContain('1 пропозиція')
  })

  it('leaves what a colleague has taken, and names whose it is', async () => {
    const [ours, hers] = [await idOf('ua-izium', 'de-meissen'), await idOf('ua-izium', 'fr-die')]
    const colleague = await app.staff(iryna)
    await app.ctx.db
      .updateTable('proposals')
      .set({ takenBy: colleague.accountId, takenAt: app.now() })
      .where('id', '=', hers)
      .execute()
    await taras.opens(`${list}?region=UA.07`)
    const page = await taras.sends(
      { [`tick-${ours}`]: true, [`tick-${hers}`]: true, Відхилити: true, 'Чому відхиляємо': 'capacity' },
      press,
    )
    expect(page.text).toContain('Відхилено 1 пропозицію.')
    expect(page.text).toContain('1 пропозицію вже взяв хтось із колег')
    expect(page.text).toMatch(/Ізюм – Die \S+ Ірина/)
    expect((await states()).map(({ id }) => id)).toEqual([ours])
    expect(await events()).toEqual([`rejected ${ours}`])

    await colleague.opens(`${list}?region=UA.07`)
    await colleague.sends({ [`tick-${hers}`]: true, Відхилити: true, 'Чому відхиляємо': 'capacity' }, press)
    expect((await states()).map(({ id }) => id).sort()).toEqual([ours, hers].sort())
  })

  it('postpones all that a link has ticked', async () => {
    await taras.opens(`${list}?country=FR`)
    await taras.clicks('Позначити всі 2 на цій сторінці')
    const page = await taras.sends(
      { Відкласти: true, 'Чому відкладаємо': 'elections', until: '2027-03-01' },
      press,
    )
    expect(page.text).toContain('Відкладено 2 пропозиції.')
    expect((await states()).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'postponed elections',
      'postponed elections',
    ])
  })

  it('keeps ticks and words when something is missing', async () => {
    const id = await idOf('ua-izium', 'fr-die')
    await taras.opens(`${list}?country=FR`)
    const none = await taras.sends({ Відхилити: true, Примітка: 'Слова' }, press)
    expect(none.status).toBe(422)
    expect(none.errors).toHaveLength(2)
    expect(none.errors).toContain('Позначте хоча б одну пропозицію')
    expect(none.value('Примітка')).toBe('Слова')
    expect(none.value('Відхилити')).toBe(true)

    const other = await taras.sends({ [`tick-${id}`]: true, 'Чому відхиляємо': 'other', Примітка: '' }, press)
    expect(other.status).toBe(422)
    expect(other.value(`tick-${id}`)).toBe(true)
    expect(other.value('Чому відхиляємо')).toBe('other')
    expect(other.at).toBe(`${list}?country=FR`)

    const nothing = await taras.sends({ [`tick-${id}`]: true, Відкласти: true, until: '2020-01-01' }, press)
    expect(nothing.errors).toContain('Укажіть день після сьогодні, щонайбільше за два роки')
    expect(nothing.value(`tick-${id}`)).toBe(true)
    expect(nothing.value('until')).toBe('2020-01-01')
    expect(await states()).toEqual([])
  })

  it('has no box for what is decided', async () => {
    const id = await idOf('ua-izium', 'fr-die')
    await app.ctx.db.updateTable('proposals').set({ state: 'rejected' }).where('id', '=', id).execute()
    await taras.opens(`${list}?state=all`)
    expect(taras.page().has(`tick-${id}`)).toBe(false)
    expect(taras.page().has(`tick-${await idOf('ua-drohobych', 'fr-die')}`)).toBe(true)
  })
})

describe('two people at the same moment', () => {
  const rejects = async (who: SignedIn, ids: readonly string[]) => {
    const { html } = await who.opens(list)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: csrf, decision: 'reject', whyReject: 'capacity', note: '' })
    for (const id of ids) body.append('chosen', `${id}.offered`)
    return () => who.asks(list, { method: 'POST', body })
  }

  it('decide each proposal once: the second reads who was quicker', async () => {
    const colleague = await app.staff(iryna)
    const all = (await app.ctx.db.selectFrom('proposals').select('id').orderBy('id').execute()).map(
      ({ id }) => id,
    )
    // They overlap, and name what they share in opposite orders.
    const one = await rejects(taras, all.slice(0, 4))
    const other = await rejects(colleague, [...all.slice(1)].reverse())
    const answers = await Promise.all([one(), other()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const texts = await Promise.all(answers.map((answer) => answer.text()))

    expect((await states()).map(({ state }) => state)).toEqual(Array(5).fill('rejected'))
    expect((await events()).sort()).toEqual(all.map((id) => `rejected ${id}`))
    const late = texts.filter((text) => text.includes('Про 3 пропозиції рішення вже було'))
    expect(late).toHaveLength(1)
    const [first, second] = texts[0] === late[0] ? ['Ірина', 'Тарас'] : ['Тарас', 'Ірина']
    expect(late[0]).toContain(`Відхилено: ${first}`)
    expect(late[0]).not.toContain(`Відхилено: ${second}`)
  })

  it('are told when nothing was left to decide, also after a second press', async () => {
    const ids = [await idOf('ua-izium', 'fr-die')]
    const press = await rejects(taras, ids)
    expect((await press()).status).toBe(200)
    const again = await press()
    expect(again.status).toBe(409)
    const text = await again.text()
    expect(text).toContain('Нічого не змінено')
    expect(text).toContain('Про 1 пропозицію рішення вже було')
    expect(await events()).toHaveLength(1)
  })

  it('do not overrule what changed under their eyes', async () => {
    const id = await idOf('ua-izium', 'fr-die')
    const press = await rejects(taras, [id])
    await app.ctx.db
      .updateTable('proposals')
      .set({ state: 'postponed', decidedAt: app.now(), postponedUntil: app.now() })
      .where('id', '=', id)
      .execute()
    expect((await press()).status).toBe(409)
    expect((await states()).map(({ state }) => state)).toEqual(['postponed'])
  })

  it('hear of what the night withdrew', async () => {
    const id = await idOf('ua-izium', 'fr-die')
    const press = await rejects(taras, [id, await idOf('ua-izium', 'de-meissen')])
    await app.ctx.db.deleteFrom('proposals').where('id', '=', id).execute()
    const text = await (await press()).text()
    expect(text).toContain('Відхилено 1 пропозицію.')
    expect(text).toContain('1 пропозиції вже немає')
  })
})

describe('a coordinator', () => {
  it('decides in the own oblast, and nothing at all when something lies elsewhere', async () => {
    const bohdan = await app.coordinator('UA.07')
    const [own, other] = [await idOf('ua-izium', 'fr-die'), await idOf('ua-drohobych', 'fr-die')]
    const { html } = await bohdan.opens(list)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const rejects = (ids: string[]) => {
      const body = new URLSearchParams({ _csrf: csrf, decision: 'reject', whyReject: 'capacity' })
      for (const id of ids) body.append('chosen', `${id}.offered`)
      return bohdan.asks(list, { method: 'POST', body })
    }
    expect((await rejects([own, other])).status).toBe(403)
    expect(await states()).toEqual([])
    expect((await rejects([own])).status).toBe(200)
    expect((await states()).map(({ id }) => id)).toEqual([own])
  })
})
