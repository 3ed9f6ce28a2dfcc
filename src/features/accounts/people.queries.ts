// Questions administrators ask about people, and the communities and oblasts they can be given.
import { sql } from 'kysely'
import type { Db, Trx } from '../../platform/db/connect.js'
import { ofCommunity, roleIn, type Role } from './accounts.model.js'

const people = (db: Db | Trx) => db.selectFrom('accounts').where('forgottenAt', 'is', null)

/** Accounts with the community or oblast they belong to. */
const withRooms = (db: Db | Trx) =>
  people(db)
    .leftJoin('communities', 'communities.id', 'accounts.communityId')
    .leftJoin('regions', 'regions.code', 'accounts.regionCode')
    .select(['accounts.id', 'accounts.email', 'accounts.name', 'accounts.role', 'accounts.language'])
    .select(['accounts.communityId', 'accounts.regionCode', 'accounts.createdAt', 'accounts.disabledAt'])
    .select(['communities.country', 'communities.nameUk', 'communities.nameEn', 'communities.nameNative'])
    .select(['regions.nameUk as regionUk', 'regions.nameEn as regionEn'])

export type Person = Awaited<ReturnType<typeof peopleIn>>[number]

/** One page of people, those who may no longer sign in at the end. */
export const peopleIn = (db: Db, role: Role | 'all', limit: number, offset: number) =>
  withRooms(db)
    .$if(role !== 'all', (query) => query.where('accounts.role', '=', role as Role))
    .orderBy(sql`disabled_at is not null`)
    .orderBy(sql`array_position(array['admin', 'staff', 'coordinator', 'member', 'partner'], role)`)
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .limit(limit)
    .offset(offset)
    .execute()

/** How many people there are in each role. */
export async function countPeople(db: Db): Promise<Map<Role, number>> {
  const rows = await people(db)
    .select(['role', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('role')
    .execute()
  return new Map(rows.map(({ role, count }) => [role, count]))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const personById = async (db: Db, id: string): Promise<Person | undefined> =>
  uuid.test(id) ? withRooms(db).where('accounts.id', '=', id).executeTakeFirst() : undefined

/** A person, held until the transaction ends. */
export const personForUpdate = (trx: Trx, id: string) =>
  people(trx).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The administrators who may sign in, held until the transaction ends: of two who change each other, one waits. */
export async function holdAdmins(trx: Trx): Promise<string[]> {
  const rows = await people(trx)
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** Names by account, for a diary. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => uuid.test(id))
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const oblasts = (db: Db) =>
  db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('country', '=', 'UA')
    .orderBy('code')
    .execute()

/** The community somebody means by its id, by the address of its page or by a name; more than one by a shared name. */
export const communitiesMeant = (db: Db, typed: string) => {
  const id = /(?:^|\/)([a-z]{2}-[a-z0-9-]+)\/?$/.exec(typed.trim())?.[1] ?? typed.trim()
  return db
    .selectFrom('communities')
    .select(['id', 'country', 'nameUk', 'nameEn', 'nameNative'])
    .where(({ eb, or }) =>
      or([
        eb('id', '=', id),
        eb(sql`lower(name_uk)`, '=', id.toLowerCase()),
        eb(sql`lower(name_en)`, '=', id.toLowerCase()),
        eb(sql`lower(name_native)`, '=', id.toLowerCase()),
      ]),
    )
    .orderBy(sql`id <> ${id}`)
    .limit(2)
    .execute()
}

/** A role with the place it holds in, as the command line names it; undefined when there is no such place. */
export async function roomOnCommandLine(
  db: Db,
  role: Role,
  place: string | undefined,
): Promise<{ role: Role; communityId: string | null; regionCode: string | null } | undefined> {
  if (role === 'coordinator') {
    const known = (await oblasts(db)).some(({ code }) => code === place)
    return known && place !== undefined ? { role, communityId: null, regionCode: place } : undefined
  }
  if (!ofCommunity(role)) return { role, communityId: null, regionCode: null }
  const community = await db
    .selectFrom('communities')
    .select(['id', 'country'])
    .where('id', '=', place ?? '')
    .executeTakeFirst()
  return community && roleIn(community.country) === role
    ? { role, communityId: community.id, regionCode: null }
    : undefined
}
