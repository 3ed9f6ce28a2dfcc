// Loads the registry: all of it or nothing, and twice is the same as once.
import { join } from 'node:path'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { root } from '../../platform/kit/root.js'
import { keepDeclarations } from '../our-community/index.js'
import type { Seeds } from './imports.model.js'
import {
  lastLoad,
  measureTables,
  mergedSince,
  rememberLoad,
  saveNames,
  saveRows,
  waitForOtherLoads,
} from './imports.queries.js'
import { digestOf, parseSeeds, readSeedFiles } from './imports.reader.js'
import {
  agreementTable,
  communityTable,
  countryTable,
  foreignLinkTable,
  namesOf,
  partnershipTable,
  regionTable,
  topicTable,
  type Table,
} from './imports.rows.js'
import { afterMerges, namesAfterMerges, type Merged } from './merged.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export interface LoadOptions {
  /** The folder of the files; the registry's own when left out. */
  dir?: string
  /** Called as the load goes on, `done` of `total` steps finished. */
  onProgress?: (step: string, done: number, total: number) => void
}

export interface Load {
  /** False when these very files are what was loaded last. */
  changed: boolean
  /** Rows in the files, by table. */
  counts: Record<string, number>
}

// Raised when the same files would fill the tables differently, so that they are loaded again.
const loaderVersion = 1

type Step = (trx: Trx, seeds: Seeds, now: Date, merged: Merged) => Promise<number>

const rowsOf =
  (tableOf: (seeds: Seeds) => Table): Step =>
  async (trx, seeds, now, merged) => {
    const table = tableOf(seeds)
    await saveRows(trx, afterMerges(table, merged), now)
    return table.rows.length
  }

const allNames: Step = async (trx, seeds, _now, merged) => {
  const names = namesOf(seeds)
  await saveNames(trx, namesAfterMerges(names, merged))
  return names.length
}

/** Table after table, in the order their references need. */
const steps: [name: string, save: Step][] = [
  ['countries', rowsOf(countryTable)],
  ['regions', rowsOf(regionTable)],
  ['communities', rowsOf(communityTable)],
  ['names', allNames],
  ['topics', rowsOf(topicTable)],
  ['partnerships', rowsOf(partnershipTable)],
  ['agreements', rowsOf(agreementTable)],
  ['foreignLinks', rowsOf(foreignLinkTable)],
]

/**
 * Brings the registry in the database up to the files, in one transaction. Rows that people edited
 * stay as they left them; rows that have gone from the files stay too, because others may point to them.
 * @throws BadSeeds naming file, line and column of every bad row; nothing is written then
 */
export async function loadRegistry({ db, clock }: Needs, options: LoadOptions = {}): Promise<Load> {
  const { dir = join(root, 'seeds'), onProgress = () => {} } = options
  const files = await readSeedFiles(dir)
  const digest = `${loaderVersion}-${digestOf(files)}`
  const last = await lastLoad(db)
  if (last?.digest === digest) return { changed: false, counts: last.counts }

  const total = steps.length + 1
  const seeds = parseSeeds(files)
  onProgress('files', 1, total)
  return db.transaction().execute(async (trx) => {
    await waitForOtherLoads(trx)
    const other = await lastLoad(trx)
    if (other?.digest === digest) return { changed: false, counts: other.counts }

    const now = clock.now()
    const merged = await mergedSince(trx)
    const counts: Record<string, number> = {}
    for (const [i, [name, save]] of steps.entries()) {
      counts[name] = await save(trx, seeds, now, merged)
      onProgress(name, i + 2, total)
    }
    await keepDeclarations(trx)
    await measureTables(trx)
    await rememberLoad(trx, digest, now, counts)
    await writeEvent(trx, now, { who: 'system', did: 'loaded', what: { digest, ...counts } })
    return { changed: true, counts }
  })
}
