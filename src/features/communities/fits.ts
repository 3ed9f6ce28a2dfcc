// Who would fit a community, in words: how well, why, and how much is known.
import { paths } from '../../paths.js'
import { explain, type Names } from '../../scoring/explain.js'
import type { Score } from '../../scoring/score.js'
import type { Candidate } from './communities.model.js'
import type { namesForReasons } from './communities.queries.js'
import { codeOf, countryIn, nameIn, placeIn, regionIn, type Name, type Wording } from './wording.js'

export interface Fit {
  href: string
  name: Name
  place: string
  ua: string
  foreign: string
  /** How well they fit and how much is known, as words. */
  words: string
  reasons: string[]
  /** Where staff decide on this pair, when it is proposed. */
  proposal: string | null
}

type NameRow = Awaited<ReturnType<typeof namesForReasons>>[number]

const idsIn = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && /^[a-z]{2}-/.test(one))

/** Every community that the reasons of these candidates may name. */
export const communitiesNamed = (candidates: readonly Candidate[]): string[] => [
  ...new Set(
    candidates.flatMap(({ score }) => [
      score.uaId,
      score.foreignId,
      ...score.parts.flatMap(({ values }) => Object.values(values).flatMap(idsIn)),
    ]),
  ),
]

const mostReasons = 3

export function fitsFor(
  communityId: string,
  candidates: readonly Candidate[],
  rows: readonly NameRow[],
  wording: Wording,
): Fit[] {
  const { locale, t } = wording
  const byId = new Map(rows.map((row) => [row.id, row]))
  const names = namesIn(rows, wording)
  return candidates.flatMap(({ score, proposalId }) => {
    const [ua, foreign] = [byId.get(score.uaId), byId.get(score.foreignId)]
    if (!ua || !foreign) return []
    const other = ua.id === communityId ? foreign : ua
    return {
      href: paths.community(locale, other.id),
      name: nameIn(locale, other),
      place: placeIn(locale, other),
      ua: codeOf(ua),
      foreign: codeOf(foreign),
      words: fitWords(score, wording),
      reasons: explain(score, names)
        .filter(({ side }) => side === 'for')
        .slice(0, mostReasons)
        .map(({ key, values }) => t(key, values)),
      proposal: proposalId === undefined ? null : paths.staff.proposal(locale, proposalId),
    }
  })
}

// One half is as good as a middling partnership that really exists; proposals use the same words.
const fitKey = (total: number) =>
  total >= 0.75 ? 'strong' : total >= 0.5 ? 'good' : total >= 0.25 ? 'fair' : 'weak'
const knownKey = (coverage: number) => (coverage >= 0.8 ? 'much' : coverage >= 0.5 ? 'half' : 'little')

const fitWords = ({ total, coverage }: Score, { t, capital }: Wording) =>
  `${capital(t(`staff/proposals/index.fit-${fitKey(total)}`))}; ${t(`communities/show.known-${knownKey(coverage)}`)}`

function namesIn(rows: readonly NameRow[], { locale, t, and }: Wording): Names {
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const communities = new Map(rows.map((row) => [row.id, nameIn(locale, row).text]))
  const countries = new Map(rows.map((row) => [row.country, countryIn(locale, row)]))
  const regions = new Map(rows.map((row) => [row.regionCode, regionIn(locale, row)?.text]))
  return {
    community: (id) => communities.get(id) ?? id,
    country: (code) => countries.get(code) ?? code,
    region: (code) => regions.get(code),
    topics: (codes) => and(codes.map((code) => t(`topics.${code}`))),
    languages: (codes) => and(codes.map((code) => tongues.of(code) ?? code)),
  }
}
