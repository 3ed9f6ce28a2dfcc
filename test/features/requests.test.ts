// Oksana asks for an introduction to Legnica in her own words; Taras finds it at the top of his list.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { declareIntent } from '../../src/features/our-community/index.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import { tokenIn } from '../support/agent.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { entersContacts, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let oksana: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  oksana = await app.member('ua-drohobych')
})

const words = 'Ми разом із Майсеном хотіли б говорити з Легницею про воду.'
const ours = paths.our.introductions('uk')

async function asks(candidate: string, typed = words, person = oksana) {
  await person.opens(paths.our.ask('uk', candidate))
  return person.sends({ 'Ваші слова': typed })
}

const requests = () =>
  app.ctx.db
    .selectFrom('introductionRequests')
    .select(['communityId', 'candidateId', 'state', 'words'])
    .orderBy('askedAt')
    .execute()
const states = async () => (await requests()).map(({ state }) => state)
const asked = async (uaId: string, foreignId: string) => (await proposalOf(app, uaId, foreignId)).askedAt

describe('asking', () => {
  it('goes to the top of the staff’s list, with who asked, when and why', async () => {
    const page = await asks('pl-legnica')
    expect([page.at, page.heading]).toEqual([ours, 'Наші знайомства'])
    expect(page.text).toContain('Чекає на рішення Асоціації')
    expect(page.text).toContain(words)

    const taras = await app.staff()
    const list = await taras.opens(`${paths.staff.proposals('uk')}?asked=yes`)
    expect(list.text).toContain('1 пропозиція')
    expect(list.text).toContain('Просять познайомити від 3 листопада 2026 року')
    const { at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const file = await taras.opens(at)
    expect(file.text).toContain('Дрогобич: просить Оксана, 3 листопада 2026 року')
    expect(file.text).toContain(words)
    const events = JSON.stringify(await app.ctx.db.selectFrom('events').selectAll().execute())
    expect(events).not.toContain('Майсеном')
  })

  it('comes first even before a better pair', async () => {
    await asks('fr-die')
    const taras = await app.staff()
    const page = await taras.opens(`${paths.staff.proposals('uk')}?q=Дрогобич`)
    expect(page.links.filter((name) => name.startsWith('Дрогобич'))[0]).toContain('Die')
  })

  it('makes a proposal with its real score where the night had made none', async () => {
    await app.ctx.db.deleteFrom('proposals').execute()
    await asks('pl-legnica')
    const proposal = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    expect([proposal.state, proposal.total > 0.4, proposal.askedAt]).toEqual(['offered', true, app.now()])
  })

  it('is one request, however often it is sent, and by whomever of the community', async () => {
    const colleague = await app.member('ua-drohobych', { name: 'Ганна', email: 'hanna@drohobych.example' })
    for (const person of [oksana, colleague]) await person.opens(paths.our.ask('uk', 'pl-legnica'))
    const pages = await Promise.all(
      [oksana, oksana, colleague].map((person) => person.sends({ 'Ваші слова': words })),
    )
    expect(pages.map(({ at }) => at)).toEqual([ours, ours, ours])
    expect(await requests()).toHaveLength(1)
  })

  it('wants a few sentences, and loses none of them', async () => {
    const short = await asks('pl-legnica', 'Хочемо.')
    expect([short.status, ...short.errors]).toEqual([422, 'Напишіть кілька речень: щонайменше 20 знаків'])
    expect(short.value('Ваші слова')).toBe('Хочемо.')
    const long = await asks('pl-legnica', 'ї'.repeat(1501))
    expect([long.status, ...long.errors]).toEqual([422, 'Скоротіть свої слова до 1500 знаків'])
    expect(await requests()).toEqual([])
  })
})

describe('asking is refused in plain words', () => {
  const declares = (communityId: string) =>
    app.ctx.db
      .transaction()
      .execute((trx) =>
        declareIntent(trx, app.ctx, communityId, { state: 'complete', until: null }, oksana.accountId),
      )

  it('when the two are partners', async () => {
    await oksana.opens(paths.our.ask('uk', 'pl-legnica'))
    await aPartnership(app.ctx.db, 'ua-drohobych', 'pl-legnica')
    const page = await oksana.sends({ 'Ваші слова': words })
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Ці громади вже партнери, тож знайомити їх не потрібно',
    ])
    expect(page.value('Ваші слова')).toBe(words)
  })

  it('when one of the two is not looking', async () => {
    await declares('pl-legnica')
    expect((await asks('pl-legnica')).errors).toEqual(['Ця громада повідомила, що зараз партнера не шукає'])
    await declares('ua-drohobych')
    expect((await asks('pl-legnica')).errors[0]).toContain('спершу змініть заяву')
  })

  it('when staff have decided already', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await app.ctx.db.updateTable('proposals').set({ state: 'rejected' }).where('id', '=', id).execute()
    expect((await asks('pl-legnica')).errors).toEqual(['Асоціація вже розглянула цю пару'])
  })

  it('when three requests are open; a withdrawn one makes room', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await aCommunity(app.ctx.db, { id: `pl-${name}` })
    for (const name of ['a', 'b', 'c']) await asks(`pl-${name}`)
    expect((await asks('pl-d')).errors[0]).toContain('скільки можна мати водночас')
    await oksana.opens(ours)
    await oksana.sends({}, 'Відкликати прохання: A')
    expect((await asks('pl-d')).at).toBe(ours)
    expect((await states()).sort()).toEqual(['asked', 'asked', 'asked', 'withdrawn'])
  })
})

