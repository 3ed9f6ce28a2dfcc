// Taras works through a list, one proposal after the other: the list goes with him, and the next is one link away.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry, proposalOf } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const list = paths.staff.proposals('uk')
const izium = `${list}?region=UA.07&order=best`
const nothingMore = 'У цьому списку більше немає інших пропозицій.'

const pairsIn = async (address: string, who = taras) =>
  (await who.opens(address)).links.filter((link) => / – /.test(link))

const rejects = () => taras.sends({ Відхилити: true, 'Чому відхиляємо': 'capacity' })

const asked = (id: string) =>
  app.ctx.db.updateTable('proposals').set({ askedAt: app.now() }).where('id', '=', id).execute()

describe('one after the other', () => {
  it('leads from decision to decision through the filtered list, and back to it after the last', async () => {
    const pairs = await pairsIn(izium)
    expect(pairs).toHaveLength(3)
    await taras.clicks(pairs[0]!)
    for (const [n, pair] of pairs.entries()) {
      expect(taras.page().heading).toBe(pair)
      expect(taras.page().href('Пропозиції')).toBe(izium)
      expect(taras.page().href('Повернутися до списку')).toBe(izium)
      const page = await rejects()
      expect(page.text).toContain('Відхилено: Тарас')
      if (n === 2) expect(page.text).toContain(nothingMore)
      else {
        expect(page.text).toContain(`Наступна у списку: ${pairs[n + 1]} (залишилося: ${2 - n})`)
        await taras.clicks(pairs[n + 1]!)
      }
    }
    expect((await taras.clicks('Повернутися до списку')).at).toBe(izium)
  })

  it('passes over what he leaves for later, and comes round to it at the end', async () => {
    const pairs = await pairsIn(izium)
    await taras.clicks(pairs[0]!)
    await taras.clicks(pairs[1]!)
    expect((await rejects()).text).toContain(`Наступна у списку: ${pairs[2]} (залишилося: 2)`)
    await taras.clicks(pairs[2]!)
    expect(taras.page().text).toContain(`Наступна у списку: ${pairs[0]} (залишилося: 1)`)
    await rejects()
    await taras.clicks(pairs[0]!)
    expect(taras.page().text).not.toContain('Наступна у списку')
  })

  it('stays among those asked for, although nobody asks for a decided one any more', async () => {
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    const other = await proposalOf(app, 'ua-izium', 'de-meissen')
    const third = await proposalOf(app, 'ua-drohobych', 'fr-die')
    for (const each of [id, other.id, third.id]) await asked(each)
    const pairs = await pairsIn(list)
    await taras.clicks(pairs[1]!)
    expect((await rejects()).text).toContain(`Наступна у списку: ${pairs[2]} (залишилося: 4)`)
  })

  it('goes on with the first when the next was decided by somebody else meanwhile', async () => {
    const pairs = await pairsIn(izium)
    await taras.clicks(pairs[1]!)
    await app.ctx.db
      .updateTable('proposals')
      .set({ state: 'rejected' })
      .where('id', '=', String(/next(?:=|&#x3D;)([0-9a-f-]+)/.exec(taras.page().html)?.[1]))
      .execute()
    expect((await rejects()).text).toContain(`Наступна у списку: ${pairs[0]} (залишилося: 1)`)
  })

  it('keeps the list through a mistake, a contact and the taking', async () => {
    const pairs = await pairsIn(izium)
    await taras.clicks(pairs[0]!)
    await taras.sends({}, 'Взяти собі')
    expect(taras.page().at).toMatch(/\?region=UA\.07&order=best#taking$/)
    const wrong = await taras.sends({}, 'Записати рішення')
    expect(wrong.status).toBe(422)
    expect(wrong.href('Повернутися до списку')).toBe(izium)
    expect(wrong.text).toContain(`Наступна у списку: ${pairs[1]} (залишилося: 2)`)
    await taras.clicks('Додати контакт: Ізюм')
    await taras.sends({
      'Імʼя та посада або назва підрозділу': 'Відділ звʼязків',
      'Службова адреса електронної пошти': 'office@izium.example',
      Українська: true,
    })
    expect(taras.page().at).toMatch(/\?region=UA\.07&order=best#contacts$/)
  })

  it('keeps a coordinator to the oblast', async () => {
    const bohdan = await app.coordinator('UA.15')
    const pairs = await pairsIn(list, bohdan)
    expect(pairs).toHaveLength(2)
    await bohdan.clicks(pairs[1]!)
    expect(bohdan.page().text).toContain(`Наступна у списку: ${pairs[0]} (залишилося: 1)`)
  })

  it('says nothing about a list where somebody only looks up what is decided', async () => {
    const { id, at } = await proposalOf(app, 'ua-izium', 'fr-die')
    await app.ctx.db.updateTable('proposals').set({ state: 'rejected' }).where('id', '=', id).execute()
    expect((await taras.opens(at)).text).not.toContain('у списку:')
  })
})
