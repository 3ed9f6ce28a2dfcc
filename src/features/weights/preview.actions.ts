// Reckons what a set would change against the one in use, beside everything else the service does.
import type { AppContext } from '../../context.js'
import type { Db } from '../../platform/db/connect.js'
import type { Weights } from '../../scoring/weights.js'
import type { NightWorld } from './preview.model.js'
import { claimPreview, notePreview } from './preview.queries.js'
import { reckonPreview } from './preview.thread.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'log'>

/** So often, in milliseconds, the table hears how far a reckoning has come. */
const often = 1000

/**
 * Begins the preview unless somebody has; undefined when there is nothing to begin. Whoever asked need
 * not wait for the `end`: a failure stands in the table and in the log.
 */
export async function beginPreview(
  { db, clock, log }: Needs,
  readNight: (db: Db) => Promise<NightWorld>,
  { current, other }: { current: Weights; other: Weights },
  anew = false,
): Promise<{ end: Promise<void> } | undefined> {
  const [set, against] = [other.version, current.version]
  if (!(await claimPreview(db, set, against, clock.now(), anew))) return undefined
  let told = performance.now()
  let writing = Promise.resolve()
  const onProgress = (done: number, total: number) => {
    if (performance.now() - told < often) return
    told = performance.now()
    writing = writing
      .then(() => notePreview(db, set, against, { seenAt: clock.now(), done, total }))
      // Progress is a courtesy; the reckoning goes on without it.
      .catch(() => undefined)
  }
  const reckoning = async () => {
    try {
      const world = await readNight(db)
      const result = await reckonPreview({ world, current, other }, onProgress)
      await writing
      await notePreview(db, set, against, { seenAt: clock.now(), finishedAt: clock.now(), result })
    } catch (error) {
      log.error({ err: error, set, against }, 'preview of weights failed')
      await writing
      await notePreview(db, set, against, { seenAt: clock.now(), failed: true }).catch(() => undefined)
    }
  }
  return { end: reckoning() }
}
