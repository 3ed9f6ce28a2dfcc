// Taras narrows the queue, keeps a filter under a name, and takes what he deals with himself.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { entersContacts, proposalOf, onSmallRegistry } from '../support/pair.js'

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

/** The pairs a person finds, in the order of the list. */
async function pairs(query: string, who = taras): Promise<string[]> {
  const page = await who.opens(list + query)
  expect([query, page.status]).toEqual([query, 200])
  return page.links.filter((link) => / – /.test(link))
}

const change = (id: string, columns: { askedAt?: Date; offeredAt?: Date; total?: number }) =>
  app.ctx.db.updateTable('proposals').set(columns).where('id', '=', id).execute()

describe('the filters', () => {
  it('find a topic of either side', async () => {
    const topic = {
      topic: 'energy',
      direction: 'need',
      basis: 'strategy',
      source: 'a test',
      year: null,
    } as const
    await app.ctx.db
      .insertInto('communityTopics')
      .values([
        { ...topic, communityId: 'ua-drohobych' },
        { ...topic, communityId: 'de-meissen' },
      ])
      .execute()
    expect((await pairs('?topic=energy')).sort()).toEqual([
      'Ізюм – Майсен',
      'Дрогобич – Die',
      'Дрогобич – Легниця',
    ])
    expect(await pairs('?topic=sport')).toEqual([])
  })

  it('compare the score as the page shows it', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    await app.ctx.db.updateTable('proposals').set({ total: 0.2 }).execute()
    // 0.29 × 100 is a little less than 29 in this arithmetic, and the page says 28.
    await change(id, { total: 0.29 })
    expect(await pairs('?least=28')).toEqual(['Дрогобич – Die'])
    expect(await pairs('?least=29')).toEqual([])
    expect(await pairs('?least=20')).toHaveLength(5)
  })

  it('find what has waited long, and put the oldest first', async () => {
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    const other = await proposalOf(app, 'ua-drohobych', 'fr-die')
    await change(id, { offeredAt: later(app.now(), -days(40)) })
    await change(other.id, { offeredAt: later(app.now(), -days(30)) })
    expect(await pairs('?age=40')).toEqual(['Ізюм – Die'])
    expect((await pairs('?order=oldest')).slice(0, 2)).toEqual(['Ізюм – Die', 'Дрогобич – Die'])
    expect(taras.page().text).toContain('Чекає 40 днів')
  })

  it('put what is asked for first unless somebody wants the best', async () => {
    const [best] = await pairs('')
    const { id } = await proposalOf(app, 'ua-izium', 'fr-die')
    await change(id, { askedAt: app.now() })
    expect((await pairs(''))[0]).toBe('Ізюм – Die')
    expect((await pairs('?order=best'))[0]).toBe(best)
    expect(await pairs('?asked=yes')).toEqual(['Ізюм – Die'])
  })

  it('stand as chips, each of which takes itself away', async () => {
    await taras.opens(`${list}?country=FR&least=1&q=дрогобич`)
    expect(taras.page().links).toContain('Назва: «дрогобич», прибрати фільтр')
    await taras.clicks('Франція, прибрати фільтр')
    expect(taras.page().links).not.toContain('Франція, прибрати фільтр')
    expect(taras.page().links).toContain('Від 1 бала зі 100, прибрати фільтр')
    expect(taras.page().text).toContain('2 пропозиції')
  })

  it('help when nothing is found', async () => {
    await taras.opens(`${list}?country=FR&age=100`)
    const page = await taras.clicks('Без фільтра «Чекає щонайменше 100 днів» знайдуться 2 пропозиції')
    expect(page.links.filter((link) => / – /.test(link))).toHaveLength(2)
  })

  it('name what is wrong, keep it, and apply the rest', async () => {
    const page = await taras.opens(`${list}?least=many&age=0&topic=love&country=FR`)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Виберіть тему зі списку',
      'Укажіть бали цілим числом від 0 до 99',
      'Укажіть дні цілим числом від 1 до 3650',
    ])
    expect(page.value('least')).toBe('many')
    expect(page.text).toContain('2 пропозиції')
  })

  it('keep a coordinator to the oblast', async () => {
    const bohdan = await app.coordinator('UA.15')
    expect((await pairs('', bohdan)).sort()).toEqual(['Дрогобич – Die', 'Дрогобич – Легниця'])
    expect((await pairs('?region=UA.07', bohdan)).sort()).toEqual(['Дрогобич – Die', 'Дрогобич – Легниця'])
    expect(bohdan.page().has('region')).toBe(false)
  })
})

