// Taras brings files in his browser: what is wrong with them, their columns, what would become of each row,
// and how a colleague's hand beside his changes nothing twice.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { tendBatches } from '../../src/features/imports/batches.job.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { root } from '../../src/platform/kit/root.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { dumpOf } from '../support/dump.js'
import { onSmallRegistry } from '../support/pair.js'
import type { Page } from '../support/page.js'
import { brings, windows1251 } from '../support/uploads.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate import_batches cascade')
  taras = await app.staff()
})

const sample = readFileSync(join(root, 'seeds/register-sample.csv'))
const list = `Назва;Країна;Область;Широта;Довгота;Населення
Дрогобич;Україна;Львівська область;49,35;23,51;74 000
Стебник;;Львівська;49.2997;23.5597;19500
Легниця;Польща;;51.21;16.16;97300
Стебник;;Львівська;49.2997;23.5597;19500
Ізюм;Україна;;;;40000
`

/** Names the columns as they were guessed, and waits until the rows are judged. */
async function judged(person: SignedIn): Promise<Page> {
  let page = await person.sends({}, 'Перевірити рядки')
  while (page.text.includes('Рядки перевіряються')) page = await person.clicks('Оновити зараз')
  return page
}

describe('a file', () => {
  it.each([
    ['nothing', '', 'Виберіть файл'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'Це не таблиця'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'Збережіть його як XLSX'],
    ['a workbook cut in half', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(40)]), 'пошкоджено'],
    ['an open quotation mark', 'Назва;Країна\nДрогобич;"Україна\n', 'рядок 2'],
    ['a quotation mark inside', 'Назва,Країна\nДро"гобич",Україна\n', 'рядок 2, стовпець 1'],
    ['headings alone', 'Назва,Країна\n', 'немає жодного рядка'],
    ['a row longer than its headings', 'Назва,Країна\nДрогобич,Україна,ще\n', 'стовпці 3'],
  ])('that is %s is refused with what is wrong', async (_what, content, said) => {
    const page = await brings(taras, content, { name: 'list.csv' })
    expect(page.status).toBe(422)
    expect(page.errors).toHaveLength(1)
    expect(page.text).toContain(said)
  })

  it('is refused when it is too large, and forged forms are refused altogether', async () => {
    const page = await brings(taras, Buffer.alloc(20_000_001, 'a'), { name: 'large.csv' })
    expect([page.status, page.errors]).toEqual([422, ['Файл більший за 20 МБ. Поділіть його на частини']])
    const form = new FormData()
    form.set('_csrf', 'somebody else’s')
    form.set('file', new Blob([list]), 'list.csv')
    const answer = await taras.asks(paths.staff.imports('uk'), { method: 'POST', body: form })
    expect(answer.status).toBe(403)
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${list}`)],
    ['UTF-16', Buffer.from(`\uFEFF${list}`, 'utf16le')],
    ['Windows-1251', windows1251(list)],
    ['tabs', Buffer.from(list.replaceAll(';', '\t'))],
    ['commas', Buffer.from(list.replaceAll(',', '.').replaceAll(';', ','))],
  ])('in %s is read, its kind and columns guessed', async (_how, bytes) => {
    const page = await brings(taras, bytes, { name: 'громади.csv' })
    expect(page.heading).toBe('Стовпці файлу «громади.csv»')
    expect([page.value('Назва'), page.value('Країна'), page.value('Населення')]).toEqual(['0', '1', '5'])
    expect(page.text).toContain('Дрогобич')
  })
})

describe('a list of communities', () => {
  const checked = async () => {
    await brings(taras, list, { name: 'list.csv' })
    return judged(taras)
  }

  it('asks for the column it cannot do without, and keeps what was chosen', async () => {
    await brings(taras, list, { name: 'list.csv' })
    const page = await taras.sends({ 'column-name': '', 'column-lat': '4' }, 'Перевірити рядки')
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Виберіть стовпець: без нього рядки не зрозуміти',
      'Цей стовпець уже вибрано для іншого поля',
    ])
    expect([page.value('column-name'), page.value('column-lat')]).toEqual(['', '4'])
  })

  it('stands in the diary with where it came from, though it came in pieces', async () => {
    await brings(taras, list, { name: 'list.csv' })
    const brought = app.ctx.db.selectFrom('events').select('origin').where('did', '=', 'brought-file')
    expect(await brought.execute()).toEqual([{ origin: 'page 127.0.0.0/24' }])
  })

  it('shows of each row what would become of it, field by field', async () => {
    const page = await checked()
    expect(page.heading).toBe('Імпорт: list.csv')
    expect(page.text).toContain('нові: 1')
    expect(page.text).toContain('73 682 → 74 000')
    expect(page.text).toContain('Те саме, що в рядку 3.')
    expect(page.text).toContain('Область не вказано')
  })

  it('is applied once, by whoever is first, and taken back exactly', async () => {
    const { db } = app.ctx
    const tables = ['countries', 'communities', 'community_names', 'partnerships', 'agreements', 'record_conflicts'] // prettier-ignore
    const before = await dumpOf(db, tables)
    await checked()
    const iryna = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    const at = taras.page().at
    await iryna.opens(at)
    const pages = await Promise.all([taras.sends({}, 'Застосувати'), iryna.sends({}, 'Застосувати')])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(pages.find(({ status }) => status === 409)?.text).toMatch(/Імпорт уже застосовано: (Тарас|Ірина)/)
    const made = await db
      .selectFrom('communities')
      .selectAll()
      .where('id', '=', 'ua-stebnyk')
      .executeTakeFirst()
    expect(made).toMatchObject({ nameUk: 'Стебник', population: 19_500, regionCode: 'UA.15', kind: 'city' })
    const versions = await db.selectFrom('recordVersions').select(['communityId', 'did', 'why']).execute()
    expect(versions).toEqual(
      expect.arrayContaining([
        { communityId: 'ua-stebnyk', did: 'created', why: 'list.csv' },
        { communityId: 'ua-drohobych', did: 'changed', why: 'list.csv' },
      ]),
    )
    await taras.opens(at)
    const undone = await taras.sends({}, 'Скасувати імпорт')
    expect(undone.text).toContain('Імпорт скасовано.')
    expect(await dumpOf(db, tables)).toEqual(before)
  })

  it('leaves a row that somebody changed since, and offers to take back the others', async () => {
    await checked()
    await taras.sends({}, 'Застосувати')
    await app.ctx.db
      .updateTable('communities')
      .set({ population: 5 })
      .where('id', '=', 'ua-drohobych')
      .execute()
    const refused = await taras.sends({}, 'Скасувати імпорт')
    expect([refused.status, refused.text.includes('рядок 2 відтоді хтось змінив')]).toEqual([409, true])
    const rest = await taras.sends({}, 'Скасувати 1 інший рядок')
    expect(rest.text).toContain('Імпорт скасовано.')
    const left = await app.ctx.db
      .selectFrom('communities')
      .select('id')
      .where('id', '=', 'ua-stebnyk')
      .execute()
    expect(left).toEqual([])
  })

  it('takes or leaves rows as staff decide, one by one or all of a fate', async () => {
    await checked()
    await taras.clicks('зміни: 1')
    const left = await taras.sends({}, 'Пропустити 1 рядок')
    expect(left.text).toContain('Не буде взято.')
    await taras.sends({}, 'Застосувати')
    const drohobych = await app.ctx.db
      .selectFrom('communities')
      .select('population')
      .where('id', '=', 'ua-drohobych')
      .executeTakeFirst()
    expect(drohobych?.population).toBe(73_682)
  })

  it('lets staff say which community is meant, also by the address of its page', async () => {
    await checked()
    await taras.clicks('громаду не визначено: 1')
    const unknown = await taras.sends({ otherCommunity: 'ua-nowhere' }, 'Вибрати громаду (Рядок 6)')
    expect([unknown.status, unknown.text.includes('код на зразок fr-die')]).toEqual([422, true])
    const page = await taras.sends(
      { otherCommunity: `${app.url}/uk/communities/ua-izium` },
      'Вибрати громаду (Рядок 6)',
    )
    expect(page.status).toBe(200)
    const all = await taras.opens(page.at.replace(/\?.*/, '?fate=change'))
    expect(all.text).toContain('45 884 → 40 000')
  })

  it('is discarded without a trace in the registry', async () => {
    await checked()
    const page = await taras.sends({}, 'Відкинути файл')
    expect(page.text).toContain('Файл відкинуто')
    expect(await app.ctx.db.selectFrom('importRows').select('rowNo').execute()).toEqual([])
  })
})

describe('lists of partnerships and of contacts', () => {
  it('records a new partnership, and asks before one with a closed country', async () => {
    await brings(
      taras,
      'Українська громада,Область,Партнер,Країна,Стан,Рік\nДрогобич,Львівська,Легниця,Польща,чинне,2019\nДрогобич,Львівська,Майсен,Німеччина,,\n',
      { name: 'p.csv' },
    )
    const page = await judged(taras)
    expect(page.text).toContain('нові: 1')
    expect(page.text).toContain('повтори: 1')
    await taras.sends({}, 'Застосувати')
    const found = await app.ctx.db
      .selectFrom('agreements')
      .select(['uaId', 'foreignId', 'signedYear'])
      .execute()
    expect(found).toEqual([{ uaId: 'ua-drohobych', foreignId: 'pl-legnica', signedYear: 2019 }])
  })

  it('takes an office’s contact, asks about a private address, and keeps neither in the import', async () => {
    const file =
      'Громада,Область,Контактна особа,E-mail,Телефон\nДрогобич,Львівська,Відділ розвитку,office@drohobych.example,0324410000\nІзюм,Харківська,Іван,ivan@gmail.com,\n'
    await brings(taras, file, { name: 'c.csv', kind: 'contacts' })
    const page = await judged(taras)
    expect(page.text).toContain('Адреса схожа на приватну')
    const applied = await taras.sends({}, 'Застосувати')
    expect(applied.text).toContain('Імпорт застосовано.')
    const contacts = await app.ctx.db.selectFrom('contacts').select(['communityId', 'email']).execute()
    expect(contacts).toEqual([{ communityId: 'ua-drohobych', email: 'office@drohobych.example' }])
    const kept = JSON.stringify(
      await dumpOf(app.ctx.db, ['import_batches', 'import_rows', 'import_changes', 'events']),
    )
    for (const personal of ['@drohobych', 'gmail', '0324410000', 'Відділ розвитку'])
      expect(kept).not.toContain(personal)
    expect((await taras.sends({}, 'Скасувати імпорт')).text).toContain('Імпорт скасовано.')
    expect(await app.ctx.db.selectFrom('contacts').select('email').execute()).toEqual([])
  })
})

describe('a service that stops in the middle', () => {
  it('takes up the rows it had in hand when their time is over, and forgets what nobody decided on', async () => {
    const { db } = app.ctx
    await brings(taras, list, { name: 'list.csv' })
    await judged(taras)
    const { id } = await db.selectFrom('importBatches').select('id').executeTakeFirstOrThrow()
    const halfway = {
      state: 'checking' as const,
      run: randomUUID(),
      leasedUntil: later(app.now(), 1_000),
      checked: 2,
    }
    await db.updateTable('importBatches').set(halfway).where('id', '=', id).execute()
    await db.updateTable('importRows').set({ fate: null, outcome: null }).where('rowNo', '>', 3).execute()
    expect(await tendBatches(app.ctx)).toEqual({ resumed: 0, forgotten: 0 })
    app.travel(2_000)
    expect(await tendBatches(app.ctx)).toEqual({ resumed: 1, forgotten: 0 })
    const rows = await db.selectFrom('importRows').select('fate').orderBy('rowNo').execute()
    expect(rows.map(({ fate }) => fate)).toEqual(['change', 'new', 'duplicate', 'duplicate', 'unplaced'])
    app.travel(days(31))
    expect(await tendBatches(app.ctx)).toEqual({ resumed: 0, forgotten: 1 })
  })
})

describe('what was exported', () => {
  it('is known to the last cell when it is brought back', async () => {
    const sheet = await taras.asks('/uk/staff/exports/communities.csv')
    expect(sheet.status).toBe(200)
    await brings(taras, Buffer.from(await sheet.arrayBuffer()), { name: 'communities.csv' })
    const page = await judged(taras)
    expect(page.text).toContain('повтори: 5')
  })
})

describe('a coordinator', () => {
  it('brings files for the own oblast only, and sees nobody else’s', async () => {
    await brings(taras, list, { name: 'list.csv' })
    const others = taras.page().at
    const bohdan = await app.coordinator('UA.07')
    expect((await bohdan.opens(others)).status).toBe(404)
    await brings(bohdan, list.replace('Ізюм;Україна;', 'Ізюм;Україна;Харківська область'), {
      name: 'ours.csv',
    })
    const page = await judged(bohdan)
    expect(page.text).toContain('інші області: 4')
    expect(page.text).toContain('зміни: 1')
    expect((await bohdan.opens(paths.staff.imports('uk'))).text).not.toContain('list.csv')
  })
})

describe('the register', () => {
  it('shows that personal data were left out, and never the data', async () => {
    await brings(taras, sample, { name: 'register.csv' })
    expect(taras.page().html).not.toContain('example.org')
    const page = await judged(taras)
    expect(page.text).toContain('Вилучено: електронна адреса, телефон і поштова адреса')
    expect(page.text).toContain('Вилучено: імʼя людини')
    for (const personal of ['example.org', '0261-', 'Приклад М', 'Незалежності'])
      expect(page.html).not.toContain(personal)
  })
})
