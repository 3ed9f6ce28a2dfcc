// Two records of one community were both introduced to one partner, or stand in one draft of a round: what
// came of either is kept, and the page says beforehand what goes.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { choiceOf } from '../../src/features/figures/figures.forms.js'
import { figuresOf } from '../../src/features/figures/figures.model.js'
import { sourcesOfFigures } from '../../src/features/figures/figures.queries.js'
import { paths } from '../../src/paths.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aProposal } from '../support/builders.js'
import { onSmallRegistry } from '../support/pair.js'
import { buttons, makesRound } from '../support/rounds.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  const place = { nameUk: 'Дрогобичъ', nameEn: 'Drogobych', regionCode: 'UA.15', lat: 49.351, lon: 23.512 }
  await aCommunity(db(), { id: 'ua-drogobych', ...place })
  taras = await app.staff()
})

const db = () => app.ctx.db
const room = (id: string, name = '') => `/uk/staff/communities/${id}${name}`
const opensMerge = () => taras.opens(`${room('ua-drohobych', '/merge')}?with=ua-drogobych`)
const merges = async () => {
  await opensMerge()
  return taras.sends({ 'Дрогобич (ua-drohobych)': true, Підстава: 'Один код КАТОТТГ' }, 'Обʼєднати записи')
}

interface Introduced {
  state: 'connected' | 'resting' | 'closed'
  /** So many days ago. */
  ago: number
  answers?: readonly ['yes' | 'no' | 'not-now', 'yes' | 'no' | 'not-now']
  milestones?: readonly ('met' | 'signed')[]
}

/** An introduction to Legnica; gives its id. */
async function introduced(uaId: string, { state, ago, answers, milestones = [] }: Introduced) {
  const at = later(app.now(), -days(ago))
  await db().deleteFrom('proposals').where('uaId', '=', uaId).where('foreignId', '=', 'pl-legnica').execute()
  const proposalId = await aProposal(db(), {
    uaId,
    foreignId: 'pl-legnica',
    state: 'approved',
    offeredAt: at,
    decidedAt: at,
  })
  const id = randomUUID()
  await db()
    .insertInto('introductions')
    .values({ id, proposalId, state, openedAt: at, answersUntil: at, closedAt: at })
    .execute()
  for (const [i, side] of (['ua', 'foreign'] as const).entries())
    await db()
      .insertInto('introductionSides')
      .values({
        introductionId: id,
        side,
        communityId: side === 'ua' ? uaId : 'pl-legnica',
        contactName: 'Хтось',
        contactEmail: `${side}@office.example`,
        language: 'uk',
        answer: answers?.[i] ?? 'yes',
        answeredAt: at,
        words: 'Лише між нами',
        remindedAt: null,
      })
      .execute()
  for (const kind of milestones)
    await db()
      .insertInto('milestones')
      .values({
        id: randomUUID(),
        introductionId: id,
        side: 'ua',
        kind,
        onDate: '2026-10-01',
        note: null,
        recordedBy: taras.accountId,
        recordedAt: at,
      })
      .execute()
  return id
}

async function associationAnswered(introductionId: string): Promise<void> {
  const associationId = randomUUID()
  await db()
    .insertInto('associations')
    .values({
      id: associationId,
      country: 'PL',
      name: 'Związek Miast Polskich',
      email: 'biuro@zmp.example',
      language: 'pl',
      enteredBy: taras.accountId,
      enteredAt: app.now(),
    })
    .execute()
  await db()
    .insertInto('associationCopies')
    .values({
      id: randomUUID(),
      introductionId,
      associationId,
      sentBy: taras.accountId,
      sentAt: app.now(),
      answer: 'supportive',
      answeredOn: '2026-10-20',
      notedBy: taras.accountId,
    })
    .execute()
}

const signedAndAgreed = async () => {
  const { all } = figuresOf(await sourcesOfFigures(db(), app.now()), choiceOf({}))
  return [all.agreed, all.signed]
}

