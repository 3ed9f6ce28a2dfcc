// A small registry in which Drohobych could meet Legnica: last night's proposals, the contacts, and an
// introduction that is already open.
import { afterAll, beforeAll, beforeEach } from '@jest/globals'
import { rebuildIndex } from '../../src/features/communities/index.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import { createTestApp, type TestApp } from './app.js'
import { aCommunity, aPartnership } from './builders.js'
import type { Visitor } from './page.js'

/** Drohobych, Izium, Legnica, Die, and Meissen, a partner of the first and the third. */
async function insertRegistry({ db }: TestApp['ctx']): Promise<void> {
  await db
    .insertInto('countries')
    .values([
      { code: 'UA', nameEn: 'Ukraine', nameUk: 'Україна', worldRegion: 'Europe' },
      { code: 'PL', nameEn: 'Poland', nameUk: 'Польща', worldRegion: 'Europe' },
      { code: 'DE', nameEn: 'Germany', nameUk: 'Німеччина', worldRegion: 'Europe' },
      { code: 'FR', nameEn: 'France', nameUk: 'Франція', worldRegion: 'Europe' },
    ])
    .execute()
  await db
    .insertInto('regions')
    .values([
      { code: 'UA.15', country: 'UA', nameEn: 'Lviv Oblast', nameUk: 'Львівська область' },
      { code: 'UA.07', country: 'UA', nameEn: 'Kharkiv Oblast', nameUk: 'Харківська область' },
    ])
    .execute()
  const drohobych = { nameUk: 'Дрогобич', regionCode: 'UA.15', lat: 49.35, lon: 23.51, population: 73_682 }
  await aCommunity(db, { id: 'ua-drohobych', ...drohobych })
  const izium = { nameUk: 'Ізюм', regionCode: 'UA.07', lat: 49.21, lon: 37.25, population: 45_884 }
  await aCommunity(db, { id: 'ua-izium', ...izium })
  await aCommunity(db, { id: 'pl-legnica', nameUk: 'Легниця', lat: 51.21, lon: 16.16, population: 97_300 })
  await aCommunity(db, { id: 'fr-die', lat: 44.75, lon: 5.37, population: null })
  await aCommunity(db, { id: 'de-meissen', nameUk: 'Майсен', lat: 51.16, lon: 13.47, population: 28_000 })
  await aPartnership(db, 'ua-drohobych', 'de-meissen')
  await db
    .insertInto('foreignLinks')
    .values({ aId: 'de-meissen', bId: 'pl-legnica', source: 'a test' })
    .execute()
}

/**
 * Scores the small registry once. Gives the function with which every test starts over: the same
 * communities and proposals, nobody's accounts, contacts, letters or diary.
 */
export async function smallRegistry(app: TestApp): Promise<() => Promise<void>> {
  const { ctx } = app
  await insertRegistry(ctx)
  await rebuildIndex(ctx)
  await matchCommunities(ctx)
  const night = await ctx.db.selectFrom('proposals').selectAll().execute()
  return async () => {
    await ctx.pool.query('truncate countries, accounts, events, letters, sessions cascade')
    await insertRegistry(ctx)
    const offered = night.map(({ parts, sides, rationale: _undecided, ...proposal }) => ({
      ...proposal,
      parts: JSON.stringify(parts),
      sides: JSON.stringify(sides),
    }))
    await ctx.db.insertInto('proposals').values(offered).execute()
    app.startOver()
  }
}

/** Opens the site on the small registry for the tests of a file, each of which starts over. */
export function onSmallRegistry(ready: (app: TestApp) => void): void {
  let app: TestApp
  let startOver: () => Promise<void>
  beforeAll(async () => {
    app = await createTestApp()
    startOver = await smallRegistry(app)
    ready(app)
  })
  afterAll(() => app.close())
  beforeEach(() => startOver())
}

/** The proposal of a pair: its id and the address of its page in Ukrainian. */
export async function proposalOf({ ctx }: TestApp, uaId: string, foreignId: string) {
  const proposal = await ctx.db
    .selectFrom('proposals')
    .selectAll()
    .where('uaId', '=', uaId)
    .where('foreignId', '=', foreignId)
    .executeTakeFirstOrThrow()
  return { ...proposal, at: paths.staff.proposal('uk', proposal.id) }
}

export const oksana = { name: 'Оксана Гнатів', email: 'oksana@drohobych.example', language: 'uk' }
export const claire = { name: 'Claire Nowak', email: 'claire@legnica.example', language: 'en' }

/** Taras enters whom to write to on both sides of a proposal. */
export async function entersContacts(taras: Visitor, proposalId: string): Promise<void> {
  for (const [side, { name, email, language }] of [
    ['ua', oksana],
    ['foreign', claire],
  ] as const) {
    await taras.opens(paths.staff.contact('uk', proposalId, side))
    await taras.sends({
      'Імʼя та посада або назва підрозділу': name,
      'Службова адреса електронної пошти': email,
      [language === 'uk' ? 'Українська' : 'English']: true,
    })
  }
}

/** Taras approves Drohobych and Legnica; gives the links that Oksana and Claire received. */
export async function opensIntroduction(app: TestApp, taras: Visitor) {
  const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
  await entersContacts(taras, id)
  await taras.opens(at)
  await taras.sends({ Схвалити: true })
  const letters = await app.letters()
  const linkTo = ({ email }: { email: string }) => {
    const letter = letters.findLast(({ to }) => to.email === email)
    const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
    if (!link) throw new Error(`${email} got no link`)
    return link
  }
  const introduction = await app.ctx.db
    .selectFrom('introductions')
    .selectAll()
    .where('proposalId', '=', id)
    .executeTakeFirstOrThrow()
  return {
    proposal: id,
    introduction: introduction.id,
    links: { oksana: linkTo(oksana), claire: linkTo(claire) },
  }
}
