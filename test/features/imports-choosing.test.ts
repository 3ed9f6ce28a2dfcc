// What a row means where the file leaves it open: staff name the community, enter one that the registry
// lacks, and are told what goes when they discard a file. What people entered no file overwrites by itself.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'
import type { Page } from '../support/page.js'
import { brings } from '../support/uploads.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate import_batches cascade')
  taras = await app.staff()
})

const list = `Українська громада,Область,Партнер,Країна
Дрогобич,Львівська,Нідеггау,Німеччина
Забродівська сільська рада,Харківська область,Легниця,Польща
`
async function judged(person: SignedIn, file = list): Promise<Page> {
  await brings(person, file, { name: 'p.csv' })
  let page = await person.sends({}, 'Перевірити рядки')
  while (page.text.includes('Рядки перевіряються')) page = await person.clicks('Оновити зараз')
  return page
}
const chooses = (fields: Record<string, string>, row: number) =>
  taras.sends(fields, `Вибрати громаду (Рядок ${row})`)

describe('the community that a row means', () => {
  it.each([
    ['name', 'Легниця'],
    ['name in another language and case', 'LEGNICA'],
    ['name and place', 'Легниця, Польща'],
    ['code', 'pl-legnica'],
    ['address', 'https://pobratym.example/uk/communities/pl-legnica?from=list'],
  ])('is found by its %s', async (_how, typed) => {
    await judged(taras)
    const page = await chooses({ otherForeign: typed }, 2)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Дрогобич – Легниця')
  })

  it('is asked for again where nobody is called so, or several are, with what was typed', async () => {
    await judged(taras)
    await taras.clicks('громаду не визначено: 2')
    const unknown = await chooses({ otherForeign: 'Нідеґґен' }, 2)
    expect([unknown.status, unknown.value('other-foreign-2')]).toEqual([422, 'Нідеґґен'])
    expect(unknown.errors).toEqual([
      'Виберіть громаду зі списку або введіть її назву, код на зразок fr-die чи адресу її сторінки.',
    ])
    expect(unknown.html).toContain('aria-current="true">громаду не визначено: 2')
    const twin = {
      language: 'uk',
      script: 'cyrillic',
      kind: 'former',
      name: 'Ліґніц',
      source: 'a test',
    } as const
    for (const communityId of ['pl-legnica', 'fr-die'])
      await app.ctx.db
        .insertInto('communityNames')
        .values({ communityId, ...twin })
        .execute()
    const several = await chooses({ otherForeign: 'Лігніц' }, 2)
    expect(several.errors).toEqual(['Так називаються кілька громад. Виберіть потрібну зі списку.'])
    const chosen = await chooses({ foreign: 'pl-legnica', otherForeign: '' }, 2)
    expect(chosen.text).toContain('нові: 1')
    await app.ctx.db.deleteFrom('communityNames').where('name', '=', 'Ліґніц').execute()
  })
})

describe('a community that the registry lacks', () => {
  it('is entered in a form that knows what the row says', async () => {
    const page = await judged(taras)
    const at = page.at
    const abroad = await taras.clicks('Внести громаду до реєстру: Нідеггау')
    expect(abroad.heading).toBe('Нова громада')
    expect([abroad.value('country'), abroad.value('nameUk')]).toEqual(['DE', 'Нідеггау'])
    await taras.opens(at)
    const ours = await taras.clicks('Внести громаду до реєстру: Забродівська сільська рада')
    expect(['country', 'nameUk', 'hromadaUk', 'kind', 'regionCode'].map((name) => ours.value(name))).toEqual([
      'UA', '', 'Забродівська', 'village', 'UA.07',
    ]) // prettier-ignore
  })

  it('is not a coordinator’s to enter abroad', async () => {
    const page = await judged(await app.coordinator('UA.15'), list.split('\n').slice(0, 2).join('\n'))
    expect(page.text).toContain('Нідеггау')
    expect(page.text).not.toContain('Внести громаду до реєстру')
  })
})

describe('a file that is not wanted', () => {
  it('says what goes with it before the button is in reach', async () => {
    const page = await judged(taras)
    const folded =
      /<details(?<open>[^>]*)>\s*<summary>Файл не потрібен\?<\/summary>(?<within>.*?)<\/details>/su
    const { open, within } = folded.exec(page.html)?.groups ?? {}
    expect(open).not.toContain('open')
    expect(within).toContain('Зникнуть усі прочитані рядки')
    expect(within).toContain('Відкинути файл')
    expect((await taras.sends({}, 'Відкинути файл')).text).toContain('Файл відкинуто')
  })
})

describe('a value that somebody entered', () => {
  const counts = (population: string, source = '') =>
    `Назва;Країна;Область;Широта;Довгота;Населення;Джерело даних про населення
Дрогобич;Україна;Львівська область;49,35;23,51;${population};${source}
Стебник;Україна;Львівська область;49,2997;23,5597;19 500;
`
  const drohobych = () =>
    app.ctx.db
      .selectFrom('communities')
      .select('population')
      .where('id', '=', 'ua-drohobych')
      .executeTakeFirstOrThrow()

  it('is not overwritten by a file, but put before staff', async () => {
    await taras.opens(paths.staff.editRecord('uk', 'ua-drohobych'))
    await taras.sends(
      { population: '73 000', populationSource: 'Міська рада', populationYear: '2026' },
      'Зберегти',
    )
    const page = await judged(taras, counts('80 000'))
    expect(page.text).toContain('Населення: у реєстрі – 73 000, у файлі – 80 000.')
    expect(page.text).toContain('із суперечностями: 1')
    await taras.sends({}, 'Застосувати')
    expect(await drohobych()).toEqual({ population: 73_000 })
    const noted = await app.ctx.db.selectFrom('recordConflicts').select(['field', 'ours', 'theirs']).execute()
    expect(noted).toEqual([{ field: 'population', ours: 73_000, theirs: 80_000 }])
  })

  it('is another matter than what an earlier file said, unless the new one is older', async () => {
    await judged(taras, counts('74 000', 'Держстат 2024'))
    await taras.sends({}, 'Застосувати')
    expect(await drohobych()).toEqual({ population: 74_000 })
    expect((await judged(taras, counts('75 000', 'Держстат 2025'))).text).toContain('зміни: 1')
    expect((await judged(taras, counts('76 000', 'Перепис 2001'))).text).toContain('із суперечностями: 1')
  })
})
