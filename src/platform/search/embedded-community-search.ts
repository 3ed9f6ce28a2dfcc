// The embedded engine: whole names in trees, single words in MiniSearch, facets and positions in flat
// columns. It lives in memory and knows nothing that PostgreSQL does not.
import {
  maxPageSize,
  type CommunityDocument,
  type CommunityHit,
  type CommunityHits,
  type CommunityQuery,
  type CommunitySearch,
} from './community-search.js'
import { addRow, emptyColumns, removeRow, type Columns } from './columns.js'
import { distanceKm } from './distance.js'
import { showName, showPlain, showWords } from './highlight.js'
import { match } from './matching.js'
import { nameIndexMaker, type NameIndex, type NameIndexMaker } from './name-index.js'
import { findableNames } from './names.js'
import { bestFound, nearest, plainOrder } from './ordering.js'
import { placeIndex, type PlaceIndex } from './place-index.js'
import { readingsOf } from './reading.js'
import { hasFilters, select, selectAll } from './selection.js'
import { beginTally, emptyTally, viaWords, type Tally } from './tally.js'
import { wordIndex, type WordIndex } from './word-index.js'

interface Engine {
  columns: Columns
  places: PlaceIndex
  words: WordIndex
  /** The names of most communities, and of those that changed since: the second is small and soon remade. */
  settled: NameIndex
  recent: NameIndex
  recentNumbers: number[]
  tally: Tally
}

// The engine is made anew when more than so many communities, and more than this part of all, have
// recent names, or when there are more dead numbers than living ones.
const mostRecent = 200
const recentPart = 0.01
const mostDead = 1_000

function build(documents: readonly CommunityDocument[]): Engine {
  const names = nameIndexMaker()
  const engine: Engine = {
    columns: emptyColumns(),
    places: placeIndex(),
    words: wordIndex(),
    settled: names.finish(),
    recent: names.finish(),
    recentNumbers: [],
    tally: emptyTally(),
  }
  for (const community of new Map(documents.map((one) => [one.id, one])).values())
    add(engine, community, names)
  return { ...engine, settled: names.finish() }
}

function add(
  { columns, places, words }: Engine,
  community: CommunityDocument,
  names: NameIndexMaker,
): number {
  const number = addRow(columns, community)
  const findable = findableNames(community)
  places.add(number, community.placeNames)
  words.add(number, findable)
  names.add(number, findable)
  return number
}

function remove({ columns, words }: Engine, ids: readonly string[]) {
  for (const id of ids) {
    const gone = removeRow(columns, id)
    if (gone) words.remove(gone.number, findableNames(gone.community))
  }
}

// While another engine is down, everything it missed is told again and again; only what is new costs work here.
function isNews({ columns }: Engine, community: CommunityDocument): boolean {
  const number = columns.numberOf.get(community.id)
  return number === undefined || JSON.stringify(columns.documents[number]) !== JSON.stringify(community)
}

function put(engine: Engine, documents: readonly CommunityDocument[]): Engine {
  const { columns } = engine
  const told = new Map(documents.map((community) => [community.id, community]))
  const latest = new Map([...told].filter(([, community]) => isNews(engine, community)))
  if (latest.size === 0) return engine
  remove(engine, [...latest.keys()])
  const names = nameIndexMaker()
  const stillRecent = engine.recentNumbers.filter((number) => columns.alive[number])
  for (const number of stillRecent) names.add(number, findableNames(columns.documents[number]!))
  const recentNumbers = [
    ...stillRecent,
    ...[...latest.values()].map((community) => add(engine, community, names)),
  ]
  const living = columns.numberOf.size
  const manyRecent = recentNumbers.length > Math.max(mostRecent, recentPart * living)
  if (manyRecent || columns.count - living > Math.max(mostDead, living))
    return build([...columns.numberOf.values()].map((number) => columns.documents[number]!))
  return { ...engine, recent: names.finish(), recentNumbers }
}

function find(engine: Engine, query: CommunityQuery): CommunityHits {
  const { columns, tally, settled, recent } = engine
  const { text, locale, near } = query
  const readings = readingsOf(text)
  const asked = text.trim() !== ''
  beginTally(tally, columns.count)
  if (asked) match({ ...engine, ...columns, indexes: [settled, recent] }, readings, tally)

  const candidates = asked ? Int32Array.from(tally.numbers) : plainOrder(columns, query).numbers
  const { numbers, facets } =
    asked || hasFilters(query) ? select(columns, query, candidates) : selectAll(columns, candidates)
  const pageSize = Math.max(1, Math.min(maxPageSize, query.pageSize))
  const page = Math.max(1, Math.min(query.page, Math.ceil(numbers.length / pageSize)))
  const [from, below] = [(page - 1) * pageSize, page * pageSize]
  const shown =
    query.sort === 'distance' && near
      ? nearest(columns, near, numbers, from, below)
      : asked
        ? bestFound(columns, query, numbers, tally, from, below)
        : [...numbers.slice(from, below)]

  const hit = (number: number): CommunityHit => {
    const community = columns.documents[number]!
    const name = tally.name[number]!
    const how = !asked
      ? showPlain(community, locale)
      : name === viaWords
        ? showWords(community, locale, readings)
        : showName(community, locale, readings, name)
    return { community, ...how, distanceKm: near && distanceKm(near, community) }
  }
  return { total: numbers.length, page, hits: shown.map(hit), facets, fallback: false }
}

/** The embedded engine, with these documents to begin with. Changes can be found at once. */
export function embeddedCommunitySearch(documents: readonly CommunityDocument[] = []): CommunitySearch {
  let engine = build(documents)
  return {
    find: async (query) => find(engine, query),
    put: async (changed) => {
      engine = put(engine, changed)
    },
    remove: async (ids) => remove(engine, ids),
    rebuild: async (all) => {
      engine = build(all)
    },
  }
}
