// The morning letter about what waits at the desk: who of the staff wants it, and on which day each had the
// last one.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // digest: null where nobody was asked, and whoever is of the staff then gets it. digest_on: the day of the
  // last letter, so that nobody gets two in a day, however often and in how many processes the job runs.
  await sql`
    alter table accounts
      add column digest boolean,
      add column digest_on date`.execute(db)
  // Who was at the desk before there were such letters has not been told of them, and must choose them.
  await sql`
    update accounts set digest = false where role in ('coordinator', 'staff', 'admin')`.execute(db)
}
