// A small history of six proposals in two oblasts, from which every figure can be counted by hand.
import { randomUUID } from 'node:crypto'
import type { Db } from '../../src/platform/db/connect.js'
import { aCommunity, aPartnership, aProposal, aStaffMember } from './builders.js'

/** Noon in Kyiv of a day. */
export const noon = (day: string) => new Date(`${day}T10:00:00Z`)

interface History {
  uaId: string
  foreignId: string
  proposed: string
  sent?: string
  /** The day of each side's answer, and what it was. */
  answers?: readonly (readonly [day: string, answer: 'yes' | 'not-now' | 'no'])[]
  milestones?: readonly (readonly [kind: 'met' | 'letter-of-intent' | 'signed' | 'ended', day: string])[]
}

async function lived(
  db: Db,
  someone: string,
  { uaId, foreignId, proposed, sent, answers = [], milestones = [] }: History,
) {
  const proposalId = await aProposal(db, {
    uaId,
    foreignId,
    offeredAt: noon(proposed),
    scoredAt: noon(proposed),
    state: sent ? 'approved' : 'offered',
  })
  if (!sent) return
  const id = randomUUID()
  const [first, second] = answers
  await db
    .insertInto('introductions')
    .values({
      id,
      proposalId,
      state: first?.[1] === 'yes' && second?.[1] === 'yes' ? 'connected' : first ? 'closed' : 'awaiting',
      openedAt: noon(sent),
      answersUntil: noon(sent),
      closedAt: null,
    })
    .execute()
  for (const [side, communityId, answer] of [
    ['ua', uaId, first],
    ['foreign', foreignId, second],
  ] as const)
    await db
      .insertInto('introductionSides')
      .values({
        introductionId: id,
        side,
        communityId,
        contactName: 'Хтось',
        contactEmail: `${communityId}@office.example`,
        language: 'uk',
        answer: answer?.[1] ?? null,
        answeredAt: answer ? noon(answer[0]) : null,
        words: null,
        remindedAt: null,
      })
      .execute()
  for (const [kind, onDate] of milestones)
    await db
      .insertInto('milestones')
      .values({
        id: randomUUID(),
        introductionId: id,
        side: 'ua',
        kind,
        onDate,
        note: null,
        recordedBy: someone,
        recordedAt: noon(onDate),
      })
      .execute()
}

/** Communities, their topics and partners, and what became of each proposal. */
export async function aHistory(db: Db): Promise<void> {
  const someone = await aStaffMember(db, { email: 'somebody@auc.example' })
  await db
    .insertInto('countries')
    .values([
      { code: 'UA', nameEn: 'Ukraine', nameUk: 'Україна', worldRegion: 'Europe' },
      { code: 'PL', nameEn: 'Poland', nameUk: 'Польща', worldRegion: 'Europe' },
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
  await aCommunity(db, { id: 'ua-drohobych', nameUk: 'Дрогобич', regionCode: 'UA.15', features: ['medium'] })
  await aCommunity(db, { id: 'ua-sambir', nameUk: 'Самбір', regionCode: 'UA.15', features: ['small'] })
  await aCommunity(db, { id: 'ua-izium', nameUk: 'Ізюм', regionCode: 'UA.07', features: [] })
  for (const id of ['pl-legnica', 'pl-sanok', 'pl-jaslo', 'fr-die', 'fr-crest']) await aCommunity(db, { id })
  // Drohobych had a partner before any letter; Sambir got its first one after its introduction.
  await aPartnership(db, 'ua-drohobych', 'fr-crest', { createdAt: noon('2024-01-01') })
  await aPartnership(db, 'ua-sambir', 'pl-sanok', { createdAt: noon('2026-01-01') })
  await db
    .insertInto('communityTopics')
    .values([
      {
        communityId: 'ua-drohobych',
        topic: 'energy',
        direction: 'need',
        basis: 'declared',
        year: null,
        source: 'a test',
      },
      {
        communityId: 'pl-legnica',
        topic: 'energy',
        direction: 'offer',
        basis: 'declared',
        year: null,
        source: 'a test',
      },
      {
        communityId: 'fr-die',
        topic: 'water',
        direction: 'offer',
        basis: 'declared',
        year: null,
        source: 'a test',
      },
    ])
    .execute()

  // Signed more than a year ago, and alive.
  await lived(db, someone, {
    uaId: 'ua-drohobych',
    foreignId: 'pl-legnica',
    proposed: '2025-01-01',
    sent: '2025-01-05',
    answers: [
      ['2025-01-07', 'yes'],
      ['2025-01-13', 'yes'],
    ],
    milestones: [
      ['met', '2025-02-02'],
      ['signed', '2025-03-04'],
      ['met', '2025-06-01'],
    ],
  })
  // Signed more than a year ago, and ended within it.
  await lived(db, someone, {
    uaId: 'ua-sambir',
    foreignId: 'pl-sanok',
    proposed: '2025-01-01',
    sent: '2025-01-11',
    answers: [
      ['2025-01-15', 'yes'],
      ['2025-01-17', 'yes'],
    ],
    milestones: [
      ['signed', '2025-02-16'],
      ['ended', '2025-09-01'],
    ],
  })
  // Both said yes, nothing came yet.
  await lived(db, someone, {
    uaId: 'ua-izium',
    foreignId: 'fr-die',
    proposed: '2026-02-01',
    sent: '2026-02-03',
    answers: [
      ['2026-02-13', 'yes'],
      ['2026-02-14', 'yes'],
    ],
  })
  // One said no; one was never answered; one waits for a decision.
  await lived(db, someone, {
    uaId: 'ua-drohobych',
    foreignId: 'pl-jaslo',
    proposed: '2026-02-01',
    sent: '2026-02-09',
    answers: [['2026-02-10', 'no']],
  })
  await lived(db, someone, {
    uaId: 'ua-sambir',
    foreignId: 'fr-die',
    proposed: '2026-03-01',
    sent: '2026-03-07',
  })
  await lived(db, someone, { uaId: 'ua-izium', foreignId: 'pl-jaslo', proposed: '2026-03-01' })
}
