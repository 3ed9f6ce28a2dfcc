// Search by a Meilisearch server. The only file that imports its client: every call has a time limit,
// every task is asked how it ended, and a rebuild puts a finished index in the place of the old one.
import { randomUUID } from 'node:crypto'
import { Meilisearch, MeilisearchError, type EnqueuedTask } from 'meilisearch'
import { systemClock } from '../kit/clock.js'
import { SearchUnavailable, type CommunityDocument, type CommunitySearch } from './community-search.js'
import { meiliDocument, meiliSettings } from './meili-documents.js'
import { findIn, type Ask, type MeiliPage } from './meili-find.js'

export interface MeiliOptions {
  url: string
  key: string | undefined
  index: string
  /** Milliseconds for one search. */
  searchTimeout?: number
  /** Milliseconds for one change to be done. */
  changeTimeout?: number
  /** Milliseconds for a new index to be filled. */
  rebuildTimeout?: number
}

const batchSize = 2_000
/** Milliseconds a server may take to show that it is there before the work of a rebuild begins. */
const signOfLife = 2_000
/** An unfinished rebuild this old, in milliseconds, was given up. */
const abandonedAfter = 60 * 60_000

/** Search by Meilisearch; every method throws SearchUnavailable when the server does not answer or refuses. */
export function meiliCommunitySearch(options: MeiliOptions): CommunitySearch {
  const {
    url: host,
    key,
    index: live,
    searchTimeout = 800,
    changeTimeout = 30_000,
    rebuildTimeout = 900_000,
  } = options
  // A compressed answer comes in pieces, and the wait for the second costs forty milliseconds.
  const requestInit = { headers: { 'accept-encoding': 'identity' } }
  const connect = (timeout: number) =>
    new Meilisearch({ host, timeout, requestInit, ...(key === undefined ? {} : { apiKey: key }) })
  const asking = connect(searchTimeout)
  const changing = connect(changeTimeout)
  const knocking = connect(Math.min(changeTimeout, signOfLife))

  // Meilisearch answers at once and works later; a failed task is an answer like any other to its client.
  const done = async (enqueued: PromiseLike<EnqueuedTask>, timeout = changeTimeout) => {
    const { taskUid } = await enqueued
    const task = await changing.tasks.waitForTask(taskUid, { timeout })
    if (task.status !== 'succeeded')
      throw new SearchUnavailable(`Meilisearch: ${task.type} ${task.status}: ${task.error?.message ?? ''}`)
  }
  const indexes = async () => (await changing.getRawIndexes({ limit: 1_000 })).results

  const create = async (uid: string) => {
    await done(changing.createIndex(uid, { primaryKey: 'id' }))
    await done(changing.index(uid).updateSettings(meiliSettings))
  }
  let known = false
  const createLiveOnce = async () => {
    const isThere = async () => (await indexes()).some(({ uid }) => uid === live)
    if (!known && !(await isThere()))
      await create(live).catch(async (error: unknown) => {
        // Another process may have been quicker.
        if (!(await isThere())) throw error
      })
    known = true
  }
  const add = async (uid: string, documents: readonly CommunityDocument[], timeout?: number) => {
    const tasks: EnqueuedTask[] = []
    for (let from = 0; from < documents.length; from += batchSize)
      tasks.push(
        await changing.index(uid).addDocuments(documents.slice(from, from + batchSize).map(meiliDocument)),
      )
    for (const task of tasks) await done(Promise.resolve(task), timeout)
  }
  const ask: Ask = async (questions) => {
    const { results } = await asking.multiSearch({
      queries: questions.map((question) => ({ ...question, indexUid: live })),
    })
    return results as unknown as MeiliPage[]
  }

  const rebuild = async (documents: readonly CommunityDocument[]) => {
    // A start waits for this, and must not wait half a minute for a server that hangs.
    await knocking.getRawIndexes({ limit: 1 })
    await createLiveOnce()
    await removeAbandoned()
    const next = `${live}-next-${randomUUID()}`
    await create(next)
    try {
      await add(next, documents, rebuildTimeout)
      const { numberOfDocuments } = await changing.index(next).getStats()
      const wanted = new Set(documents.map(({ id }) => id)).size
      if (numberOfDocuments !== wanted)
        throw new SearchUnavailable(
          `Meilisearch: the new index has ${numberOfDocuments} of ${wanted} documents`,
        )
      await done(changing.swapIndexes([{ indexes: [live, next], rename: false }]))
    } catch (error) {
      await changing.deleteIndex(next).catch(() => undefined)
      throw error
    }
    // Since the swap this is the old index.
    await done(changing.deleteIndex(next))
  }
  const removeAbandoned = async () => {
    for (const { uid, createdAt } of await indexes())
      if (
        uid.startsWith(`${live}-next-`) &&
        Date.parse(createdAt) < systemClock.now().getTime() - abandonedAfter
      )
        await done(changing.deleteIndex(uid))
  }

  const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      // A SyntaxError is an answer that is no JSON: somebody else's page at that address.
      if (!(error instanceof MeilisearchError || error instanceof SyntaxError)) throw error
      throw new SearchUnavailable(`Meilisearch: ${error.message}`, { cause: error })
    }
  }
  return {
    find: (query) => orUnavailable(findIn(ask, query)),
    put: (documents) => orUnavailable(createLiveOnce().then(() => add(live, documents))),
    remove: (ids) =>
      orUnavailable(createLiveOnce().then(() => done(changing.index(live).deleteDocuments([...ids])))),
    rebuild: (documents) => orUnavailable(rebuild(documents)),
  }
}
