// Oksana keeps candidates on a short-list, with notes that only her own community reads.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { tokenIn } from '../support/agent.js'
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

const list = paths.our.shortlist('uk')
const legnica = paths.our.partner('uk', 'pl-legnica')
const rows = () => app.ctx.db.selectFrom('shortlist').select(['communityId', 'candidateId', 'note']).execute()
const diary = async () => {
  const events = await app.ctx.db.selectFrom('events').select(['did', 'what', 'note']).orderBy('id').execute()
  return events.filter(({ did }) => did.includes('shortlist'))
}

async function adds(note: string) {
  await oksana.opens(legnica)
  return oksana.sends({ 'Нотатка для своїх': note }, 'Додати до відібраних')
}

describe('a candidate on the short-list', () => {
  it('is added with a note, changed and taken off again', async () => {
    const saved = await adds('Мер був у нас на святі')
    expect(saved.at).toBe(`${legnica}?saved=yes#shortlist`)
    expect(saved.text).toContain('Збережено.')
    expect(saved.value('Нотатка для своїх')).toBe('Мер був у нас на святі')

    await oksana.sends({ 'Нотатка для своїх': 'Написати після виборів' }, 'Зберегти нотатку')
    const page = await oksana.opens(list)
    expect([page.heading, page.links.includes('Легниця')]).toEqual(['Відібрані громади', true])
    expect(page.text).toContain('Написати після виборів')
    expect(page.text).not.toContain('на святі')
    expect((await oksana.opens(paths.our.partners('uk'))).text).toContain('Серед відібраних')

    await oksana.opens(list)
    const empty = await oksana.sends({}, 'Прибрати: Легниця')
    expect(empty.text).toContain('Ви ще нікого не відібрали.')
    expect(await rows()).toEqual([])
  })

  it('is there once, however often the button is pressed, and a diary line tells of it once', async () => {
    await oksana.opens(legnica)
    await Promise.all([
      oksana.sends({ note: 'Так' }, 'Додати до відібраних'),
      oksana.sends({ note: 'Так' }, 'Додати до відібраних'),
    ])
    expect(await rows()).toEqual([{ communityId: 'ua-drohobych', candidateId: 'pl-legnica', note: 'Так' }])
    const what = { community: 'ua-drohobych', candidate: 'pl-legnica' }
    expect(await diary()).toEqual([{ did: 'shortlisted', what, note: null }])
  })

  it('asks for a shorter note and loses no word of the long one', async () => {
    const long = 'слово '.repeat(200).trim()
    const page = await adds(long)
    expect([page.status, ...page.errors]).toEqual([422, 'Скоротіть нотатку до 1000 знаків'])
    expect(page.value('Нотатка для своїх')).toBe(long)
    expect(await rows()).toEqual([])
  })

  it('is refused when the two are no pair', async () => {
    await oksana.opens(legnica)
    const body = new URLSearchParams({ _csrf: tokenIn(oksana.page().html), note: '' })
    for (const id of ['ua-izium', 'xx-nowhere']) {
      const answer = await oksana.asks(paths.our.shortlisted('uk', id), { method: 'POST', body })
      expect([id, answer.status]).toEqual([id, 404])
    }
  })
})

describe('the notes', () => {
  it('are read by nobody else: neither the candidate, nor a neighbour, nor staff', async () => {
    await adds('Таємниця Дрогобича')
    const claire = await app.member('pl-legnica')
    const neighbour = await app.member('ua-izium', { name: 'Петро', email: 'petro@izium.example' })
    const taras = await app.staff()
    const pages = [
      await claire.opens(paths.our.shortlist('uk')),
      await claire.opens(paths.our.partner('uk', 'ua-drohobych')),
      await neighbour.opens(paths.our.shortlist('uk')),
      await neighbour.opens(legnica),
      await taras.opens(paths.staff.proposals('uk')),
    ]
    for (const page of pages) expect(page.html).not.toContain('Таємниця')
    expect((await taras.opens(list)).status).toBe(403)
    expect(JSON.stringify(await diary())).not.toContain('Таємниця')
  })

  it('are shared by the colleagues of one community', async () => {
    await adds('Подзвонити у вівторок')
    const colleague = await app.member('ua-drohobych', { name: 'Ганна', email: 'hanna@drohobych.example' })
    expect((await colleague.opens(list)).text).toContain('Подзвонити у вівторок')
  })
})
