// People's fingers slip. Of 600 names of the registry, each with one slip, at least 97 % must find
// their community among the first three, and so must the names of each alphabet alone.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { Meilisearch } from 'meilisearch'
import type { CommunitySearch } from '../../src/platform/search/community-search.js'
import { embeddedCommunitySearch } from '../../src/platform/search/embedded-community-search.js'
import { fold } from '../../src/platform/search/fold.js'
import { meiliCommunitySearch } from '../../src/platform/search/meili-community-search.js'
import { chance, type Chance } from '../support/chance.js'
import { registryDocuments } from '../support/registry-documents.js'

const letters = { Latin: 'abcdefghijklmnopqrstuvwxyz', Cyrillic: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' }
type Alphabet = keyof typeof letters

const isWrittenIn = (alphabet: Alphabet, name: string) =>
  [...name].every(
    (letter) => !/\p{L}/u.test(letter) || new RegExp(`\\p{Script=${alphabet}}`, 'u').test(letter),
  )

/** Every name and folded name of the registry in an alphabet, with its community. */
const namesIn = (alphabet: Alphabet) =>
  registryDocuments().flatMap(({ id, nameUk, nameEn, nameNative }) => {
    const names = [nameUk, nameEn, nameNative].flatMap((name) =>
      name === undefined ? [] : [name, fold(name)],
    )
    return [...new Set(names)].filter((name) => isWrittenIn(alphabet, name)).map((name) => ({ id, name }))
  })

/** The name with one letter dropped, added, changed or swapped with the next; never the same when folded. */
function slipIn(name: string, alphabet: Alphabet, { below, one }: Chance): string {
  const all = [...name]
  for (;;) {
    const at = below(all.length)
    const any = one([...letters[alphabet]])
    const slipped = [
      () => all.toSpliced(at, 1),
      () => all.toSpliced(at + below(2), 0, any),
      () => all.with(at, any),
      () => (at + 1 < all.length ? all.toSpliced(at, 2, all[at + 1]!, all[at]!) : all),
    ][below(4)]!().join('')
    if (/\p{L}/u.test(all[at]!) && fold(slipped) !== fold(name)) return slipped
  }
}

interface Outcome {
  typed: string
  meant: string
  found: string[]
}

async function missesOf(
  search: CommunitySearch,
  alphabet: Alphabet,
  seed: number,
  count: number,
): Promise<Outcome[]> {
  const luck = chance(seed)
  const names = namesIn(alphabet)
  const misses: Outcome[] = []
  for (let drawn = 0; drawn < count; drawn++) {
    const { id, name } = luck.one(names)
    const typed = slipIn(name, alphabet, luck)
    const { hits } = await search.find({
      text: typed,
      choice: {},
      sort: 'relevance',
      page: 1,
      pageSize: 20,
      locale: luck.one(['uk', 'en']),
    })
    const found = hits.slice(0, 3).map(({ community }) => community.id)
    if (!found.includes(id)) misses.push({ typed, meant: id, found })
  }
  return misses
}

const seed = 20_091_103
const each = 300

async function mostAreFound(search: CommunitySearch): Promise<void> {
  // The misses themselves, so that a failure shows what to mend.
  const allowed = Math.floor(each * 0.03)
  const latin = await missesOf(search, 'Latin', seed, each)
  expect(latin.slice(allowed)).toEqual([])
  const cyrillic = await missesOf(search, 'Cyrillic', seed, each)
  expect(cyrillic.slice(allowed)).toEqual([])
}

describe('names with a slip', () => {
  it('are drawn from all names, and each is a slip away from its name', () => {
    expect(namesIn('Latin').length).toBeGreaterThan(1_500)
    expect(namesIn('Cyrillic').length).toBeGreaterThan(1_000)
    const luck = chance(1)
    for (const { name } of namesIn('Cyrillic'))
      expect(Math.abs(slipIn(name, 'Cyrillic', luck).length - name.length)).toBeLessThanOrEqual(1)
  })

  it('find their community with the embedded engine', () =>
    mostAreFound(embeddedCommunitySearch(registryDocuments())))

  const { MEILI_URL: url, MEILI_KEY: key } = process.env
  const withServer = url ? it : it.skip
  withServer(
    'find their community with Meilisearch',
    async () => {
      const index = `test-${randomUUID()}`
      const search = meiliCommunitySearch({ url: url!, key, index, searchTimeout: 10_000 })
      try {
        await search.rebuild(registryDocuments())
        await mostAreFound(search)
      } finally {
        const server = new Meilisearch({ host: url!, ...(key === undefined ? {} : { apiKey: key }) })
        await server.deleteIndex(index)
      }
    },
    120_000,
  )
})
