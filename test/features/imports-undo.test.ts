// An import of communities is taken back with everything it said, and never with what others have done since.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import type { SignedIn, TestApp } from '../support/app.js'
import { aProposal } from '../support/builders.js'
import { dumpOf } from '../support/dump.js'
import { onSmallRegistry } from '../support/pair.js'
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

const db = () => app.ctx.db
/** One community that is new, and two names of which no file can say which is right. */
const list = `Назва;Назва англійською;Країна;Область;Широта;Довгота;Населення
Дрогобич;Drohobycz;Україна;Львівська область;49,35;23,51;73 682
Ізюм;Isjum;Україна;Харківська область;49,21;37,25;45 884
Стебник;Stebnyk;Україна;Львівська область;49,2997;23,5597;19 500
`

async function applied(): Promise<void> {
  await brings(taras, list, { name: 'list.csv' })
  let page = await taras.sends({}, 'Перевірити рядки')
  while (page.text.includes('Рядки перевіряються')) page = await taras.clicks('Оновити зараз')
  await taras.sends({}, 'Застосувати')
}
const undoes = () => taras.sends({}, 'Скасувати імпорт')

const conflicts = () =>
  db().selectFrom('recordConflicts').select(['communityId', 'decision']).orderBy('communityId').execute()

describe('contradictions that an import noted', () => {
  it('go with it', async () => {
    const before = await dumpOf(db(), ['communities', 'community_names', 'record_conflicts'])
    await applied()
    expect((await conflicts()).map(({ communityId }) => communityId)).toEqual(['ua-drohobych', 'ua-izium'])
    expect((await undoes()).text).toContain('Імпорт скасовано.')
    expect(await dumpOf(db(), ['communities', 'community_names', 'record_conflicts'])).toEqual(before)
  })

  it('stay where staff decided, and where another source says the same', async () => {
    await applied()
    const at = taras.page().at
    const [drohobych] = await conflicts()
    await db()
      .updateTable('recordConflicts')
      .set({ decision: 'ours', decidedBy: taras.accountId, decidedAt: app.now() })
      .where('communityId', '=', drohobych!.communityId)
      .execute()
    const known = await db().selectFrom('recordConflicts').selectAll().execute()
    const izium = known.find(({ communityId }) => communityId === 'ua-izium')!
    await db()
      .insertInto('recordConflicts')
      .values({
        ...izium,
        id: randomUUID(),
        theirsSource: 'Реєстр 2025',
        ours: JSON.stringify(izium.ours),
        theirs: JSON.stringify(izium.theirs),
        decidedValue: null,
      })
      .execute()
    await taras.opens(at)
    await undoes()
    const left = await db().selectFrom('recordConflicts').select(['communityId', 'theirsSource']).execute()
    expect(left.map((row) => Object.values(row).join(' ')).sort()).toEqual([
      'ua-drohobych file: list.csv',
      'ua-izium Реєстр 2025',
    ])
  })
})

describe('a community that an import made', () => {
  const proposes = () => aProposal(db(), { uaId: 'ua-stebnyk', foreignId: 'fr-die' })

  it('goes with offers that nobody touched', async () => {
    await applied()
    await proposes()
    expect((await undoes()).text).toContain('Імпорт скасовано.')
    expect(
      await db().selectFrom('proposals').where('uaId', '=', 'ua-stebnyk').select('id').execute(),
    ).toEqual([])
  })

  it.each([
    ['somebody has taken', (id: string) => takes(id)],
    ['belongs to an accepted round', (id: string) => joinsRound(id)],
    ['has an edited letter', (id: string) => getsLetter(id)],
  ])('stays while a proposal of it %s', async (_what, touch) => {
    await applied()
    const at = taras.page().at
    const id = await proposes()
    await touch(id)
    await taras.opens(at)
    const refused = await undoes()
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('рядок 4')
    expect(await db().selectFrom('proposals').select('id').where('id', '=', id).execute()).toEqual([{ id }])
  })
})

const takes = (id: string) =>
  db()
    .updateTable('proposals')
    .set({ takenBy: taras.accountId, takenAt: app.now() })
    .where('id', '=', id)
    .execute()

async function joinsRound(id: string): Promise<void> {
  const roundId = randomUUID()
  await db()
    .insertInto('rounds')
    .values({
      id: roundId,
      name: 'Осінній раунд',
      state: 'accepted',
      options: '{}',
      remindAfterDays: 10,
      closeAfterDays: 30,
      madeBy: taras.accountId,
      madeAt: app.now(),
      regionCode: null,
      computingSince: null,
      computedAt: null,
      markedAt: null,
      basis: null,
      summary: null,
      decidedBy: taras.accountId,
      decidedAt: app.now(),
      note: null,
    })
    .execute()
  await db().updateTable('proposals').set({ roundId }).where('id', '=', id).execute()
}

async function getsLetter(id: string): Promise<void> {
  await db()
    .insertInto('proposalLetters')
    .values({
      proposalId: id,
      side: 'ua',
      language: 'uk',
      subject: null,
      body: null,
      personal: 'Після нашої зустрічі',
      signerId: null,
      original: 'a digest',
      editedBy: taras.accountId,
      editedAt: app.now(),
    })
    .execute()
}
