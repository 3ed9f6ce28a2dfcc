// Reading a long list for somebody who may be slow: first the keys, in the order of the list, then the rows
// a few hundred at a time, each time in a transaction of its own. Nobody holds a connection while the
// reader's line is busy – the embedded database has only one, and a page must not wait for a download.
//
// What is promised: the list is the one of the moment when the reading began – every row of it once, none
// that came later. The rows read together are of one moment; later ones may be seconds younger. A row that
// was deleted meanwhile is left out, for what was deleted must not leave.
import type { Db, Trx } from './connect.js'

/** What a sheet is read from. */
export interface Source<Row> {
  keys(trx: Trx): Promise<string[]>
  /** The rows of these keys, in any order. */
  rows(trx: Trx, keys: readonly string[]): Promise<(Row & { key: string })[]>
}

const atOnce = 200

/**
 * Reads everything in pieces, of which the first is never left out and may be empty. The next piece is read
 * when somebody asks for it.
 * @param begun told how many rows there will be, in the transaction that found them
 * @throws the signal's reason when it was aborted before the first piece was there
 */
export async function* readAll<Row>(
  db: Db,
  { keys, rows }: Source<Row>,
  begun: (trx: Trx, count: number) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<(Row & { key: string })[]> {
  const piece = async (trx: Trx, some: readonly string[]) => {
    const found = new Map((await rows(trx, some)).map((row) => [row.key, row]))
    return some.flatMap((key) => found.get(key) ?? [])
  }
  const inOneMoment = <Found>(read: (trx: Trx) => Promise<Found>) =>
    db.transaction().setIsolationLevel('repeatable read').execute(read)

  const { all, first } = await inOneMoment(async (trx) => {
    const all = await keys(trx)
    signal.throwIfAborted()
    const first = await piece(trx, all.slice(0, atOnce))
    signal.throwIfAborted()
    await begun(trx, all.length)
    return { all, first }
  })
  yield first
  for (let at = atOnce; at < all.length; at += atOnce)
    yield await inOneMoment((trx) => piece(trx, all.slice(at, at + atOnce)))
}
