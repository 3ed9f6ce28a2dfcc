// Taras changes what counts in a score: a new version with its reason, what it would change, and from then
// on everything is scored by it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { lookAround } from '../../src/features/matching/candidates.queries.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { weightsInUse } from '../../src/features/weights/index.js'
import { paths } from '../../src/paths.js'
import { currentWeights } from '../../src/scoring/weights.js'
import type { SignedIn, TestApp } from '../support/app.js'
import type { Page } from '../support/page.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})

beforeEach(async () => {
  await app.ctx.pool.query('truncate weight_sets cascade')
  taras = await app.staff()
})

// A comparison that nobody waited for would end in a later test and be taken for that of the set made there.
afterEach(async () => {
  const inHand = app.ctx.db
    .selectFrom('weightPreviews')
    .select('setId')
    .where('finishedAt', 'is', null)
    .where('failed', '=', false)
  while ((await inHand.execute()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100))
})

const weights = paths.staff.weights('uk')
const learned = paths.staff.weightSet('uk', 'learned-1')
const second = paths.staff.weightSet('uk', 'learned-2')
const preview = paths.staff.weightPreview('uk', 'learned-2')

/** Taras makes learned-2, in which distance counts for nothing; gives the page he lands on. */
async function makesSecond(typed: Record<string, string | boolean> = {}): Promise<Page> {
  await taras.opens(learned)
  return taras.sends(
    { 'strength-distance': '0', why: 'Відстань уже не перешкода', ...typed },
    'Створити версію',
  )
}