describe('while it waits', () => {
  it('the night leaves the proposal alone and scores it anew, even if it is no longer among the best', async () => {
    await asks('pl-legnica')
    await app.ctx.db
      .updateTable('communities')
      .set({ lat: -40, lon: 170 })
      .where('id', '=', 'pl-legnica')
      .execute()
    await pauses('ua-drohobych')
    app.travel(days(1))
    await matchCommunities(app.ctx)
    const proposal = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    expect([proposal.state, proposal.scoredAt]).toEqual(['offered', app.now()])
  })

  it('may be taken back; then the proposal is like any other, and nobody else can do that', async () => {
    await asks('pl-legnica')
    const { id } = await app.ctx.db.selectFrom('introductionRequests').select('id').executeTakeFirstOrThrow()
    const claire = await app.member('pl-legnica')
    await claire.opens(paths.our.partner('en', 'ua-drohobych'))
    const body = new URLSearchParams({ _csrf: tokenIn(claire.page().html) })
    const stolen = await claire.asks(paths.our.withdrawRequest('en', id), { method: 'POST', body })
    expect([stolen.status, await states()]).toEqual([404, ['asked']])

    await oksana.opens(ours)
    const page = await oksana.sends({}, 'Відкликати прохання: Легниця')
    expect(page.text).toContain('Ви відкликали прохання')
    expect(await asked('ua-drohobych', 'pl-legnica')).toBeNull()
  })

  it('stays asked for while the other side asks, too', async () => {
    await asks('pl-legnica')
    const claire = await app.member('pl-legnica')
    await asks('ua-drohobych', 'We would love to meet Drohobych, please.', claire)
    await oksana.opens(ours)
    await oksana.sends({}, 'Відкликати прохання: Легниця')
    expect(await asked('ua-drohobych', 'pl-legnica')).not.toBeNull()
  })

  /** Whoever looks for nobody is on no list of the night. */
  const pauses = (communityId: string) =>
    app.ctx.db
      .transaction()
      .execute((trx) =>
        declareIntent(trx, app.ctx, communityId, { state: 'paused', until: null }, oksana.accountId),
      )
})

describe('staff decide', () => {
  let taras: SignedIn
  let at: string
  beforeEach(async () => {
    await asks('pl-legnica')
    taras = await app.staff()
    const proposal = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    at = proposal.at
    await entersContacts(taras, proposal.id)
    await taras.opens(at)
  })

  it('approved: the introduction begins, without the words of the request', async () => {
    await taras.sends({ Схвалити: true })
    expect(await states()).toEqual(['proposed'])
    const letters = await app.letters()
    expect(letters.filter(({ subject }) => subject.includes('Legnica'))).toHaveLength(1)
    for (const { text } of letters) expect(text).not.toContain('Майсеном')
    const page = await oksana.opens(ours)
    expect(page.text).toContain('Чекаємо на відповідь вашої громади.')
    expect(page.text).not.toContain('Ваші прохання')
  })

  it('rejected: the request is declined, kindly', async () => {
    await taras.sends({ Відхилити: true, whyReject: 'no-common-ground' })
    expect(await states()).toEqual(['declined'])
    const page = await oksana.opens(ours)
    expect(page.text).toContain('Асоціація не розпочала цього знайомства')
    expect(page.text).not.toContain('Замало спільного')
  })

  it('postponed: it stays asked, and is still asked for when it comes back', async () => {
    await taras.sends({ Відкласти: true, whyPostpone: 'season' })
    expect(await states()).toEqual(['asked'])
    app.travel(days(120))
    await matchCommunities(app.ctx)
    const proposal = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    expect([proposal.state, proposal.askedAt !== null]).toEqual(['offered', true])
  })

  it('cannot be approved while a side is not looking', async () => {
    await app.ctx.db
      .transaction()
      .execute((trx) =>
        declareIntent(trx, app.ctx, 'pl-legnica', { state: 'paused', until: null }, oksana.accountId),
      )
    const page = await taras.sends({ Схвалити: true })
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Одна із цих громад повідомила, що зараз партнера не шукає.',
    ])
  })
})

describe('a community that leaves', () => {
  const leaves = (communityId: string) =>
    app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, communityId))

  it('takes its requests and their words with it', async () => {
    await asks('pl-legnica')
    await leaves('ua-drohobych')
    expect(await requests()).toEqual([
      { communityId: 'ua-drohobych', candidateId: 'pl-legnica', state: 'withdrawn', words: null },
    ])
    expect(await asked('ua-drohobych', 'pl-legnica')).toBeNull()
  })

  it('is asked for by nobody any more', async () => {
    await asks('pl-legnica')
    await leaves('pl-legnica')
    expect(await states()).toEqual(['declined'])
    expect(await asked('ua-drohobych', 'pl-legnica')).toBeNull()
  })
})
