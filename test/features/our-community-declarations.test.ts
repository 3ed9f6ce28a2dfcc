// A community declares that it looks for a partner, is reminded before the declaration lapses, and gets no new
// proposals once it has paused or found its partner.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { indexChanges } from '../../src/features/communities/index-changes.job.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { tendDeclarations } from '../../src/features/our-community/our-community.job.js'
import { keepDeclarations, notLooking } from '../../src/features/our-community/index.js'
import { evidenceForScoring, profilesForScoring } from '../../src/features/matching/matching.queries.js'
import { idsIn, type RoundCommunities } from '../../src/features/rounds/rounds.model.js'
import { previewRound } from '../../src/features/rounds/rounds.preview.js'
import { solveRound } from '../../src/features/rounds/rounds.solver.js'
import { paths } from '../../src/paths.js'
import { eventsAbout } from '../../src/platform/db/events.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let oksana: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  oksana = await app.member('ua-drohobych')
})

const declaration = paths.our.declaration('uk')
const saves = 'Зберегти заяву'
const declared = () => app.ctx.db.selectFrom('declarations').selectAll().execute()
const day = (n: number) => new Date(app.now().getTime() + days(n)).toISOString().slice(0, 10)
const seeks = async (id: string) =>
  (await app.ctx.db.selectFrom('communities').select('seeking').where('id', '=', id).executeTakeFirst())
    ?.seeking
const offered = async () => {
  const rows = await app.ctx.db
    .selectFrom('proposals')
    .select(['uaId', 'foreignId'])
    .where('state', '=', 'offered')
    .execute()
  return rows.map(({ uaId, foreignId }) => `${uaId} ${foreignId}`).sort()
}

async function declares(person: SignedIn, choice: string, until?: string) {
  await person.opens(declaration)
  return person.sends({ [choice]: true, ...(until && { until }) }, saves)
}

describe('the declaration of intent', () => {
  it('is open for a year unless another day is chosen, and readers see it', async () => {
    const form = await oksana.opens(declaration)
    expect(form.text).toContain('Громада ще не заявляла, чи шукає партнера.')
    expect(form.value('Шукаємо партнера')).toBe(true)
    expect(form.value('До якого дня шукаємо')).toBe(day(365))
    const home = await oksana.sends({ until: day(100) }, saves)
    expect(home.text).toContain('Заяву збережено.')
    expect(home.text).toMatch(/Громада шукає партнера – до \d+ \S+ \d{4} року/)
    expect(await declared()).toMatchObject([
      { communityId: 'ua-drohobych', state: 'open', until: day(100), declaredBy: oksana.accountId },
    ])
    expect(await seeks('ua-drohobych')).toBe(true)
    const page = await app.visitor().opens(paths.community('en', 'ua-drohobych'))
    expect(page.text).toContain('Looking for a partner – until')
    await oksana.opens(declaration)
    expect((await oksana.opens(declaration)).value('До якого дня шукаємо')).toBe(day(100))
  })

  it('takes no day of the past, none too far, and no day that is none', async () => {
    for (const wrong of [day(0), day(-1), day(731), '2027-02-30', '']) {
      await oksana.opens(declaration)
      const page = await oksana.sends({ 'Шукаємо партнера': true, until: wrong }, saves)
      expect([wrong, page.status]).toEqual([wrong, 422])
      expect(page.errors).toEqual(['Виберіть день після сьогоднішнього, не далі ніж за два роки'])
    }
    expect((await declares(oksana, 'Шукаємо партнера', day(730))).status).toBe(200)
  })

  it('once paused or complete, is out of the search and of the night; decided pairs stay', async () => {
    const before = await offered()
    expect(before.some((pair) => pair.includes('ua-drohobych'))).toBe(true)
    await declares(oksana, 'Шукаємо партнера')
    await declares(oksana, 'Пошук завершено')
    expect(await seeks('ua-drohobych')).toBe(false)
    expect([...(await notLooking(app.ctx.db))]).toEqual(['ua-drohobych'])
    app.travel(days(1))
    await matchCommunities(app.ctx)
    expect((await offered()).filter((pair) => pair.includes('ua-drohobych'))).toEqual([])
    expect((await offered()).length).toBeGreaterThan(0)
    await declares(oksana, 'Шукаємо партнера')
    app.travel(days(1))
    await matchCommunities(app.ctx)
    expect((await offered()).some((pair) => pair.includes('ua-drohobych'))).toBe(true)
  })

  it('is known to a round, which then leaves the community out', async () => {
    const options = {
      taking: (communities: RoundCommunities) => idsIn('all', communities),
      rules: { perUa: 3, perForeign: 3, least: 0 },
      floor: 0,
      cap: () => undefined,
    }
    const sources = { profiles: profilesForScoring, evidence: evidenceForScoring }
    const chosen = async () => (await previewRound(app.ctx.db, sources, options, solveRound)).chosen
    expect((await chosen()).some(({ uaId }) => uaId === 'ua-drohobych')).toBe(true)
    await declares(oksana, 'Пошук завершено')
    const { taking } = await previewRound(app.ctx.db, sources, options, solveRound)
    expect(taking.has('ua-drohobych')).toBe(false)
    const uaIds = (await chosen()).map(({ uaId }) => uaId)
    expect(new Set(uaIds)).toEqual(new Set(['ua-izium']))
  })

  it('holds when the registry is loaded again', async () => {
    const { db } = app.ctx
    await declares(oksana, 'Пошук завершено')
    await db.updateTable('communities').set({ seeking: true }).execute()
    await db.transaction().execute((trx) => keepDeclarations(trx))
    expect(await seeks('ua-drohobych')).toBe(false)
    expect(await seeks('ua-izium')).toBe(true)
  })

  it('leaves one line in the diary, also when it is sent twice', async () => {
    await declares(oksana, 'Призупинити пошук')
    await declares(oksana, 'Призупинити пошук')
    const diary = await eventsAbout(app.ctx.db, { community: 'ua-drohobych' })
    expect(diary.map(({ did }) => did)).toEqual(['declared-paused'])
  })
})

