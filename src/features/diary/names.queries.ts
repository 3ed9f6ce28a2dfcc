// What the people and things of some lines of the diary are called.
import { sql, type RawBuilder } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { introductionOf } from '../letters/letters.model.js'
import { isUuid, namedCommunities, type NamedThing } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'

export interface DiaryNames {
  /** Name and role of an account; an empty name when the person was forgotten. */
  accounts: ReadonlyMap<string, { name: string; role: string }>
  /** The two communities of a proposal, an introduction or a request. */
  pairs: ReadonlyMap<string, readonly [ua: string, foreign: string]>
  /** Towns that registered. */
  interests: ReadonlyMap<string, string>
  /** The community that somebody claims to speak for. */
  claims: ReadonlyMap<string, string>
  /** Rounds, and the oblast they are for; null for the whole country. */
  rounds: ReadonlyMap<string, { name: string; regionCode: string | null }>
  /** The kind of a letter, and the introduction it belongs to. */
  letters: ReadonlyMap<string, { letter: string; introduction: string | undefined }>
  associations: ReadonlyMap<string, string>
  /** Files that were brought: of which kind and when. What somebody called a file may name a person. */
  imports: ReadonlyMap<string, { kind: string; madeAt: Date }>
  /** The field about which sources contradict each other. */
  conflicts: ReadonlyMap<string, string>
}

type Told = Pick<DiaryLine, 'who' | 'what'>

/** Asks about these numbers, if there are any. */
const rowsOf = async <Row>(
  ids: readonly string[],
  ask: (any: RawBuilder<string>) => Promise<Row[]>,
): Promise<Row[]> => (ids.length > 0 ? ask(sql<string>`any(${[...new Set(ids)]}::uuid[])`) : [])

const byId = <Row extends { id: string }, Value>(rows: readonly Row[], value: (row: Row) => Value) =>
  new Map(rows.map((row) => [row.id, value(row)]))

export async function diaryNames(db: Db | Trx, lines: readonly Told[]): Promise<DiaryNames> {
  const numbers = (kind: NamedThing): string[] =>
    lines.flatMap(({ what }) => (kind in what ? [String(what[kind])] : [])).filter(isUuid)
  const people = [...lines.map(({ who }) => who).filter(isUuid), ...numbers('account')]
  const accounts = await rowsOf(people, (any) =>
    db.selectFrom('accounts').select(['id', 'name', 'role']).where('id', '=', any).execute(),
  )
  const letters = await rowsOf(numbers('letter'), (any) =>
    db.selectFrom('letters').select(['id', 'letter', 'about']).where('id', '=', any).execute(),
  )
  const written = byId(letters, ({ letter, about }) => ({ letter, introduction: introductionOf(about) }))
  const proposals = await rowsOf(numbers('proposal'), (any) =>
    db.selectFrom('proposals').select(['id', 'uaId', 'foreignId']).where('id', '=', any).execute(),
  )
  const writtenAbout = [...written.values()].flatMap(({ introduction }) => introduction ?? [])
  const introductions = await rowsOf([...numbers('introduction'), ...writtenAbout], (any) =>
    db
      .selectFrom('introductions')
      .innerJoin('proposals', 'proposals.id', 'introductions.proposalId')
      .select(['introductions.id', 'proposals.uaId', 'proposals.foreignId'])
      .where('introductions.id', '=', any)
      .execute(),
  )
  const requests = await rowsOf(numbers('request'), (any) =>
    db
      .selectFrom('introductionRequests')
      .select(['id', 'communityId as uaId', 'candidateId as foreignId'])
      .where('id', '=', any)
      .execute(),
  )
  const towns = await rowsOf(numbers('interest'), (any) =>
    db.selectFrom('interests').select(['id', 'town']).where('id', '=', any).execute(),
  )
  const claims = await rowsOf(numbers('claim'), (any) =>
    db.selectFrom('claims').select(['id', 'communityId']).where('id', '=', any).execute(),
  )
  const rounds = await rowsOf(numbers('round'), (any) =>
    db.selectFrom('rounds').select(['id', 'name', 'regionCode']).where('id', '=', any).execute(),
  )
  const associations = await rowsOf(numbers('association'), (any) =>
    db.selectFrom('associations').select(['id', 'name']).where('id', '=', any).execute(),
  )
  const imports = await rowsOf(numbers('import'), (any) =>
    db.selectFrom('importBatches').select(['id', 'kind', 'madeAt']).where('id', '=', any).execute(),
  )
  const conflicts = await rowsOf(numbers('conflict'), (any) =>
    db.selectFrom('recordConflicts').select(['id', 'field']).where('id', '=', any).execute(),
  )
  return {
    accounts: byId(accounts, ({ name, role }) => ({ name, role })),
    pairs: byId(
      [...proposals, ...introductions, ...requests],
      ({ uaId, foreignId }) => [uaId, foreignId] as const,
    ),
    interests: byId(towns, ({ town }) => town),
    claims: byId(claims, ({ communityId }) => communityId),
    rounds: byId(rounds, ({ name, regionCode }) => ({ name, regionCode })),
    letters: written,
    associations: byId(associations, ({ name }) => name),
    imports: byId(imports, ({ kind, madeAt }) => ({ kind, madeAt })),
    conflicts: byId(conflicts, ({ field }) => field),
  }
}

/** Every community that these lines name, directly or as a side of something. */
export function communitiesNamed(lines: readonly Told[], { pairs, claims }: DiaryNames): string[] {
  const direct = lines.flatMap(({ what }) =>
    namedCommunities.flatMap((key) => (key in what ? [String(what[key])] : [])),
  )
  return [...new Set([...direct, ...[...pairs.values()].flat(), ...claims.values()])]
}