describe('two introductions to one partner', () => {
  it('become the one with a signature, though the other is newer; what associations said of it follows', async () => {
    const older = await introduced('ua-drohobych', { state: 'connected', ago: 40, milestones: ['signed'] })
    const newer = await introduced('ua-drogobych', { state: 'connected', ago: 5 })
    await associationAnswered(newer)
    const page = await opensMerge()
    expect(page.text).toContain('1 пару запропоновано за обома записами')
    expect(page.text).toContain('Із них 1 пару вже познайомлено двічі')
    expect(page.text).toContain('посилання в його листах перестануть діяти')
    expect((await merges()).text).toContain('Записи обʼєднано.')

    expect(await db().selectFrom('introductions').select('id').execute()).toEqual([{ id: older }])
    expect(await signedAndAgreed()).toEqual([1, 1])
    const copies = await db().selectFrom('associationCopies').select(['introductionId', 'answer']).execute()
    expect(copies).toEqual([{ introductionId: older, answer: 'supportive' }])
    const history = await taras.opens(room('ua-drohobych', '/history'))
    expect(history.text).toMatch(
      /Зникло друге знайомство: обидві сторони погодилися, розпочато \d+ жовтня 2026 (р\.|року)\. Відповіді: ua-drogobych – так, pl-legnica – так/,
    )
    const [version] = await db()
      .selectFrom('recordVersions')
      .select('snapshot')
      .where('did', '=', 'merged')
      .execute()
    expect(version?.snapshot).toMatchObject({
      folded: [
        {
          ua: 'ua-drogobych',
          state: 'approved',
          introduction: {
            id: newer,
            state: 'connected',
            answers: [
              { side: 'ua', answer: 'yes' },
              { side: 'foreign', answer: 'yes' },
            ],
          },
        },
      ],
    })
    expect(JSON.stringify(version?.snapshot)).not.toMatch(/Лише між нами|Хтось|office\.example/)
  })

  it('keep what was recorded after both', async () => {
    await introduced('ua-drohobych', { state: 'connected', ago: 40, milestones: ['met', 'signed'] })
    const newer = await introduced('ua-drogobych', { state: 'connected', ago: 5, milestones: ['met'] })
    await merges()
    const left = await db().selectFrom('milestones').select(['introductionId', 'kind']).execute()
    expect(left.sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { introductionId: newer, kind: 'met' },
      { introductionId: newer, kind: 'signed' },
    ])
  })

  it('are not merged while one rests: both will be asked again', async () => {
    await introduced('ua-drohobych', { state: 'closed', ago: 40, answers: ['no', 'yes'] })
    await introduced('ua-drogobych', { state: 'resting', ago: 5, answers: ['not-now', 'yes'] })
    const page = await opensMerge()
    expect(page.text).toContain('одне знайомство ще триває або відкладене')
    expect(page.text).not.toContain('Який запис лишити?')
  })

  it('that both records do not share need no words', async () => {
    await introduced('ua-drogobych', { state: 'connected', ago: 5 })
    await db().deleteFrom('proposals').where('uaId', '=', 'ua-drohobych').execute()
    const page = await opensMerge()
    expect(page.text).not.toMatch(/запропоновано за обома записами|познайомлено двічі/)
    await merges()
    expect(await signedAndAgreed()).toEqual([1, 0])
  })
})

describe('a draft of a round', () => {
  it('goes on with the record that stays, and can be accepted', async () => {
    const id = await makesRound(taras)
    await taras.sends({}, buttons.strike('Дрогобич – Die'))
    await taras.sends({}, buttons.again)
    expect(taras.page().text).not.toContain('Раунд застарів')
    await merges()
    const draft = await taras.opens(paths.staff.round('uk', id))
    expect(draft.text).toContain('Раунд застарів')
    expect(draft.text).not.toMatch(/ua-drogobych|Дрогобичъ/)
    const accepted = await taras.sends({}, buttons.accept)
    expect(accepted.status).toBe(200)
    const offered = await db()
      .selectFrom('proposals')
      .select('uaId')
      .where('roundId', '=', id)
      .where('foreignId', '=', 'fr-die')
      .orderBy('uaId')
      .execute()
    expect(offered.map(({ uaId }) => uaId)).toEqual(['ua-drohobych', 'ua-izium'])
  })
})
