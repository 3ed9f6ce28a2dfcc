// A coordinator filters by rounds: those of the own oblast, and those of the whole country that reached it.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { onSmallRegistry, proposalOf } from '../support/pair.js'

let app: TestApp
let taras: string
let national: string
onSmallRegistry((opened) => {
  app = opened
})

async function accepted(
  name: string,
  regionCode: string | null,
  pairs: readonly (readonly [string, string])[],
) {
  const id = randomUUID()
  const options = JSON.stringify({ whom: 'all', mostUa: 3, mostForeign: 3, floor: 0, least: 0 })
  const days = { remindAfterDays: 10, closeAfterDays: 30 }
  const made = { madeBy: taras, madeAt: app.now(), decidedAt: app.now() }
  await app.ctx.db
    .insertInto('rounds')
    .values({ id, name, state: 'accepted', regionCode, options, ...days, ...made })
    .execute()
  for (const [ua, foreign] of pairs) {
    const proposal = await proposalOf(app, ua, foreign)
    await app.ctx.db.updateTable('proposals').set({ roundId: id }).where('id', '=', proposal.id).execute()
  }
  return id
}

beforeEach(async () => {
  taras = (await app.staff()).accountId
  national = await accepted('Осінній раунд', null, [
    ['ua-drohobych', 'pl-legnica'],
    ['ua-izium', 'pl-legnica'],
  ])
  await accepted('Раунд Харківщини', 'UA.07', [['ua-izium', 'fr-die']])
})

describe('the rounds of a coordinator', () => {
  it.each([
    ['proposals', paths.staff.proposals('uk')],
    ['introductions', paths.staff.introductions('uk')],
  ])('are to be chosen in the list of %s', async (_, list) => {
    const bohdan = await app.coordinator('UA.15')
    const { html } = await bohdan.opens(list)
    expect(html).toContain('>Осінній раунд</option>')
    expect(html).not.toContain('Раунд Харківщини')
  })

  it('are named where they filter', async () => {
    const bohdan = await app.coordinator('UA.15')
    const page = await bohdan.opens(`${paths.staff.proposals('uk')}?round=${national}`)
    expect(page.text).toContain('Раунд: Осінній раунд')
    expect(page.text).toContain('1 пропозиція')
  })
})
