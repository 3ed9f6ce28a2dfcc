// Where sources contradict each other, staff decide once: what stands stays, the other value is taken, or a
// third one is written; and what was decided is kept.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { noteConflict, type Conflict } from '../../src/features/records/index.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const queue = '/uk/staff/conflicts'
const db = () => app.ctx.db

async function aConflict(given: Partial<Conflict> = {}): Promise<string> {
  const conflict: Conflict = {
    communityId: 'ua-izium',
    field: 'population',
    ours: 45_884,
    theirs: 47_000,
    source: 'Реєстр 2025',
    ...given,
  }
  await db()
    .transaction()
    .execute((trx) => noteConflict(trx, app.now(), conflict))
  const { id } = await db()
    .selectFrom('recordConflicts')
    .select('id')
    .where('field', '=', conflict.field)
    .where('communityId', '=', conflict.communityId)
    .executeTakeFirstOrThrow()
  return id
}
const record = (id = 'ua-izium') =>
  db().selectFrom('communities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the queue', () => {
  it('tells which field, what we have, what the other source says, and leads to the decision', async () => {
    const id = await aConflict()
    const page = await taras.opens(queue)
    expect(page.text).toMatch(/Ізюм: Населення У реєстрі: 45 884 Інше джерело: 47 000 \(Реєстр 2025\)/)
    expect(page.href('Ізюм: Населення')).toBe(`${queue}/${id}`)
    expect((await taras.opens('/uk/staff/communities?conflicts=yes')).links).toContain('Ізюм')
  })

  it('shows a coordinator the own oblast only', async () => {
    const id = await aConflict()
    const bohdan = await app.coordinator('UA.15')
    expect((await bohdan.opens(queue)).text).not.toContain('Ізюм')
    expect((await bohdan.opens(`${queue}/${id}`)).status).toBe(403)
  })
})

describe('a decision', () => {
  it('takes the other value, with its source, into the record and its history', async () => {
    const id = await aConflict()
    await taras.opens(`${queue}/${id}`)
    await taras.sends({ 'Взяти з джерела: 47 000': true, Пояснення: 'Новіше' })
    expect(taras.page().text).toContain('Рішення записано.')
    expect(await record()).toMatchObject({ population: 47_000, populationSource: 'Реєстр 2025' })
    const history = await taras.opens('/uk/staff/communities/ua-izium/history')
    expect(history.text).toContain('Новіше')
    expect((await taras.opens(`${queue}?show=decided`)).text).toContain('Взяли з джерела: 47 000')
  })

  it('keeps ours, and is not asked again when the same source says the same', async () => {
    const id = await aConflict()
    await taras.opens(`${queue}/${id}`)
    await taras.sends({ 'Лишити те, що в реєстрі: 45 884': true })
    expect((await record()).population).toBe(45_884)
    await aConflict()
    expect((await taras.opens(queue)).text).toContain('Тут нічого немає.')
  })

  it('writes a third value, when it suits the field', async () => {
    const id = await aConflict({ field: 'katottg', ours: null, theirs: 'UA63040110000000002' })
    await taras.opens(`${queue}/${id}`)
    await taras.sends({ 'Записати інше значення': true, 'Інше значення': 'UA1' })
    expect(taras.page().errors).toEqual(['Введіть значення, яке підходить цьому полю'])
    expect(taras.page().value('Інше значення')).toBe('UA1')
    await taras.sends({ 'Інше значення': 'UA63040110000000001' })
    expect((await record()).katottg).toBe('UA63040110000000001')
  })

  it('is made once, by whoever is quicker', async () => {
    const id = await aConflict()
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(`${queue}/${id}`)
    await taras.opens(`${queue}/${id}`)
    const [one, other] = await Promise.all([
      taras.sends({ 'Взяти з джерела: 47 000': true }),
      olena.sends({ 'Лишити те, що в реєстрі: 45 884': true }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    const told = one.status === 409 ? one : other
    expect(told.text).toContain('Хтось уже вирішив це раніше.')
  })
})

describe('records that look alike', () => {
  it('are shown until somebody says that they are two communities', async () => {
    await aCommunity(db(), { id: 'ua-izium-2', nameUk: 'Ізюм', regionCode: 'UA.07', lat: 49.22, lon: 37.26 })
    const page = await taras.opens(`${queue}?show=duplicates`)
    expect(page.text).toContain('спільна назва, менше ніж 5 км одна від одної')
    await taras.sends({}, 'Це дві громади: ua-izium, ua-izium-2')
    expect(taras.page().text).toContain('Схожих записів немає.')
  })
})
