// Every change of a profile is remembered with who, when and what; and each can be taken back.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
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

const history = paths.our.history('uk')
const versions = () => app.ctx.db.selectFrom('profileVersions').selectAll().orderBy('seq').execute()

async function writes(person: SignedIn, typed: Record<string, string | boolean>) {
  await person.opens(paths.our.profile('uk'))
  return person.sends(typed, 'Зберегти профіль')
}

/** Sends the form of the n-th change on the page that can be taken back, 0 the latest. */
async function takesBack(person: SignedIn, n: number) {
  const { html } = await person.opens(history)
  const address = [...html.matchAll(/action="([^"]+\/undo)"/g)][n]?.[1] ?? ''
  const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return person.asks(address, { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) })
}

describe('the history of a profile', () => {
  it('is empty at first and says how to begin', async () => {
    const page = await oksana.opens(history)
    expect(page.text).toContain('Профілю ще ніхто не заповнював.')
    expect(page.href('Заповнити профіль')).toBe(paths.our.profile('uk'))
  })

  it('says part by part what changed, who changed it and when, the latest first', async () => {
    await writes(oksana, { Польща: true, Щонайбільше: '50000', 'Сайт громади': 'a.example' })
    app.travel(days(1))
    const petro = await app.member('ua-drohobych', { name: 'Петро', email: 'petro@d.example' })
    await writes(petro, {
      Польща: false,
      Франція: true,
      hardPlaces: true,
      Щонайменше: '1000',
      'Сайт громади': 'b.example',
      'Про громаду англійською': 'Salt',
    })
    const { text } = await oksana.opens(history)
    expect(text).toMatch(/, Петро .*, Оксана /)
    expect(text).toContain('Додано: Франція Прибрано: Польща Стало обовʼязковою умовою')
    expect(text).toContain('Було: до 50 000 мешканців. Стало: від 1 000 до 50 000 мешканців')
    expect(text).toContain('Було: a.example. Стало: b.example')
    expect(text).toContain('Текст англійською Додано текст')
  })

  it('takes a change back as a change of its own, and takes that back, too', async () => {
    await writes(oksana, { 'Про громаду англійською': 'Salt' })
    app.travel(days(1))
    await writes(oksana, { 'Про громаду англійською': 'Oil', Польща: true })
    expect((await takesBack(oksana, 0)).status).toBe(303)
    const page = await oksana.opens(`${history}?undone=yes`)
    expect(page.text).toContain('Повернуто попередній стан.')
    expect(page.text).toContain('Повернуто стан, що був до зміни від')
    const form = await oksana.opens(paths.our.profile('uk'))
    expect(form.value('Про громаду англійською')).toBe('Salt')
    expect(form.value('Польща')).toBe(false)
    await takesBack(oksana, 0)
    expect((await oksana.opens(paths.our.profile('uk'))).value('Про громаду англійською')).toBe('Oil')
    const all = await versions()
    expect(all).toHaveLength(4)
    expect(all[2]!.undoes).toBe(all[1]!.id)
  })

  it('can go back to before anything was told, and does nothing when pressed twice', async () => {
    await writes(oksana, { 'Про громаду англійською': 'Salt', Польща: true })
    const { html } = await oksana.opens(history)
    const address = /action="([^"]+\/undo)"/.exec(html)?.[1] ?? ''
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const press = () => oksana.asks(address, { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) })
    expect((await Promise.all([press(), press()])).map(({ status }) => status)).toEqual([303, 303])
    expect(await versions()).toHaveLength(2)
    expect((await oksana.opens(history)).html.match(/\/undo"/g)).toHaveLength(1)
  })

  it('holds what staff wrote down, who leave the texts alone and notice a change in between', async () => {
    await writes(oksana, { 'Про громаду англійською': 'Salt' })
    const taras = await app.staff()
    const wishes = paths.staff.wishes('uk', 'ua-drohobych')
    await taras.opens(wishes)
    await taras.sends({ Польща: true }, 'Зберегти побажання')
    const page = await oksana.opens(history)
    expect(page.text).toContain('Тарас, Асоціація')
    expect((await versions()).at(-1)!.profile).toMatchObject({ places: ['PL'], textEn: 'Salt' })
    await taras.opens(wishes)
    await writes(oksana, { Франція: true })
    const late = await taras.sends({ Щонайменше: '100' }, 'Зберегти побажання')
    expect(late.status).toBe(409)
    expect(late.value('Щонайменше')).toBe('100')
    expect(late.errors[0]).toContain('змінив хтось інший')
  })

  it('belongs to its community alone: another’s change is not found', async () => {
    await writes(oksana, { 'Про громаду англійською': 'Salt' })
    const [change] = await versions()
    const claire = await app.member('pl-legnica')
    const { html } = await claire.opens(paths.our.profile('uk'))
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const undo = (id: string) =>
      claire.asks(paths.our.undo('uk', id), {
        method: 'POST',
        body: new URLSearchParams({ _csrf: csrf }),
      })
    expect((await undo(change!.id)).status).toBe(404)
    expect((await undo('nonsense')).status).toBe(404)
    expect(await versions()).toHaveLength(1)
    expect((await claire.opens(history)).text).not.toContain('Salt')
  })

  it('keeps a coordinator to the communities of the own oblast', async () => {
    const bohdan = await app.coordinator('UA.15')
    expect((await bohdan.asks(paths.staff.wishes('uk', 'ua-drohobych'))).status).toBe(200)
    expect((await bohdan.asks(paths.staff.wishes('uk', 'ua-izium'))).status).toBe(403)
    expect((await bohdan.asks(paths.staff.wishes('uk', 'pl-legnica'))).status).toBe(403)
  })
})
