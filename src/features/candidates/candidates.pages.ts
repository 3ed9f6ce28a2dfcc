// The list of partners that fit a community. A score is never shown without its words, and each entry
// says what is in it for both.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { regionName } from '../../platform/i18n/places.js'
import type { Score } from '../../scoring/score.js'
import { topics } from '../communities/communities.model.js'
import { endOf, fitInWords, speakingFor, type Wording } from '../pairs/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { CandidatesFilter } from './candidates.forms.js'
import { leastFits, shownAtMost, sizeBandNames } from './candidates.model.js'
import { pageSize, type CandidateList } from './candidates.queries.js'

const reasonsInList = 2

const knownKey = (coverage: number) => (coverage >= 0.8 ? 'much' : coverage >= 0.5 ? 'half' : 'little')

/** The number, the words that always stand beside it, and how much is known. */
export const scoreInWords = ({ total, coverage }: Score, { t }: Wording) => ({
  points: points(total),
  fit: t(`staff/proposals/index.fit-${fitOf(total)}`),
  coverage: t(`our-community/partners/index.known-${knownKey(coverage)}`),
})

export const idOn = (score: Score, side: Side) => (side === 'ua' ? score.uaId : score.foreignId)

/** What each side finds of what it looks for, as far as it told us anything; our own side comes first. */
function gains(score: Score, ours: string, wording: Wording) {
  return sides
    .map((side) => ({ own: idOn(score, side) === ours, fit: fitInWords(score, side, wording) }))
    .sort((a, b) => Number(b.own) - Number(a.own))
    .map(({ fit: { heading, points, words, asWished } }) => ({
      line: points === null ? null : wording.t('fits.line', { heading, points, words }),
      asWished,
    }))
    .filter(({ line }) => line !== null)
}

function candidateLine(score: Score, list: CandidateList) {
  const { us, facts, wording, asked, shortlisted } = list
  const candidateId = score.uaId === us.id ? score.foreignId : score.uaId
  return {
    ...endOf(candidateId, facts, wording),
    href: paths.our.partner(wording.locale, candidateId),
    ua: facts.get(score.uaId)?.code ?? score.uaId,
    foreign: facts.get(score.foreignId)?.code ?? score.foreignId,
    ...scoreInWords(score, wording),
    reasons: speakingFor(score, wording).slice(0, reasonsInList),
    gains: gains(score, us.id, wording),
    asked: asked.has(candidateId),
    shortlisted: shortlisted.has(candidateId),
  }
}

interface Option {
  value: string
  label: string
  selected: boolean
}

function filtersOf({ us, places, wording }: CandidateList, typed: Typed) {
  const { t, locale } = wording
  const { compare } = new Intl.Collator(locale)
  const chosen = (field: string) => String(typed[field] ?? '')
  const options = (field: string, all: string, values: readonly (readonly [string, string])[]): Option[] => [
    { value: '', label: t(`our-community/partners/index.${all}`), selected: chosen(field) === '' },
    ...values.map(([value, label]) => ({ value, label, selected: value === chosen(field) })),
  ]
  const byLabel = (a: readonly [string, string], b: readonly [string, string]) => compare(a[1], b[1])
  const countries = places.countries.map((code) => [code, wording.names.country(code)] as const)
  const regions = places.regions.map(
    ({ code, nameUk, nameEn }) => [code, regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn] as const,
  )
  const said = (key: string) => (value: string) =>
    [value, t(`our-community/partners/index.${key}-${value}`)] as const
  return {
    placeLabel: t(`our-community/partners/index.${us.country === 'UA' ? 'country' : 'region'}`),
    places: options('place', 'all-places', [...countries, ...regions].sort(byLabel)),
    topics: options(
      'topic',
      'all-topics',
      topics.map((topic) => [topic, t(`topics.${topic}`)] as const).sort(byLabel),
    ),
    sizes: options('size', 'all-sizes', sizeBandNames.map(said('size'))),
    fits: options('fit', 'all-fits', leastFits.map(said('fit'))),
    looking: chosen('looking') === 'yes',
  }
}

/** What the own wishes mean now: what loosening one would bring, and how crowded the wanted countries are. */
function prospectsOf({ prospects, wording }: CandidateList) {
  const { t, names } = wording
  const say = (key: string, values: Record<string, unknown>) =>
    t(`our-community/partners/index.${key}`, values)
  return {
    loosenings: prospects.loosenings.map(({ wish, more }) =>
      say('loosened', { wish: t(`wishes.${wish}`), count: more }),
    ),
    crowding: prospects.crowding.map(({ country, seekers, places: looking, all }) =>
      say('crowding', { country: names.country(country), seekers, looking, all }),
    ),
  }
}

export function candidatesPage(
  list: CandidateList,
  filter: CandidatesFilter,
  { typed, errors }: { typed: Typed; errors: FieldError[] },
) {
  const { us, found, all, page, scores, weAreSilent, facts, wording } = list
  const { t, locale, names } = wording
  return {
    layout: 'member',
    title: t('our-community/partners/index.heading'),
    lead: t('our-community/partners/index.lead', { community: names.community(us.id) }),
    errors,
    action: paths.our.partners(locale),
    ...filtersOf(list, typed),
    weAreSilent: weAreSilent && facts.get(us.id)?.standing !== 'occupied',
    weAreOccupied: facts.get(us.id)?.standing === 'occupied',
    prospects: prospectsOf(list),
    found: t('our-community/partners/index.found', { count: found }),
    capped: found === shownAtMost ? t('our-community/partners/index.capped', { count: shownAtMost }) : null,
    /** Nobody at all, or nobody under these filters. */
    none: all === 0,
    lines: scores.map((score) => candidateLine(score, list)),
    pages: pagesOf(page, Math.ceil(found / pageSize), (number) => address(list, filter, number)),
  }
}

function address({ wording }: CandidateList, filter: CandidatesFilter, page: number): string {
  const query = new URLSearchParams()
  for (const field of ['place', 'topic', 'size', 'fit'] as const) {
    const value = filter[field]
    if (value) query.set(field, value)
  }
  if (filter.looking) query.set('looking', 'yes')
  if (page > 1) query.set('page', String(page))
  const search = query.toString()
  return paths.our.partners(wording.locale) + (search && `?${search}`)
}
