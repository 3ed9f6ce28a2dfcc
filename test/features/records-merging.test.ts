// Two records of one community become one, and one record that was two becomes two: everything that hangs
// on them goes where it belongs, and old addresses lead there.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { indexChanges } from '../../src/features/communities/index-changes.job.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aPartnership, aProposal } from '../support/builders.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  const { db } = app.ctx
  await aCommunity(db, {
    id: 'ua-drogobych',
    nameUk: 'Дрогобичъ',
    nameEn: 'Drogobych',
    regionCode: 'UA.15',
    lat: 49.351,
    lon: 23.512,
    population: null,
    populationSource: null,
    geonamesId: 709_900,
  })
  taras = await app.staff()
})

const db = () => app.ctx.db
const room = (id: string, name = '') => `/uk/staff/communities/${id}${name}`

/** Every table and column in which an id still stands, but for the history and the redirect. */
async function whereIs(id: string): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select table_name as table from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in
      ('events', 'record_versions', 'community_redirects', 'index_changes', 'sessions', 'seed_loads')`.execute(
    db(),
  )
  const found = []
  for (const { table } of rows) {
    const { rows: hits } = await sql<{ hit: boolean }>`
      select exists (select from ${sql.table(table)} as t where t::text ~ ${`\\m${id}\\M`}) as hit`.execute(
      db(),
    )
    if (hits[0]!.hit) found.push(table)
  }
  return found
}

const merges = async (keeper: string, names = 'інші назви тієї самої громади') => {
  await taras.opens(`${room('ua-drohobych', '/merge')}?with=ua-drogobych`)
  return taras.sends({ [keeper]: true, [names]: true, Підстава: 'Один код КАТОТТГ' }, 'Обʼєднати записи')
}
const ours = 'Дрогобич (ua-drohobych)'
const theirs = 'Дрогобичъ (ua-drogobych)'

async function everythingHangsOn(id: string): Promise<void> {
  const at = app.now()
  await aPartnership(db(), id, 'de-meissen', { status: 'terminated', source: ['the other'] })
  await aPartnership(db(), id, 'fr-die', { source: ['the other'] })
  await db()
    .insertInto('agreements')
    .values({ id: 'a-1', uaId: id, foreignId: 'fr-die', kind: 'twinning', source: 'a test' })
    .execute()
  await aProposal(db(), { uaId: id, foreignId: 'pl-legnica', state: 'approved', decidedAt: at })
  await db()
    .insertInto('contacts')
    .values({
      communityId: id,
      name: 'Хтось',
      email: 'x@y.example',
      language: 'uk',
      enteredBy: taras.accountId,
      enteredAt: at,
    }) // prettier-ignore
    .execute()
  for (const communityId of [id, 'ua-drohobych'])
    await db()
      .insertInto('introductionRequests')
      .values({
        id: randomUUID(),
        communityId,
        candidateId: 'fr-die',
        state: 'asked',
        askedBy: taras.accountId,
        askedAt: at,
      }) // prettier-ignore
      .execute()
  await db()
    .insertInto('shortlist')
    .values({
      communityId: id,
      candidateId: 'fr-die',
      note: 'гарна',
      addedBy: taras.accountId,
      addedAt: at,
      updatedAt: at,
    }) // prettier-ignore
    .execute()
  await db()
    .updateTable('accounts')
    .set({ role: 'member', communityId: id })
    .where('id', '=', (await app.member(id)).accountId)
    .execute()
}

describe('merging two records', () => {
  it('finds records that look alike, and shows both side by side', async () => {
    const record = await taras.opens(room('ua-drohobych'))
    expect(record.text).toContain('Можливо, це та сама громада')
    await taras.clicks('Порівняти й обʼєднати: Дрогобичъ')
    expect(taras.page().text).toContain('Два записи поруч')
    await taras.sends({}, 'Обʼєднати записи')
    expect(taras.page().errors).toEqual(['Виберіть, який запис лишити', 'Напишіть підставу, до 500 знаків'])
  })

  it('moves everything to the one that stays, in no table is the other left', async () => {
    await everythingHangsOn('ua-drogobych')
    const page = await merges(ours)
    expect(page.text).toContain('Записи обʼєднано.')
    expect(await whereIs('ua-drogobych')).toEqual([])
    const record = await db()
      .selectFrom('communities')
      .selectAll()
      .where('id', '=', 'ua-drohobych')
      .executeTakeFirstOrThrow()
    expect(record).toMatchObject({ nameUk: 'Дрогобич', geonamesId: 709_900, population: 73_682 })
    const partnerships = await db()
      .selectFrom('partnerships')
      .select(['foreignId', 'status'])
      .where('uaId', '=', 'ua-drohobych')
      .orderBy('foreignId')
      .execute()
    expect(partnerships).toEqual([
      { foreignId: 'de-meissen', status: 'active' },
      { foreignId: 'fr-die', status: 'active' },
    ])
    const proposals = await db()
      .selectFrom('proposals')
      .select('state')
      .where('uaId', '=', 'ua-drohobych')
      .where('foreignId', '=', 'pl-legnica')
      .execute()
    expect(proposals).toEqual([{ state: 'approved' }])
    const requests = await db().selectFrom('introductionRequests').select(['communityId', 'state']).execute()
    expect(requests.map(({ state }) => state).sort()).toEqual(['asked', 'withdrawn'])
    const names = await db()
      .selectFrom('communityNames')
      .select(['name', 'kind'])
      .where('communityId', '=', 'ua-drohobych')
      .where('kind', '=', 'other')
      .orderBy('name')
      .execute()
    expect(names.map(({ name }) => name)).toEqual(['Drogobych', 'Дрогобичъ'])
  })

  it('lets the old address lead to the one that stays, after another merge, too', async () => {
    await merges(theirs, 'колишні назви')
    const visitor = app.visitor()
    const old = await visitor.asks('/uk/communities/ua-drohobych')
    expect([old.status, old.headers.get('location')]).toEqual([301, '/uk/communities/ua-drogobych'])
    const api = await visitor.asks('/api/v1/communities/ua-drohobych')
    expect([api.status, api.headers.get('location')]).toEqual([301, '/api/v1/communities/ua-drogobych'])
    expect((await taras.opens(room('ua-drohobych'))).at).toBe(room('ua-drogobych'))
    await aCommunity(db(), { id: 'ua-third', nameUk: 'Третій', regionCode: 'UA.15' })
    await taras.opens(`${room('ua-third', '/merge')}?with=ua-drogobych`)
    await taras.sends({ 'Третій (ua-third)': true, Підстава: 'Так є' }, 'Обʼєднати записи')
    expect((await visitor.asks('/uk/communities/ua-drohobych')).headers.get('location')).toBe(
      '/uk/communities/ua-third',
    )
    const history = await taras.opens(room('ua-third', '/history'))
    expect(history.text).toContain('Приєднано запис: Дрогобичъ (ua-drogobych)')
    expect(history.text).toContain('Обʼєднання не можна скасувати однією дією')
  })

  it('takes the merged record out of the search', async () => {
    await indexChanges(app.ctx)
    expect((await app.visitor().opens('/uk/communities?q=Drogobych')).links).toContain('Дрогобичъ')
    await merges(ours)
    await indexChanges(app.ctx)
    const found = await app.visitor().opens('/uk/communities?q=Drogobych')
    expect(found.links).not.toContain('Дрогобичъ')
    expect(found.links).toContain('Дрогобич')
  })

  it('refuses communities of two countries, and what changed meanwhile', async () => {
    const abroad = await taras.opens(`${room('ua-drohobych', '/merge')}?with=pl-legnica`)
    expect(abroad.text).toContain('Ці громади в різних країнах')
    await taras.opens(`${room('ua-drohobych', '/merge')}?with=ua-drogobych`)
    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(room('ua-drogobych', '/edit'))
    await olena.sends({ 'Назва англійською': 'Drohobych II' })
    await taras.sends({ [ours]: true, Підстава: 'Так є' }, 'Обʼєднати записи')
    expect(taras.page().status).toBe(409)
    expect(taras.page().text).toContain('Тим часом один із записів змінили')
    expect(taras.page().value('Підстава')).toBe('Так є')
    await taras.sends({}, 'Обʼєднати записи')
    expect(taras.page().text).toContain('Записи обʼєднано.')
    const history = await taras.clicks('Історія змін')
    expect(history.text).toContain('Зміна запису, який згодом приєднано: ua-drogobych')
  })

  it('refuses while an introduction to a common partner is open', async () => {
    for (const uaId of ['ua-drohobych', 'ua-drogobych']) {
      const known = await db()
        .selectFrom('proposals')
        .select('id')
        .where('uaId', '=', uaId)
        .where('foreignId', '=', 'pl-legnica')
        .executeTakeFirst()
      const proposalId =
        known?.id ?? (await aProposal(db(), { uaId, foreignId: 'pl-legnica', state: 'approved' }))
      await db()
        .insertInto('introductions')
        .values({
          id: randomUUID(),
          proposalId,
          state: 'awaiting',
          openedAt: app.now(),
          answersUntil: app.now(),
          closedAt: null,
        }) // prettier-ignore
        .execute()
    }
    const page = await taras.opens(`${room('ua-drohobych', '/merge')}?with=ua-drogobych`)
    expect(page.text).toContain('одне знайомство ще триває')
    expect(page.text).not.toContain('Який запис лишити?')
  })

  it('is for coordinators only within their oblast', async () => {
    const bohdan = await app.coordinator('UA.15')
    expect((await bohdan.opens(`${room('ua-drohobych', '/merge')}?with=ua-izium`)).status).toBe(403)
    expect((await bohdan.opens(`${room('ua-drohobych', '/merge')}?with=ua-drogobych`)).status).toBe(200)
  })
})

describe('splitting a record', () => {
  it('makes a new record and moves what was chosen', async () => {
    await db()
      .insertInto('communityNames')
      .values({
        communityId: 'ua-drogobych',
        name: 'Drohobycz',
        kind: 'other',
        language: '',
        script: 'latin',
        source: 'a test',
      }) // prettier-ignore
      .execute()
    await aPartnership(db(), 'ua-drogobych', 'fr-die')
    await aPartnership(db(), 'ua-drogobych', 'pl-legnica')
    await db()
      .insertInto('agreements')
      .values({ id: 'a-1', uaId: 'ua-drogobych', foreignId: 'fr-die', kind: 'twinning', source: 'a test' })
      .execute()
    await taras.opens(room('ua-drogobych', '/split'))
    await taras.sends({ 'Назва українською': 'Миколаїв' })
    expect(taras.page().status).toBe(422)
    const moves = { Drohobycz: true, Die: true, 'Номер у GeoNames: 709900': true }
    await taras.sends({
      ...moves,
      'Назва англійською': 'Mykolaiv',
      Широта: '49,52',
      Довгота: '23,98',
      Підстава: 'Дві громади з однією назвою',
    })
    expect(taras.page().at).toContain('/uk/staff/communities/ua-mykolaiv')
    const split = await db()
      .selectFrom('communities')
      .select(['id', 'geonamesId'])
      .where('id', 'in', ['ua-mykolaiv', 'ua-drogobych'])
      .orderBy('id')
      .execute()
    expect(split).toEqual([
      { id: 'ua-drogobych', geonamesId: null },
      { id: 'ua-mykolaiv', geonamesId: 709_900 },
    ])
    const agreement = await db().selectFrom('agreements').select('uaId').executeTakeFirstOrThrow()
    expect(agreement.uaId).toBe('ua-mykolaiv')
    const history = await taras.opens(room('ua-drogobych', '/history'))
    expect(history.text).toContain('Новий запис: ua-mykolaiv')
    expect(history.text).toContain('Перейшли назви: Drohobycz')
  })
})
