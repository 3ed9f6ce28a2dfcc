// Tells the search index what changed. Triggers note every change in the transaction that makes it;
// this job reads the notes, tells the index how things are now, and only then forgets the notes. A
// crash in between tells the same thing twice, never not at all.
import type { AppContext } from '../../context.js'
import type { Job } from '../../platform/jobs/runner.js'
import { SearchUnavailable, type CommunityDocument } from '../../platform/search/community-search.js'
import { communityDocuments } from './documents.queries.js'
import { forgetNotes, noteAll, oldestNotes } from './index-changes.queries.js'

type Needs = Pick<AppContext, 'db' | 'search'>

const batch = 1_000

/**
 * Brings every noted change into the index and gives how many notes that were.
 * @throws SearchUnavailable when an engine refuses; the notes are then kept for the next time
 */
export async function indexChanges({ db, search }: Needs): Promise<number> {
  let told = 0
  for (;;) {
    const notes = await oldestNotes(db, batch)
    if (notes.seqs.length === 0) return told
    await tell({ db, search }, notes.ids)
    await forgetNotes(db, notes)
    told += notes.seqs.length
  }
}

export interface Rebuilt {
  communities: number
  /** Why an engine was not rebuilt; it learns of everything through the notes once it is back. */
  waiting: string | undefined
}

/** Makes the whole index anew, without losing what changes meanwhile. */
export async function rebuildIndex({ db, search }: Needs): Promise<Rebuilt> {
  const notes = await oldestNotes(db, Number.MAX_SAFE_INTEGER)
  const documents = await communityDocuments(db)
  try {
    await search.rebuild(documents)
    await tell({ db, search }, differing(documents, await communityDocuments(db)))
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error
    await noteAll(db)
    return { communities: documents.length, waiting: error.message }
  }
  await forgetNotes(db, notes)
  return { communities: documents.length, waiting: undefined }
}

// Another runner may be telling the index the same moment, and the older word may arrive last. So each
// looks again after telling, until what it said is still so: then whoever spoke last spoke the truth.
async function tell({ db, search }: Needs, ids: readonly string[]): Promise<void> {
  let open = ids
  let now = await communityDocuments(db, ids)
  while (open.length > 0) {
    const said = now
    const present = said.filter(({ id }) => open.includes(id))
    const gone = open.filter((id) => said.every((document) => document.id !== id))
    if (present.length > 0) await search.put(present)
    if (gone.length > 0) await search.remove(gone)
    now = await communityDocuments(db, ids)
    open = differing(said, now)
  }
}

/** The ids of documents that are in only one of two lists, or not the same in both. */
function differing(before: readonly CommunityDocument[], after: readonly CommunityDocument[]): string[] {
  const texts = new Map(before.map((document) => [document.id, JSON.stringify(document)]))
  const changed = after.filter((document) => texts.get(document.id) !== JSON.stringify(document))
  for (const { id } of after) texts.delete(id)
  return [...changed.map(({ id }) => id), ...texts.keys()]
}

export const job: Job = {
  name: 'index-changes',
  when: { every: 2_000 },
  async run(ctx) {
    try {
      const told = await indexChanges(ctx)
      return told > 0 ? `${told} changes` : undefined
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error
      ctx.log.warn({ reason: error.message }, 'search engine down, its changes wait')
      return undefined
    }
  },
}
