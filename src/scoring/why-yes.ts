// Why a side may say yes: what it asked for and would get, and what it already does that points to
// the other. For the page of each side, and for the letter.
import type { Names } from './sentences.js'
import type { Reason } from './explain.js'
import type { Fits } from './reciprocity.js'
import type { Score } from './score.js'
import type { CommunityProfile } from './profile.js'
import { needsOf, offersOf, type Judged } from './wishes.js'

const most = 3

/** A score with its two fits: a match, or what was kept of one. */
export type Judgement = Fits & { readonly score: Score }

/**
 * Up to three reasons, strongest first, why one side may say yes to the other.
 * @param side the side that is asked
 */
export function whyYes(
  match: Judgement,
  side: CommunityProfile,
  other: CommunityProfile,
  names: Names,
): Reason[] {
  const fit = side.id === match.score.uaId ? match.forUa : match.forForeign
  const who = names.community(side.id)
  const named = { who, other: names.community(other.id) }
  const granted = fit.parts
    .filter(({ wish, met = 0 }) => (wish === 'size' ? met === 1 : met > 0.5))
    .map((part) => wishReason(part, side, other, named, names))
  return [...granted, ...habits(match, side, named, names)].sort((a, b) => b.weight - a.weight).slice(0, most)
}

/** Says so when one side would find clearly less of what it looks for than the other. */
export function oneSided({ weaker, score, mutual }: Judgement, names: Names): Reason | undefined {
  if (weaker === undefined) return undefined
  const [who, other] = weaker === 'ua' ? [score.uaId, score.foreignId] : [score.foreignId, score.uaId]
  return {
    key: 'reasons.weaker-side',
    values: { who: names.community(who), other: names.community(other) },
    side: 'against',
    weight: 1 - mutual,
  }
}

type Named = { readonly who: string; readonly other: string }

function wishReason(
  { wish, met }: Judged,
  side: CommunityProfile,
  other: CommunityProfile,
  named: Named,
  names: Names,
): Reason {
  const weight = 2 + (met ?? 0)
  const reason = (key: string, values: Readonly<Record<string, string>>) => ({
    key: `reasons.yes-${key}`,
    values,
    side: 'for' as const,
    weight,
  })
  const found = (wanted: readonly string[], there: readonly string[] | undefined) =>
    wanted.filter((one) => there?.includes(one))
  const wishes = side.wishes!
  switch (wish) {
    case 'places':
      return reason('place', { ...named, country: names.country(other.country) })
    case 'size':
      return reason('size', named)
    case 'needs': {
      const topics = found(wishes.needs!.value, offersOf(other))
      return reason('needs', { ...named, topics: names.topics(topics) })
    }
    case 'offers': {
      const topics = found(wishes.offers!.value, needsOf(other))
      return reason('offers', { ...named, topics: names.topics(topics) })
    }
    case 'languages':
      return reason('languages', {
        ...named,
        languages: names.languages(found(wishes.languages!.value, other.languages)),
      })
    case 'kinds':
      return reason('kind', named)
  }
}

/** What a side does already: a partner in common, a partner near the other, ties with its country. */
function habits({ score }: Judgement, side: CommunityProfile, named: Named, names: Names): Reason[] {
  const isForeign = side.id === score.foreignId
  return score.parts.flatMap((part): Reason[] => {
    if (!part.known || part.points <= 0) return []
    const told = (key: string, values: Readonly<Record<string, string>>): Reason[] => [
      { key: `reasons.yes-${key}`, values: { ...named, ...values }, side: 'for', weight: part.points },
    ]
    const { values } = part
    if (part.key === 'commonPartners' && Array.isArray(values.partners) && values.partners[0] !== undefined)
      return told('common-partner', { partner: names.community(String(values.partners[0])) })
    if (part.key === 'neighbourhood' && isForeign && values.exampleForeign === score.foreignId)
      return told('partner-nearby', { partner: names.community(String(values.exampleUa)) })
    if (part.key === 'region' && !isForeign && Number(values.count) > 0)
      return told('country', { country: names.country(String(values.country)) })
    if (part.key === 'circle' && isForeign) return told('circle', {})
    return []
  })
}
