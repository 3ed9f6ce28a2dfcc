// The files of `npm run rank` as scoring takes them: profiles, partnerships, and pairs to score.
import { basename } from 'node:path'
import { z } from 'zod'
import { features, kinds, topics } from '../../src/features/communities/communities.model.js'
import type { CommunityProfile, Topics } from '../../src/scoring/profile.js'
import { readRows, type Problems } from './csv.js'

const text = z
  .string()
  .min(1, 'must not be empty')
  .refine((cell) => !cell.includes('\uFFFD'), 'is not valid UTF-8')

const number = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, 'must be a number')
    .transform(Number)
    .refine((n) => n >= lowest && n <= highest, `must be from ${lowest} to ${highest}`)

const oneOf = <const V extends readonly string[]>(values: V) =>
  z.enum(values, `must be one of: ${values.join(', ')}`)

/** An empty cell, like a column that is not there, is unknown. */
const maybe = <S extends z.ZodType>(schema: S) =>
  z.preprocess((cell) => (cell === '' ? undefined : cell), schema.optional())

const listOf = <S extends z.ZodType>(item: S) =>
  z.preprocess((cell) => (cell as string).split(';').map((each) => each.trim()), z.array(item))

const directed = topics.flatMap((topic) => [topic, `need:${topic}`, `offer:${topic}`] as const)

const communityRow = z.object({
  id: text,
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1)'),
  lat: number(-90, 90),
  lon: number(-180, 180),
  population: maybe(number(0, 50_000_000)),
  admin1_code: maybe(text),
  kind: maybe(oneOf(kinds)),
  // A list that somebody derived has at least a size class, so an empty one is nobody's.
  features: maybe(listOf(oneOf(features))),
  topics: maybe(
    listOf(z.enum(directed, `must be one of: ${topics.join(', ')}; before it may stand need: or offer:`)),
  ),
})

/** Profiles in the order of the file. */
export async function readCommunities(file: string, problems: Problems): Promise<CommunityProfile[]> {
  const profiles: CommunityProfile[] = []
  const first = new Map<string, number>()
  for await (const { line, cells } of readRows(file, [['id', 'country', 'lat', 'lon']], problems)) {
    const parsed = communityRow.safeParse(cells)
    for (const { path, message } of parsed.error?.issues ?? [])
      problems.say(file, message, line, String(path[0]))
    if (!parsed.success) continue
    const { id, country, lat, lon, population, admin1_code, kind, features, topics } = parsed.data
    const repeated = first.get(id)
    if (repeated !== undefined) problems.say(file, `${id} repeats line ${repeated}`, line, 'id')
    first.set(id, line)
    profiles.push({
      id,
      country,
      region: admin1_code?.replace(/^(?![A-Z]{2}\.)/, `${country}.`),
      kind,
      lat,
      lon,
      // GeoNames writes 0 where it does not know.
      population: population ? Math.max(1, Math.round(population)) : undefined,
      features,
      topics: topics && topicsOf(topics),
    })
  }
  return profiles
}

function topicsOf(given: readonly string[]): Topics {
  const those = (prefix: string) =>
    given.filter((topic) => topic.startsWith(prefix)).map((topic) => topic.slice(prefix.length))
  return {
    needs: those('need:'),
    offers: those('offer:'),
    themes: given.filter((topic) => !topic.includes(':')),
  }
}

/**
 * Pairs that exist. One with an end that no community of the file has says nothing; how many there are
 * is told, because it may be a slip.
 */
export async function readPartnerships(
  file: string,
  known: ReadonlyMap<string, unknown>,
  problems: Problems,
  note: (line: string) => void,
): Promise<[string, string][]> {
  const pairs: [string, string][] = []
  const strange: string[] = []
  const headers = [
    ['community_id', 'partner_id'],
    ['ua_id', 'foreign_id'],
  ]
  for await (const { line, cells } of readRows(file, headers, problems)) {
    const [a, b] = cells.partner_id === undefined ? ['ua_id', 'foreign_id'] : ['community_id', 'partner_id']
    const pair = [cells[a!] ?? '', cells[b!] ?? ''] as [string, string]
    pair.forEach((id, i) => {
      if (id === '') problems.say(file, 'must not be empty', line, i === 0 ? a : b)
    })
    if (pair[0] !== '' && pair[0] === pair[1])
      problems.say(file, 'is the same community on both sides', line, b)
    if (pair.every((id) => known.has(id))) pairs.push(pair)
    else strange.push(`${pair.find((id) => !known.has(id))} in line ${line}`)
  }
  if (strange.length > 0)
    note(
      `${basename(file)}: ${strange.length} pairs have an end that is no community of the file and say nothing (first: ${strange[0]})`,
    )
  return pairs
}

/** Pairs to score, as places in the list of profiles; in little memory, because there may be millions. */
export async function readPairs(
  file: string,
  places: ReadonlyMap<string, number>,
  problems: Problems,
): Promise<{ communities: Int32Array; candidates: Int32Array }> {
  let [communities, candidates] = [new Int32Array(1024), new Int32Array(1024)]
  let count = 0
  for await (const { line, cells } of readRows(file, [['community_id', 'candidate_id']], problems)) {
    const ends = (['community_id', 'candidate_id'] as const).map((column) => {
      const place = places.get(cells[column] ?? '')
      if (place === undefined)
        problems.say(file, `${cells[column] || 'an empty id'} is no community of the file`, line, column)
      return place ?? 0
    })
    if (count === communities.length) [communities, candidates] = [twice(communities), twice(candidates)]
    communities[count] = ends[0]!
    candidates[count] = ends[1]!
    count++
  }
  return { communities: communities.subarray(0, count), candidates: candidates.subarray(0, count) }
}

function twice(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(numbers.length * 2)
  longer.set(numbers)
  return longer
}
