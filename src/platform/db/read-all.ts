// Reading a long list: first the keys, in the order of the list, then the rows a few hundred at a time. All
// of it sees the data as they were when it began, on either database.
import type { Db, Trx } from './connect.js'

/** What a sheet is read from. */
export interface Source<Row> {
  keys(trx: Trx): Promise<string[]>
  /** The rows of these keys, in any order. */
  rows(trx: Trx, keys: readonly string[]): Promise<(Row & { key: string })[]>
}

const atOnce = 200

/**
 * Reads everything and hands it on in pieces; others are served between them.
 * @param then what belongs to the same transaction, told how many rows there were
 * @throws the signal's reason when it is aborted meanwhile
 */
export function readAll<Row>(
  db: Db,
  { keys, rows }: Source<Row>,
  take: (rows: (Row & { key: string })[]) => void,
  signal: AbortSignal,
  then: (trx: Trx, count: number) => Promise<void>,
): Promise<void> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const all = await keys(trx)
      for (let at = 0; at < all.length; at += atOnce) {
        signal.throwIfAborted()
        const some = all.slice(at, at + atOnce)
        const found = new Map((await rows(trx, some)).map((row) => [row.key, row]))
        take(some.flatMap((key) => found.get(key) ?? []))
        await new Promise((resolve) => setImmediate(resolve))
      }
      signal.throwIfAborted()
      await then(trx, all.length)
    })
}