describe('a saved filter', () => {
  const saves = (filterName: string, by = 'Зберегти фільтр') => taras.sends({ filterName }, by)

  it('is a link above the list, for whoever saved it, until it is deleted', async () => {
    await taras.opens(`${list}?country=FR&asked=yes`)
    await saves('  Франція,   просять ')
    expect(taras.page().at).toBe(`${list}?country=FR&asked=yes`)
    await taras.opens(list)
    expect((await taras.clicks('Франція, просять')).at).toBe(`${list}?country=FR&asked=yes`)
    const colleague = await app.staff(iryna)
    expect((await colleague.opens(list)).links).not.toContain('Франція, просять')
    await taras.sends({}, '×Видалити фільтр «Франція, просять»')
    expect(taras.page().links).not.toContain('Франція, просять')
  })

  it('of the same name is written over only after that was said', async () => {
    await taras.opens(`${list}?country=FR`)
    await saves('Мій')
    await taras.opens(`${list}?country=PL`)
    const told = await saves('МІЙ')
    expect(told.status).toBe(422)
    expect(told.errors).toEqual(['Фільтр із такою назвою вже є. Виберіть іншу назву або замініть його.'])
    expect(told.value('filterName')).toBe('МІЙ')
    expect(told.text).toContain('2 пропозиції')
    await taras.sends({}, 'Замінити збережений')
    const kept = await app.ctx.db.selectFrom('savedFilters').select(['name', 'query']).execute()
    expect(kept).toEqual([{ name: 'МІЙ', query: '?country=PL' }])
  })

  it('needs a name, and twenty are enough', async () => {
    await taras.opens(`${list}?country=FR`)
    expect((await saves('  ')).errors).toEqual(['Назвіть фільтр: від 1 до 60 знаків'])
    for (let n = 1; n <= 20; n++) {
      await taras.opens(`${list}?age=${n}`)
      await saves(`Від ${n} днів`)
    }
    await taras.opens(`${list}?age=21`)
    expect((await saves('Ще один')).errors).toEqual([
      'Збережено вже 20 фільтрів, більше не можна. Видаліть один із них.',
    ])
    expect(taras.page().value('filterName')).toBe('Ще один')
  })

  it('leads back to the list from its own address', async () => {
    const { status } = await taras.opens(`${paths.staff.savedFilters('uk')}?country=FR`)
    expect(status).toBe(200)
    expect(taras.page().at).toBe(`${list}?country=FR`)
  })
})

