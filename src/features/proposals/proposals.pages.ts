// What staff see of proposals in a list, and on the desk. A score is never shown without its words.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { IntroductionLine } from '../introductions/index.js'
import { endOf, reasonsInWords, type CommunityFacts, type Wording } from '../pairs/index.js'
import type { ProposalsFilter } from './proposals.forms.js'
import { fitOf, points, proposalStates } from './proposals.model.js'
import { scoreOf, type ProposalRow } from './proposals.queries.js'

export const pageSize = 25
const reasonsInList = 2

/** The number and the words that always stand beside it. */
export function scoreInWords(
  { total, coverage }: Pick<ProposalRow, 'total' | 'coverage'>,
  { t, locale }: Wording,
) {
  const share = new Intl.NumberFormat(languageTags[locale], { style: 'percent' })
  return {
    points: points(total),
    fit: t(`staff/proposals/index.fit-${fitOf(total)}`),
    coverage: t('staff/proposals/index.coverage', { share: share.format(coverage) }),
  }
}

/** The oblast alone: in a list every left side lies in Ukraine. */
function regionOf(id: string, facts: ReadonlyMap<string, CommunityFacts>, { names }: Wording): string | null {
  const code = facts.get(id)?.regionCode
  return (code && names.region(code)) || null
}

function proposalLine(row: ProposalRow, facts: ReadonlyMap<string, CommunityFacts>, wording: Wording) {
  const reasons = reasonsInWords(scoreOf(row), wording)
  return {
    href: paths.staff.proposal(wording.locale, row.id),
    ua: endOf(row.uaId, facts, wording),
    foreign: endOf(row.foreignId, facts, wording),
    region: regionOf(row.uaId, facts, wording),
    ...scoreInWords(row, wording),
    reasons: reasons
      .filter(({ side }) => side === 'for')
      .slice(0, reasonsInList)
      .map(({ words }) => words),
    /** Since when one of the two has been asking for it. */
    askedAt: row.askedAt,
    state: row.state === 'offered' ? null : wording.t(`staff/proposals/index.is-${row.state}`),
    until: row.state === 'postponed' ? row.postponedUntil : null,
  }
}

export interface ProposalList {
  rows: ProposalRow[]
  found: number
  facts: ReadonlyMap<string, CommunityFacts>
  regions: { code: string; name: string }[]
  countries: { code: string; name: string }[]
  wording: Wording
}

export function proposalsPage(
  list: ProposalList,
  filter: ProposalsFilter,
  typed: Typed,
  errors: FieldError[],
) {
  const { t, locale } = list.wording
  const collator = new Intl.Collator(locale)
  const options = (places: ProposalList['regions'], chosen: string | undefined, all: string) => [
    { value: '', label: t(`staff/proposals/index.${all}`), selected: chosen === undefined },
    ...places
      .map(({ code, name }) => ({ value: code, label: name, selected: code === chosen }))
      .sort((a, b) => collator.compare(a.label, b.label)),
  ]
  return {
    layout: 'staff',
    title: t('staff/proposals/index.heading'),
    errors,
    action: paths.staff.proposals(locale),
    asked: filter.asked,
    q: typed.q ?? '',
    states: [...proposalStates, 'all'].map((value) => ({
      value,
      label: t(`staff/proposals/index.${value}`),
      selected: value === filter.state,
    })),
    regions: options(list.regions, filter.region, 'all-regions'),
    countries: options(list.countries, filter.country, 'all-countries'),
    found: t('staff/proposals/index.found', { count: list.found }),
    lines: list.rows.map((row) => proposalLine(row, list.facts, list.wording)),
    pages: pagesOf(filter.page, Math.ceil(list.found / pageSize), (page) =>
      listAddress(locale, filter, page),
    ),
  }
}

function listAddress(
  locale: Locale,
  { state, asked, region, country, q }: ProposalsFilter,
  page: number,
): string {
  const query = new URLSearchParams({ state })
  if (asked) query.set('asked', 'yes')
  if (region) query.set('region', region)
  if (country) query.set('country', country)
  if (q) query.set('q', q)
  if (page > 1) query.set('page', String(page))
  return `${paths.staff.proposals(locale)}?${query.toString()}`
}

export interface Desk {
  offered: number
  asked: number
  postponed: number
  awaiting: number
  inTrouble: number
  interests: number
  claims: number
  /** The introductions that have waited longest. */
  waiting: IntroductionLine[]
}

export const deskPage = (t: Translate, locale: Locale, { waiting, ...counts }: Desk) => ({
  layout: 'staff',
  title: t('staff/index.heading'),
  figures: [
    {
      value: counts.offered,
      words: t('staff/index.offered', { count: counts.offered }),
      href: paths.staff.proposals(locale),
    },
    {
      value: counts.asked,
      words: t('staff/index.asked', { count: counts.asked }),
      href: `${paths.staff.proposals(locale)}?asked=yes`,
    },
    {
      value: counts.postponed,
      words: t('staff/index.postponed', { count: counts.postponed }),
      href: `${paths.staff.proposals(locale)}?state=postponed`,
    },
    {
      value: counts.awaiting,
      words: t('staff/index.awaiting', { count: counts.awaiting }),
      href: paths.staff.introductions(locale),
    },
    {
      value: counts.interests,
      words: t('staff/index.interests', { count: counts.interests }),
      href: paths.staff.interests(locale),
    },
    {
      value: counts.claims,
      words: t('staff/index.claims', { count: counts.claims }),
      href: paths.staff.claims(locale),
    },
    {
      value: counts.inTrouble,
      words: t('staff/index.trouble', { count: counts.inTrouble }),
      href: paths.staff.letters(locale),
    },
  ],
  waiting,
})
