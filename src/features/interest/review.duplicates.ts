// What makes a registered interest look like somebody who is known already: a community of the registry or
// another interest. Pure rules; each likeness is said in words beside the two.
import { sameDomain } from '../../platform/kit/domains.js'
import { fold, joined } from '../../platform/search/fold.js'
import { inLatin } from '../../platform/search/romanise.js'
import { kilometres } from '../../scoring/geo.js'

/** From the surest to the vaguest; `detail` is what the two have in common. */
export const likenesses = [
  'chosen',
  'geonames',
  'contact',
  'name',
  'other-name',
  'domain',
  'similar',
  'near',
] as const
export type Likeness = (typeof likenesses)[number]

export interface Sign {
  kind: Likeness
  /** A name, a domain, or whole kilometres. */
  detail: string
}

export interface Known {
  /** The registry's id, where the two may be the same one. */
  communityId: string | null
  country: string
  geonamesId: number | null
  lat: number | null
  lon: number | null
  /** Every name it has or had; the one it goes by first. */
  names: readonly string[]
  /** Of its website and its office's e-mail. */
  domains: readonly string[]
  email: string | null
}

/** Two places of one country so near to each other may be one. */
export const nearKm = 12

/** A name in the spellings that mean the same: without marks, and Cyrillic in Latin letters. */
const spellings = (name: string, country: string): string[] =>
  [name, ...inLatin(name, country)].map((spelling) => joined(fold(spelling))).filter(Boolean)

const meets = (ours: readonly string[], theirs: readonly string[]) => ours.some((one) => theirs.includes(one))

/** Letters to put in, take out or change to come from one word to the other; `most` + 1 when more than that. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}

/** One slip for every five letters: a short name that differs in one letter is another place. */
const slipsAllowed = (name: string) => Math.min(2, Math.floor(name.length / 5))

function nameSign(ours: Known, theirs: Known): Sign[] {
  const wanted = ours.names.flatMap((name) => spellings(name, ours.country))
  const same = theirs.names.find((name) => meets(spellings(name, theirs.country), wanted))
  if (same !== undefined) return [{ kind: same === theirs.names[0] ? 'name' : 'other-name', detail: same }]
  const like = theirs.names.find((name) =>
    spellings(name, theirs.country).some((spelling) =>
      wanted.some((one) => {
        const allowed = slipsAllowed(one)
        return allowed > 0 && slips(one, spelling, allowed) <= allowed
      }),
    ),
  )
  return like === undefined ? [] : [{ kind: 'similar', detail: like }]
}

function nearSign(ours: Known, theirs: Known): Sign[] {
  if (ours.lat === null || ours.lon === null || theirs.lat === null || theirs.lon === null) return []
  const km = kilometres({ lat: ours.lat, lon: ours.lon }, { lat: theirs.lat, lon: theirs.lon })
  return km <= nearKm ? [{ kind: 'near', detail: String(Math.round(km)) }] : []
}

/** Everything the two have in common, the surest first; nothing when they are strangers. */
export function signsOf(ours: Known, theirs: Known): Sign[] {
  const signs: Sign[] = []
  if (ours.communityId !== null && ours.communityId === theirs.communityId)
    signs.push({ kind: 'chosen', detail: '' })
  if (ours.geonamesId !== null && ours.geonamesId === theirs.geonamesId)
    signs.push({ kind: 'geonames', detail: String(ours.geonamesId) })
  if (ours.email !== null && ours.email === theirs.email) signs.push({ kind: 'contact', detail: '' })
  if (ours.country === theirs.country) signs.push(...nameSign(ours, theirs), ...nearSign(ours, theirs))
  const domain = theirs.domains.find((one) => ours.domains.some((other) => sameDomain(one, other)))
  if (domain !== undefined) signs.push({ kind: 'domain', detail: domain })
  return signs.sort((a, b) => likenesses.indexOf(a.kind) - likenesses.indexOf(b.kind))
}

/** So alike that staff find it chosen already. */
const sure: readonly Likeness[] = ['chosen', 'geonames', 'contact', 'name', 'other-name']
export const isSure = (signs: readonly Sign[]): boolean => signs.some(({ kind }) => sure.includes(kind))

/** The surest first; of those that are only near, the nearest few. */
export function likeliest<T extends { signs: readonly Sign[] }>(found: readonly T[]): T[] {
  const rank = ({ signs }: T) => likenesses.indexOf(signs[0]?.kind ?? 'near')
  const onlyNear = (one: T) => one.signs.every(({ kind }) => kind === 'near')
  const near = found
    .filter(onlyNear)
    .sort((a, b) => Number(a.signs[0]?.detail) - Number(b.signs[0]?.detail))
    .slice(0, 3)
  return [
    ...found.filter((one) => one.signs.length > 0 && !onlyNear(one)).sort((a, b) => rank(a) - rank(b)),
    ...near,
  ]
}
