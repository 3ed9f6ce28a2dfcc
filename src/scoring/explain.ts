// Why a pair was suggested, what speaks against it and what nobody knows: keys and values, strongest
// first. The sentences live in the catalogues under "reasons".
import type { CriterionName } from './criteria/index.js'
import { sentences, unknowns, type Names, type Sentence } from './sentences.js'
import type { Part, Score } from './score.js'

export type { Names } from './sentences.js'

export interface Reason {
  /** Where the catalogues have the sentence: `reasons.…`. */
  readonly key: string
  /** What the sentence needs; `count` chooses the plural and is shown as `{n}`. */
  readonly values: Readonly<Record<string, string | number>>
  readonly side: 'for' | 'against' | 'unknown'
  /** Points it gives or takes; for an unknown, the points it could move. */
  readonly weight: number
}

const most = { for: 6, against: 3 }
/** Less than this many points is not worth a sentence. */
const faint = 0.05

/**
 * Up to six reasons for and up to three against, each list ordered by weight, then what is unknown.
 * @param names gives communities, countries, regions and topics their names in the page's language
 */
export function explain(score: Score, names: Names): Reason[] {
  const said = score.parts.flatMap((part) => (part.known ? reasonsOf(part, score, names) : []))
  const strongest = (side: 'for' | 'against') =>
    said
      .filter((reason) => reason.side === side)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, most[side])
  return [...strongest('for'), ...strongest('against'), ...unknownOf(score, names)]
}

function reasonsOf(part: Part, score: Score, names: Names): Reason[] {
  const found: Sentence[] = sentences[part.key](part, score, names)
  return found
    .map(({ key, values, share }) => {
      const points = part.points * (share ?? 1)
      const side = points > 0 ? ('for' as const) : ('against' as const)
      return { key: `reasons.${key}`, values, side, weight: Math.abs(points) }
    })
    .filter(({ weight }) => weight >= faint)
}

function unknownOf(score: Score, names: Names): Reason[] {
  const silent = score.parts.filter((part) => !part.known && part.weight > 0)
  const told = new Set<string>()
  return silent
    .sort((a, b) => b.weight - a.weight)
    .flatMap((part) => {
      const subject = unknowns[part.key as CriterionName]
      if (subject === undefined || told.has(subject)) return []
      told.add(subject)
      const who = part.values.silent
      const base = { side: 'unknown' as const, weight: part.weight }
      if (who === 'both') return [{ ...base, key: `reasons.unknown-${subject}-both`, values: {} }]
      const id = who === 'ua' ? score.uaId : score.foreignId
      return [{ ...base, key: `reasons.unknown-${subject}`, values: { who: names.community(id) } }]
    })
}
