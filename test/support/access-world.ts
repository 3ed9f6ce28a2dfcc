// A small world in which everybody has something of their own and something of somebody else's in reach:
// two communities on each side, with introductions, profiles, short-lists, claims and people.
import { createHmac, randomUUID } from 'node:crypto'
import { sessionName } from '../../src/features/accounts/account.model.js'
import { keepWalk } from '../../src/features/gallery/walked.js'
import { saveProfile } from '../../src/features/our-community/index.js'
import { noteConflict } from '../../src/features/records/index.js'
import { nothingTold } from '../../src/features/our-community/profile.model.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import { homes, oblast, type World } from './access-homes.js'
import type { Role } from './access-table.js'
import type { TestApp } from './app.js'
import { aProposal, aStaffMember } from './builders.js'
import { smallRegistry } from './pair.js'

const pairs = [
  { ua: 'ua-drohobych', foreign: 'pl-legnica' },
  { ua: 'ua-izium', foreign: 'fr-die' },
] as const

export async function accessWorld(app: TestApp): Promise<World> {
  const { ctx } = app
  const { db } = ctx
  await (
    await smallRegistry(app)
  )()
  const now = app.now()
  const taras = await aStaffMember(db)
  const sample = { name: 'home', status: 200, at: '/uk', html: '<body>' }
  keepWalk(ctx.config, { locale: 'uk', at: now, pages: [sample] })
  const introductions = new Map<string, string>()
  const versions = new Map<string, string>()
  const proposals: string[] = []
  for (const { ua, foreign } of pairs) {
    const proposal = await proposalOf(ua, foreign)
    const id = randomUUID()
    proposals.push(proposal)
    await db
      .insertInto('introductions')
      .values({
        id,
        proposalId: proposal,
        state: 'connected',
        openedAt: now,
        answersUntil: now,
        closedAt: now,
      })
      .execute()
    for (const [side, communityId] of [
      ['ua', ua],
      ['foreign', foreign],
    ] as const) {
      const contact = { name: 'Хтось', email: `${communityId}@office.example`, language: 'uk' }
      await db
        .insertInto('contacts')
        .values({ communityId, ...contact, enteredBy: taras, enteredAt: now })
        .execute()
      await db
        .insertInto('introductionSides')
        .values({
          introductionId: id,
          side,
          communityId,
          contactName: contact.name,
          contactEmail: contact.email,
          language: 'uk',
          answer: 'yes',
          answeredAt: now,
          words: null,
          remindedAt: null,
        })
        .execute()
      introductions.set(communityId, id)
      const profile = { ...nothingTold, textEn: `About ${communityId}` }
      await db.transaction().execute((trx) => saveProfile(trx, ctx, communityId, profile, { id: taras }))
      const version = await db
        .selectFrom('profileVersions')
        .select('id')
        .where('communityId', '=', communityId)
        .executeTakeFirstOrThrow()
      versions.set(communityId, version.id)
    }
  }

  async function proposalOf(uaId: string, foreignId: string): Promise<string> {
    const known = await db
      .selectFrom('proposals')
      .select('id')
      .where('uaId', '=', uaId)
      .where('foreignId', '=', foreignId)
      .executeTakeFirst()
    return known?.id ?? aProposal(db, { uaId, foreignId })
  }

  const claim = async (communityId: string) => {
    const id = randomUUID()
    await db
      .insertInto('claims')
      .values({
        id,
        communityId,
        state: 'awaiting-review',
        name: 'Хтось',
        office: 'Секретар',
        email: `${id}@office.example`,
        phone: null,
        locale: 'uk',
        words: null,
        createdAt: now,
        confirmedAt: now,
        decidedBy: null,
        decidedAt: null,
        note: null,
      })
      .execute()
    return id
  }

  const conflict = async (communityId: string) => {
    const about = { communityId, field: 'population', ours: 1, theirs: 2, source: 'a test' } as const
    await db.transaction().execute((trx) => noteConflict(trx, now, about))
    const noted = await db
      .selectFrom('recordConflicts')
      .select('id')
      .where('communityId', '=', communityId)
      .executeTakeFirstOrThrow()
    return noted.id
  }

  const interest = randomUUID()
  await db
    .insertInto('interests')
    .values({
      id: interest,
      state: 'awaiting-review',
      locale: 'fr',
      town: 'Crest',
      country: 'FR',
      answers: JSON.stringify({ needs: ['energy'], offers: [], kinds: [], places: [], languages: [] }),
      contactName: 'Claire',
      contactEmail: 'claire@crest.example',
      consentVersion: 'a test',
      consentedAt: now,
      createdAt: now,
      confirmedAt: now,
    })
    .execute()

  const round = async (regionCode: string) => {
    const id = randomUUID()
    const options = { whom: 'all', mostUa: 3, mostForeign: 3, floor: 0, least: 0 }
    await db
      .insertInto('rounds')
      .values({
        id,
        name: 'Раунд',
        state: 'draft',
        regionCode,
        options: JSON.stringify(options),
        remindAfterDays: 10,
        closeAfterDays: 30,
        madeBy: taras,
        madeAt: now,
      })
      .execute()
    return id
  }

  const association = randomUUID()
  await db
    .insertInto('associations')
    .values({
      id: association,
      country: 'PL',
      name: 'Związek',
      email: 'office@association.example',
      language: 'pl',
      enteredBy: taras,
      enteredAt: now,
    })
    .execute()

  const insertSession = async (accountId: string | undefined, csrfToken: string) => {
    const sid = randomUUID()
    const cookie = { originalMaxAge: days(1), httpOnly: true, secure: false, path: '/', sameSite: 'lax' }
    const sess = { cookie, csrfToken, ...(accountId && { accountId }) }
    // The store compares with the machine's clock, not with the traveller's.
    const expire = later(new Date(), days(1))
    await db
      .insertInto('sessions')
      .values({ sid, sess: JSON.stringify(sess), expire })
      .execute()
    return sid
  }

  const sealedCookie = (sid: string) => {
    const mark = createHmac('sha256', ctx.config.secrets[0]).update(sid).digest('base64').replace(/=+$/, '')
    return `pobratym=${encodeURIComponent(`s:${sid}.${mark}`)}`
  }

  const account = (given: Parameters<typeof aStaffMember>[1]) =>
    aStaffMember(db, { email: `${randomUUID()}@people.example`, name: 'Хтось', ...given })

  const accountOf = (role: Exclude<Role, 'visitor'>) =>
    account({
      role,
      ...((role === 'member' || role === 'partner') && { communityId: homes[role].own }),
      ...(role === 'coordinator' && { regionCode: oblast.own }),
    })

  const batch = async (regionCode: string) => {
    const id = randomUUID()
    await db
      .insertInto('importBatches')
      .values({
        id,
        fileName: 'list.csv',
        kind: 'communities',
        state: 'ready',
        format: 'csv , UTF-8',
        headings: ['Назва'],
        mapping: JSON.stringify({ name: 0 }),
        total: 0,
        regionCode,
        madeBy: taras,
        madeAt: now,
      })
      .execute()
    return id
  }

  return {
    app,
    import: batch,
    proposal: proposals[0]!,
    otherProposal: proposals[1]!,
    interest,
    association,
    rounds: { own: await round(oblast.own), other: await round(oblast.other) },
    claims: { own: await claim('ua-drohobych'), other: await claim('ua-izium') },
    conflicts: { own: await conflict('ua-drohobych'), other: await conflict('ua-izium') },
    letter: await queueLetter(db, ctx, {
      letter: 'introduction-resting',
      locale: 'uk',
      to: { name: 'Хтось', email: 'somebody@office.example' },
      data: {
        name: 'Хтось',
        ours: 'Дрогобич',
        theirs: 'Легниця',
        answered: true,
        words: undefined,
        again: undefined,
      },
    }),
    version: (communityId) => versions.get(communityId)!,
    introduction: (communityId) => introductions.get(communityId)!,
    token: (purpose, subject) => ctx.links.sign(purpose, subject, later(app.now(), days(3))),
    colleague: (communityId) =>
      account({ role: communityId.startsWith('ua-') ? 'member' : 'partner', communityId }),
    visitOf: async (accountId) => sessionName(await insertSession(accountId, '')),
    filterOf: async (accountId) => {
      const id = randomUUID()
      const whose = accountId === '' ? await accountOf('staff') : accountId
      const filter = { id, accountId: whose, name: id, query: '?country=FR', savedAt: now }
      await db.insertInto('savedFilters').values(filter).execute()
      return id
    },
    somebody: async (role) => {
      const csrf = randomUUID()
      const id = role === 'visitor' ? undefined : await accountOf(role)
      return { id: id ?? '', csrf, cookie: sealedCookie(await insertSession(id, csrf)) }
    },
    request: async (communityId) => {
      const candidateId = communityId.startsWith('ua-') ? 'de-meissen' : 'ua-izium'
      await db
        .deleteFrom('introductionRequests')
        .where('communityId', '=', communityId)
        .where('candidateId', '=', candidateId)
        .execute()
      const id = randomUUID()
      await db
        .insertInto('introductionRequests')
        .values({
          id,
          communityId,
          candidateId,
          words: null,
          state: 'asked',
          askedBy: taras,
          askedAt: now,
          decidedAt: null,
        })
        .execute()
      return id
    },
  }
}
