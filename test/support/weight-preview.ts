// What a set of weights would change takes a processor twenty seconds to reckon, and is the same in every
// language: the first walk keeps it in the temporary folder, the others find it there.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { AppContext } from '../../src/context.js'
import { fingerprintOf } from './database.js'

type Needs = Pick<AppContext, 'db'>

const file = () => join(tmpdir(), `pobratym_preview_${fingerprintOf('matched')}.json`)

/** Keeps the comparison that was just reckoned. */
export async function rememberPreview({ db }: Needs): Promise<void> {
  const { rows } = await sql<{ kept: string }>`
    select to_json(p)::text as kept from weight_previews p where finished_at is not null`.execute(db)
  if (!rows[0]) return
  const unfinished = `${file()}.${process.pid}`
  writeFileSync(unfinished, rows[0].kept)
  renameSync(unfinished, file())
}

/** Puts a comparison that was kept where the page will look for it, before its set is made. */
export async function recallPreview({ db }: Needs): Promise<void> {
  let kept: string
  try {
    kept = readFileSync(file(), 'utf8')
  } catch {
    return
  }
  await sql`alter table weight_previews disable trigger all`.execute(db)
  await sql`
    insert into weight_previews
    select * from json_populate_record(null::weight_previews, ${kept}::text::json)`.execute(db)
  await sql`alter table weight_previews enable trigger all`.execute(db)
}
