// A small imitation of a Meilisearch server: it keeps indexes and tasks, checks the key, and remembers
// what it was asked. It searches nothing: a search finds every document, or those its filter leaves.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Index {
  createdAt: string
  documents: Map<string, Record<string, unknown>>
  settings: unknown
}

interface Task {
  uid: number
  type: string
  status: 'succeeded' | 'failed' | 'processing'
  error: { message: string } | null
}

export interface FakeMeili {
  url: string
  /** What it was told to change, as [type, index …], in order. */
  changes(): string[][]
  /** The questions of each search call. */
  searches(): Record<string, unknown>[][]
  indexes(): string[]
  documentIds(index: string): string[]
  settings(index: string): unknown
  addIndex(uid: string, createdAt: string): void
  forget(): void
  failNext(type: string, message: string): void
  loseNextDocument(): void
  /** Answers no more until `wake`. */
  hang(): void
  wake(): void
  /** Takes tasks and never ends them. */
  stall(): void
  close(): Promise<void>
}

export async function fakeMeili(key: string): Promise<FakeMeili> {
  const indexes = new Map<string, Index>()
  const tasks: Task[] = []
  let changes: string[][] = []
  let searches: Record<string, unknown>[][] = []
  let failure: { type: string; message: string } | undefined
  let losing = false
  let stalling = false
  let waking: Promise<void> | undefined
  let wake = () => {}

  const add = (uid: string, createdAt = new Date().toISOString()) =>
    indexes.set(uid, { createdAt, documents: new Map(), settings: undefined })
  const mustFind = (uid: string): Index => {
    const index = indexes.get(uid)
    if (!index)
      throw Object.assign(new Error(`Index ${uid} not found.`), { code: 'index_not_found', status: 404 })
    return index
  }

  const enqueue = (type: string, uids: string[], change: () => void) => {
    changes.push([type, ...uids])
    const fails = failure?.type === type ? failure : undefined
    if (fails) failure = undefined
    else if (!stalling) change()
    const status = stalling ? 'processing' : fails ? 'failed' : 'succeeded'
    const task: Task = { uid: tasks.length, type, status, error: fails ? { message: fails.message } : null }
    tasks.push(task)
    return {
      taskUid: task.uid,
      indexUid: uids[0],
      status: 'enqueued',
      type,
      enqueuedAt: new Date().toISOString(),
    }
  }

  const search = ({ indexUid, hitsPerPage, page, facets }: Record<string, unknown>) => {
    const all = [...mustFind(String(indexUid)).documents.values()]
    const size = Number(hitsPerPage)
    const from = (Number(page) - 1) * size
    const none = Object.fromEntries((facets as string[]).map((facet) => [facet, {}]))
    return { hits: all.slice(from, from + size), totalHits: all.length, facetDistribution: none }
  }

  // Method and path, with the index's or the task's own name as `*`.
  const answers: Record<string, (name: string, body: never) => unknown> = {
    'GET /indexes': () => ({ results: [...indexes].map(([uid, { createdAt }]) => ({ uid, createdAt })) }),
    'POST /indexes': (_, { uid }: { uid: string }) => enqueue('indexCreation', [uid], () => add(uid)),
    'DELETE /indexes/*': (uid) => enqueue('indexDeletion', [uid], () => indexes.delete(uid)),
    'PATCH /indexes/*/settings': (uid, settings) =>
      enqueue('settingsUpdate', [uid], () => (mustFind(uid).settings = settings)),
    'POST /indexes/*/documents': (uid, documents: { id: string }[]) =>
      enqueue('documentAdditionOrUpdate', [uid], () => {
        for (const document of documents.slice(losing ? 1 : 0))
          mustFind(uid).documents.set(document.id, document)
        losing = false
      }),
    'POST /indexes/*/documents/delete-batch': (uid, ids: string[]) =>
      enqueue('documentDeletion', [uid], () => ids.forEach((id) => mustFind(uid).documents.delete(id))),
    'GET /indexes/*/stats': (uid) => ({ numberOfDocuments: mustFind(uid).documents.size }),
    'POST /swap-indexes': (_, [{ indexes: pair }]: [{ indexes: [string, string] }]) =>
      enqueue('indexSwap', pair, () => {
        const [one, other] = pair.map(mustFind)
        indexes.set(pair[0], other!).set(pair[1], one!)
      }),
    'GET /tasks/*': (uid) => tasks[Number(uid)],
    'POST /multi-search': (_, { queries }: { queries: Record<string, unknown>[] }) => {
      searches.push(queries)
      return { results: queries.map(search) }
    },
  }

  const read = async (request: IncomingMessage) => {
    let text = ''
    for await (const piece of request) text += String(piece)
    return (text === '' ? undefined : JSON.parse(text)) as never
  }

  const server = createServer((request, response) => {
    const respond = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    void (async () => {
      const body = await read(request)
      await waking
      const path = new URL(request.url ?? '', 'http://fake').pathname
      const name = /^\/(?:indexes|tasks)\/([^/]+)/.exec(path)?.[1] ?? ''
      const answer = answers[`${request.method} ${name ? path.replace(`/${name}`, '/*') : path}`]
      if (request.headers.authorization !== `Bearer ${key}`)
        return respond(403, { message: 'The provided API key is invalid.', code: 'invalid_api_key' })
      if (!answer)
        return respond(404, { message: `The imitation knows no ${request.method} ${path}`, code: 'unknown' })
      try {
        respond(200, answer(name, body))
      } catch (error) {
        respond(404, { message: (error as Error).message, code: 'index_not_found' })
      }
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes: () => changes,
    searches: () => searches,
    indexes: () => [...indexes.keys()].sort(),
    documentIds: (index) => [...mustFind(index).documents.keys()].sort(),
    settings: (index) => mustFind(index).settings,
    addIndex: add,
    forget: () => ([changes, searches] = [[], []]),
    failNext: (type, message) => (failure = { type, message }),
    loseNextDocument: () => (losing = true),
    hang: () => {
      waking = new Promise((resolve) => (wake = resolve))
    },
    wake: () => wake(),
    stall: () => (stalling = true),
    close: async () => {
      wake()
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}
