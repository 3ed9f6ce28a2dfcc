// What the people and things of some lines of the diary are called.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { isUuid, isNamed, type NamedThing } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'

export interface DiaryNames {
  /** Name and role of an account; an empty name when the person was forgotten. */
  accounts: ReadonlyMap<string, { name: string; role: string }>
  /** The two communities of a proposal or an introduction. */
  pairs: ReadonlyMap<string, readonly [ua: string, foreign: string]>
  /** Towns that registered. */
  interests: ReadonlyMap<string, string>
  /** The community that somebody claims to speak for. */
  claims: ReadonlyMap<string, string>
}

type Told = Pick<DiaryLine, 'who' | 'what'>

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

function numbersOf(lines: readonly Told[], kinds: readonly NamedThing[]): string[] {
  const found = lines.flatMap(({ what }) =>
    Object.entries(what).flatMap(([key, id]) => (isNamed(key) && kinds.includes(key) ? [String(id)] : [])),
  )
  return [...new Set(found)].filter(isUuid)
}

export async function diaryNames(db: Db | Trx, lines: readonly Told[]): Promise<DiaryNames> {
  const people = [...new Set([...lines.map(({ who }) => who), ...numbersOf(lines, ['account'])])].filter(
    isUuid,
  )
  const proposals = numbersOf(lines, ['proposal'])
  const introductions = numbersOf(lines, ['introduction'])
  const interests = numbersOf(lines, ['interest'])
  const claims = numbersOf(lines, ['claim'])
  const accounts = people.length
    ? await db.selectFrom('accounts').select(['id', 'name', 'role']).where('id', '=', anyOf(people)).execute()
    : []
  const ofProposals = proposals.length
    ? await db
        .selectFrom('proposals')
        .select(['id', 'uaId', 'foreignId'])
        .where('id', '=', anyOf(proposals))
        .execute()
    : []
  const ofIntroductions = introductions.length
    ? await db
        .selectFrom('introductions')
        .innerJoin('proposals', 'proposals.id', 'introductions.proposalId')
        .select(['introductions.id', 'proposals.uaId', 'proposals.foreignId'])
        .where('introductions.id', '=', anyOf(introductions))
        .execute()
    : []
  const towns = interests.length
    ? await db.selectFrom('interests').select(['id', 'town']).where('id', '=', anyOf(interests)).execute()
    : []
  const claimed = claims.length
    ? await db.selectFrom('claims').select(['id', 'communityId']).where('id', '=', anyOf(claims)).execute()
    : []
  return {
    accounts: new Map(accounts.map(({ id, name, role }) => [id, { name, role }])),
    pairs: new Map(
      [...ofProposals, ...ofIntroductions].map(({ id, uaId, foreignId }) => [id, [uaId, foreignId] as const]),
    ),
    interests: new Map(towns.map(({ id, town }) => [id, town])),
    claims: new Map(claimed.map(({ id, communityId }) => [id, communityId])),
  }
}

/** Every community that these lines name, directly or as a side of something. */
export function communitiesNamed(lines: readonly Told[], { pairs, claims }: DiaryNames): string[] {
  const direct = lines.flatMap(({ what: { community, candidate, other } }) => [community, candidate, other])
  return [
    ...new Set([
      ...direct.flatMap((id) => (id === undefined ? [] : [String(id)])),
      ...[...pairs.values()].flat(),
      ...claims.values(),
    ]),
  ]
}
