// Looks for words in every column of every table, as text, and in what the search index is told and gives:
// whoever was forgotten must be nowhere.
import { sql } from 'kysely'
import type { AppContext } from '../../src/context.js'
import { communityDocuments } from '../../src/features/communities/index.js'
import { indexChanges } from '../../src/features/communities/index-changes.job.js'
import type { Db } from '../../src/platform/db/connect.js'

/** `table.column: the word`, for each column in which one of the words stands, whatever its case. */
export async function grepDatabase(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ tableName: string }>`
    select table_name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`.execute(db)
  const found: string[] = []
  for (const { tableName } of tables) {
    const { rows } = await sql<{ columnName: string; word: string }>`
      select distinct columns.key as column_name, word
      from ${sql.id(tableName)} as everything, jsonb_each_text(to_jsonb(everything)) as columns,
        unnest(${[...words]}::text[]) as word
      where position(lower(word) in lower(columns.value)) > 0
      order by column_name, word`.execute(db)
    found.push(...rows.map(({ columnName, word }) => `${tableName}.${columnName}: ${word}`))
  }
  return found
}

/** The words that stand in some document of the search index, or in what it answers when asked for them. */
export async function grepIndex(
  { db, search }: Pick<AppContext, 'db' | 'search'>,
  words: readonly string[],
): Promise<string[]> {
  await indexChanges({ db, search })
  const documents = JSON.stringify(await communityDocuments(db)).toLowerCase()
  const found: string[] = []
  for (const word of words) {
    const asked = { text: word, choice: {}, sort: 'relevance', page: 1, pageSize: 50, locale: 'en' } as const
    const { hits } = await search.find(asked)
    const told = documents + JSON.stringify(hits).toLowerCase()
    if (told.includes(word.toLowerCase())) found.push(word)
  }
  return found
}