/** The preview's page, once it has been reckoned. */
async function previewed(person = taras, address = preview): Promise<Page> {
  for (let n = 0; n < 1_000; n++) {
    const page = await person.opens(address)
    if (!page.text.includes('Порівнюємо')) return page
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The preview never came to an end')
}

async function puts(why = 'Погоджено на раді') {
  await previewed()
  return taras.sends({ why }, 'Увести в дію')
}

const events = () =>
  app.ctx.db
    .selectFrom('events')
    .select(['did', 'who', 'what', 'note'])
    .where('did', 'in', ['made-weights', 'chose-weights'])
    .orderBy('id')
    .execute()

describe('the sets of weights', () => {
  it('begin with the learned one, which is in use, and show each criterion in words', async () => {
    const list = await taras.opens(weights)
    expect(list.text).toContain('Діє learned-1')
    expect(list.text).toContain('Числа виведено з партнерств, які вже існують.')
    expect(list.text).toContain('Ще ніхто нічого не змінював.')
    const page = await taras.clicks('learned-1')
    expect(page.heading).toBe('Набір ваг learned-1')
    expect(page.text).toContain('Скільки кілометрів між громадами навпростець.')
    expect(page.text).toContain('19 км')
    expect(page.value('points-distance-0')).toBe('6,094')
    expect(page.value('points-population-7')).toBe('-3,719')
    expect(page.text).toContain('3,99 – це 50 зі 100')
  })

  it('grow by a version whose reason everybody can read, and stay as they were', async () => {
    const landed = await makesSecond({ 'points-languages-2': '0,75', name: 'learned' })
    expect(landed.at).toBe(preview)
    const list = await taras.opens(weights)
    expect(list.text).toContain('Відстань уже не перешкода')
    expect(list.text).toMatch(/Змінено порівняно з learned-1: .*Відстань.* і шкала\./)
    expect(list.text).toContain('Створено набір learned-2: Тарас')
    // It is not in use yet.
    expect(list.text).toContain('Діє learned-1')
    expect(await weightsInUse(app.ctx.db)).toEqual(currentWeights)
    const made = await taras.opens(second)
    expect(made.value('points-distance-0')).toBe('0')
    expect(made.value('points-languages-2')).toBe('0,75')
    expect(made.value('points-population-7')).toBe('-3,719')
    expect((await taras.opens(learned)).value('points-distance-0')).toBe('6,094')
    expect(await events()).toEqual([
      {
        did: 'made-weights',
        who: taras.accountId,
        what: { weights: 'learned-2' },
        note: 'Відстань уже не перешкода',
      },
    ])
  })

  it('take the two numbers of the scale where Taras does not want it fitted', async () => {
    await makesSecond({ rescale: false, middle: '2,5', spread: '1.1' })
    const page = await taras.opens(second)
    expect([page.value('middle'), page.value('spread')]).toEqual(['2,5', '1,1'])
  })

  it('are not made from wrong numbers: each criterion is named once and everything typed is kept', async () => {
    const typed = {
      'points-distance-0': '21',
      'points-distance-1': 'багато',
      'strength-population': '301',
      name: 'Весна',
      why: '',
      spread: '0',
      rescale: false,
    }
    const page = await makesSecond(typed)
    expect(page.status).toBe(422)
    expect(page.errors.sort()).toEqual(
      [
        'Відстань: уведіть силу від 0 до 300% і числа від −20 до 20',
        'Відстань: уведіть силу від 0 до 300% і числа від −20 до 20',
        'Розмір: уведіть силу від 0 до 300% і числа від −20 до 20',
        'Назва: лише малі латинські літери, цифри й дефіс, щонайбільше 30 знаків',
        'Напишіть, навіщо ця зміна',
        'Розмах шкали: уведіть число від 0,1 до 20',
      ].sort(),
    )
    for (const [field, value] of Object.entries(typed))
      expect(page.value(field)).toBe(field === 'rescale' ? false : value)
    expect(page.value('strength-distance')).toBe('0')
    const mended = await taras.sends(
      {
        'points-distance-0': '−20',
        'points-distance-1': '2',
        'strength-population': '100',
        name: 'spring',
        why: 'Спроба',
        rescale: true,
        spread: '1',
      },
      'Створити версію',
    )
    expect(mended.heading).toBe('Що зміниться з набором spring-1')
  })

  it('are not made twice, nor from nothing changed, nor when nothing would count', async () => {
    await taras.opens(learned)
    const same = await taras.sends({ why: 'Просто так' }, 'Створити версію')
    expect([same.status, same.errors]).toEqual([422, ['Жодне число не змінилося: змініть хоча б одне']])
    const nothing = await taras.sends(
      Object.fromEntries(Object.keys(currentWeights.curves).map((name) => [`strength-${name}`, '0'])),
      'Створити версію',
    )
    expect(nothing.status).toBe(422)
    expect(nothing.errors[0]).toContain('надайте вагу хоча б одному критерію')
    await makesSecond()
    const again = await makesSecond()
    expect(again.at).toBe(preview)
    expect(await app.ctx.db.selectFrom('weightSets').select('id').execute()).toHaveLength(2)
  })
})

describe('before a set is put in use', () => {
  it('Taras sees which pairs would rise and fall, with points and the reason', async () => {
    const landed = await makesSecond()
    expect(landed.text).toContain('Порівнюємо.')
    expect(landed.headers.get('refresh')).toBe('3')
    const page = await previewed()
    expect(page.headers.get('refresh')).toBeNull()
    expect(page.text).toContain('Зараз у коротких списках 5 пар.')
    expect(page.text).toContain('Жодна нова пара не увійде.')
    // The same five pairs stay: distance spoke for some of them and against others.
    expect(page.text).toMatch(/3 пари отримають вищу оцінку 2 пари отримають нижчу оцінку/)
    expect(page.text).toMatch(
      /Дрогобич – Легниця Критерій «Відстань» важить менше\. було 53 → стане 99 зі 100 \(\+46\)/,
    )
    expect(page.text).toMatch(/Ізюм – Die Критерій «Відстань» важить більше\./)
    expect(page.text).toMatch(/Чи знаходить він справжні партнерства.*Справжній партнер серед перших 100/)
    expect(page.text).toContain('Українських громад: 1; їхніх партнерств: 1.')
  })

  it('it is reckoned once, and anew when Taras asks for it', async () => {
    await makesSecond()
    await previewed()
    const finished = () =>
      app.ctx.db.selectFrom('weightPreviews').select('finishedAt').executeTakeFirstOrThrow()
    const first = await finished()
    app.travel(60_000)
    await previewed()
    expect(await finished()).toEqual(first)
    await taras.sends({}, 'Порівняти ще раз')
    await previewed()
    expect((await finished()).finishedAt!.getTime()).toBeGreaterThan(first.finishedAt!.getTime())
  })

  it('says why it is put in use, or nothing happens', async () => {
    await makesSecond()
    const page = await puts('')
    expect([page.status, page.errors]).toEqual([422, ['Напишіть, чому саме цей набір']])
    expect((await weightsInUse(app.ctx.db)).version).toBe('learned-1')
  })
})

describe('a set that is put in use', () => {
  it('scores everything from then on: partners that fit at once, proposals from the next night', async () => {
    const look = lookAround(app.ctx)
    const totals = async () => (await look('ua-drohobych'))!.ranked.map(({ total }) => total)
    const before = await totals()
    await makesSecond()
    const list = await puts()
    expect(list.at).toBe(weights)
    expect(list.text).toContain('Діє learned-2 Уведено в дію: Тарас')
    expect(list.text).toContain('Погоджено на раді')
    expect(list.text).toContain('За чинним набором їх буде оцінено найближчої ночі.')
    expect(await totals()).not.toEqual(before)
    expect((await look('ua-drohobych'))!.scoreWith('pl-legnica')!.weights).toBe('learned-2')
    await matchCommunities(app.ctx)
    const kept = await app.ctx.db.selectFrom('proposals').select('weights').distinct().execute()
    expect(kept).toEqual([{ weights: 'learned-2' }])
    const later = await taras.opens(weights)
    expect(later.text).not.toContain('найближчої ночі')
    expect((await events()).at(-1)).toMatchObject({ did: 'chose-weights', note: 'Погоджено на раді' })
  })

  it('scores proposals at once when Taras does not want to wait for the night', async () => {
    await makesSecond()
    await puts()
    const page = await taras.sends({}, 'Оцінити всі пари зараз')
    expect(page.text).toContain('Усі пари оцінено наново')
    expect(page.text).toContain('Пропозиції востаннє оцінено за набором learned-2:')
    expect(page.text).not.toContain('найближчої ночі')
  })

  it('is the only one, and the one before can be put in use again', async () => {
    await makesSecond()
    await puts()
    await previewed(taras, paths.staff.weightPreview('uk', 'learned-1'))
    await taras.sends({ why: 'Назад' }, 'Увести в дію')
    const inUse = await app.ctx.db.selectFrom('weightSets').select('id').where('inUse', '=', true).execute()
    expect(inUse).toEqual([{ id: 'learned-1' }])
    expect(await weightsInUse(app.ctx.db)).toEqual(currentWeights)
  })

  it('is not overruled by somebody whose page is older', async () => {
    await makesSecond()
    await makesSecond({ name: 'spring', 'strength-distance': '50' })
    const iryna = await app.admin()
    await previewed(iryna, paths.staff.weightPreview('uk', 'spring-1'))
    await puts()
    const late = await iryna.sends({ why: 'Весна' }, 'Увести в дію')
    expect(late.status).toBe(409)
    expect(late.text).toContain('Тим часом уведено в дію інший набір – learned-2.')
    expect((await weightsInUse(app.ctx.db)).version).toBe('learned-2')
  })
})

describe('a regional branch', () => {
  it('looks, sees its own pairs only, and changes nothing', async () => {
    await makesSecond()
    await previewed()
    const bohdan = await app.coordinator('UA.07')
    expect((await bohdan.opens(weights)).text).not.toContain('Оцінити всі пари зараз')
    const set = await bohdan.opens(second)
    expect(set.text).toContain('Ваги однакові для всієї країни')
    expect(set.has('points-distance-0')).toBe(false)
    const page = await bohdan.opens(preview)
    expect(page.text).toContain('Ізюм')
    expect(page.text).not.toContain('Дрогобич –')
    expect(page.has('why')).toBe(false)
  })

  it('finds no set that is not there', async () => {
    expect((await taras.opens(paths.staff.weightSet('uk', 'learned-9'))).status).toBe(404)
  })
})