describe('taking a proposal', () => {
  const take = (who: SignedIn, id: string) =>
    who.sends({ [`tick-${id}`]: true, 'Взяти собі': true }, 'Застосувати до позначених')

  it('shows to everybody whose it is, and keeps it from the night', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    await taras.opens(list)
    await take(taras, id)
    expect(taras.page().text).toContain('Ведете ви')
    expect(await pairs('?whose=mine')).toEqual(['Дрогобич – Die'])
    expect(await pairs('?whose=nobody')).toHaveLength(4)
    const colleague = await app.staff(iryna)
    expect((await colleague.opens(list)).text).toContain('Веде Тарас')
    expect(await pairs('?whose=mine', colleague)).toEqual([])

    app.travel(days(1))
    await app.ctx.db.updateTable('communities').set({ lat: 0 }).where('id', '=', 'fr-die').execute()
    await app.ctx.db.deleteFrom('communities').where('id', '=', 'ua-izium').execute()
    await matchCommunities(app.ctx)
    expect(await pairs('?whose=mine')).toEqual(['Дрогобич – Die'])
  })

  it('leaves a colleague’s alone and says whose it is', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const free = await proposalOf(app, 'ua-izium', 'fr-die')
    const colleague = await app.staff(iryna)
    await taras.opens(list)
    await colleague.opens(list)
    await take(colleague, id)
    await taras.sends(
      { [`tick-${id}`]: true, [`tick-${free.id}`]: true, 'Взяти собі': true },
      'Застосувати до позначених',
    )
    expect(taras.page().heading).toBe('Пропозиції взято')
    expect(taras.page().text).toContain('Ви взяли 1 пропозицію.')
    expect(taras.page().text).toMatch(/1 пропозицію вже взяв хтось із колег Дрогобич – Die Веде Ірина/)
    expect(await pairs('?whose=mine')).toEqual(['Ізюм – Die'])
  })

  it('is given back by whoever holds it, nobody else', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const colleague = await app.staff(iryna)
    await taras.opens(list)
    await take(taras, id)
    await colleague.opens(list)
    const refused = await colleague.sends(
      { [`tick-${id}`]: true, Повернути: true },
      'Застосувати до позначених',
    )
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Веде Тарас')
    await taras.sends({ [`tick-${id}`]: true, Повернути: true }, 'Застосувати до позначених')
    expect(await pairs('?whose=mine')).toEqual([])
    const did = await app.ctx.db.selectFrom('events').select(['who', 'did']).orderBy('id').execute()
    expect(did).toEqual([
      { who: taras.accountId, did: 'took' },
      { who: taras.accountId, did: 'gave-back' },
    ])
  })

  it('ends with whoever had it: a forgotten person holds nothing and has no filters', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const colleague = await app.staff(iryna)
    await colleague.opens(`${list}?country=FR`)
    await colleague.sends({ filterName: 'Франція' }, 'Зберегти фільтр')
    await take(colleague, id)
    const data = (await (await colleague.asks(paths.account.data('uk'))).json()) as { savedFilters: object[] }
    expect(data.savedFilters).toEqual([expect.objectContaining({ name: 'Франція' })])
    await colleague.opens(paths.account.forget('uk'))
    await colleague.sends({}, 'Так, видалити мої дані')
    expect(await app.ctx.db.selectFrom('savedFilters').select('id').execute()).toEqual([])
    expect(await pairs('?whose=nobody')).toHaveLength(5)
  })

  it('works on its own page, and takes over only from whom the page named', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const [colleague, third] = [
      await app.staff(iryna),
      await app.staff({ name: 'Олег', email: 'oleh@auc.example' }),
    ]
    const posts = async (who: SignedIn, from: string) => {
      const csrf = /name="_csrf" value="([^"]+)"/.exec((await who.opens(at)).html)?.[1] ?? ''
      const body = new URLSearchParams({ _csrf: csrf, act: 'take', from })
      const answer = await who.asks(paths.staff.takeProposal('uk', id), { method: 'POST', body })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${at}#taking`])
      const { takenBy } = await app.ctx.db
        .selectFrom('proposals')
        .select('takenBy')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return takenBy
    }
    expect(await posts(taras, '')).toBe(taras.accountId)
    expect(await posts(colleague, '')).toBe(taras.accountId)
    expect(await posts(colleague, taras.accountId)).toBe(colleague.accountId)
    expect(await posts(third, taras.accountId)).toBe(colleague.accountId)
  })
})

describe('what lacks a contact', () => {
  it('is found when somebody waits for it', async () => {
    const asked = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    expect(await pairs('?stuck=yes')).toEqual([])
    await change(asked.id, { askedAt: app.now() })
    expect(await pairs('?stuck=yes')).toEqual(['Дрогобич – Легниця'])
    await entersContacts(taras, asked.id)
    expect(await pairs('?stuck=yes')).toEqual([])
  })
})