describe('before a declaration lapses', () => {
  const remind = () => tendDeclarations(app.ctx)
  const reminders = async () =>
    (await app.letters()).filter(({ subject }) => /шукаєте партнера|looking for a partner/.test(subject))

  it('everybody who speaks for the community is reminded once, two weeks ahead, in their language', async () => {
    const { db } = app.ctx
    await declares(oksana, 'Шукаємо партнера', day(60))
    await db.updateTable('accounts').set({ language: 'en' }).where('id', '=', oksana.accountId).execute()
    await db
      .insertInto('contacts')
      .values({
        communityId: 'ua-drohobych',
        name: 'Міська рада',
        email: 'rada@drohobych.example',
        language: 'uk',
        office: null,
        phone: null,
        enteredBy: oksana.accountId,
        enteredAt: app.now(),
      })
      .execute()
    app.travel(days(45))
    expect(await remind()).toEqual({ lapsed: 0, letters: 0 })
    app.travel(days(1))
    expect(await remind()).toEqual({ lapsed: 0, letters: 2 })
    expect(await remind()).toEqual({ lapsed: 0, letters: 0 })
    const letters = await reminders()
    expect(letters.map(({ to, subject }) => [to.email, subject])).toEqual([
      [oksana.email, 'Drohobych: are you still looking for a partner?'],
      ['rada@drohobych.example', 'Дрогобич: чи й надалі Ви шукаєте партнера?'],
    ])
    expect(letters[0]!.text).toContain(app.url + paths.our.declaration('en'))
    expect(letters[1]!.text).toContain(app.url + paths.claim('uk', 'ua-drohobych'))
  })

  it('a contact who is an account is written to once, and a renewed declaration is reminded of anew', async () => {
    await declares(oksana, 'Шукаємо партнера', day(10))
    await oksana.opens(paths.our.contact('uk'))
    await oksana.sends({ 'Імʼя та прізвище': 'Оксана', email: oksana.email }, 'Зберегти контакт')
    expect(await remind()).toEqual({ lapsed: 0, letters: 1 })
    await declares(oksana, 'Шукаємо партнера', day(200))
    expect(await remind()).toEqual({ lapsed: 0, letters: 0 })
    app.travel(days(190))
    expect(await remind()).toEqual({ lapsed: 0, letters: 1 })
  })

  it('one that cannot be tended holds up no other, and the night counts as failed', async () => {
    const { db, pool } = app.ctx
    const izium = await app.member('ua-izium', { name: 'Ірина', email: 'iryna@izium.example' })
    await declares(oksana, 'Шукаємо партнера', day(10))
    await declares(izium, 'Шукаємо партнера', day(10))
    app.travel(days(11))
    await pool.query(`create function refuse() returns trigger language plpgsql as
      'begin raise exception $$no$$; end'`)
    await pool.query(`create trigger refuse before update on declarations for each row
      when (old.community_id = 'ua-drohobych') execute function refuse()`)
    try {
      await expect(remind()).rejects.toThrow('1 could not be tended')
    } finally {
      await pool.query('drop function refuse cascade')
    }
    const states = await db.selectFrom('declarations').select(['communityId', 'state']).execute()
    expect(new Map(states.map(({ communityId, state }) => [communityId, state]))).toEqual(
      new Map([
        ['ua-drohobych', 'open'],
        ['ua-izium', 'paused'],
      ]),
    )
    expect(await remind()).toEqual({ lapsed: 1, letters: 0 })
  })

  it('and nobody renews it, the search rests and nothing new is proposed', async () => {
    await declares(oksana, 'Шукаємо партнера', day(20))
    await indexChanges(app.ctx)
    app.travel(days(20))
    expect((await remind()).lapsed).toBe(0)
    app.travel(days(1))
    expect((await remind()).lapsed).toBe(1)
    expect((await remind()).lapsed).toBe(0)
    expect(await declared()).toMatchObject([{ state: 'paused', until: null, declaredBy: 'system' }])
    expect(await seeks('ua-drohobych')).toBe(false)
    expect([...(await notLooking(app.ctx.db))]).toEqual(['ua-drohobych'])
    expect((await eventsAbout(app.ctx.db, { community: 'ua-drohobych' })).at(-1)).toMatchObject({
      who: 'system',
      did: 'lapsed',
    })
    oksana = await app.member('ua-drohobych', { name: 'Олена', email: 'olena@d.example' })
    const home = await oksana.opens(paths.our.community('uk'))
    expect(home.text).toContain('Строк заяви минув, тож пошук партнера призупинено.')
    expect(home.text).toContain('Відновіть пошук, коли будете готові')
  })
})
