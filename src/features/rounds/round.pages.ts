// What staff see of one draft: who gets what and why, who gets none, what changed, and how to adjust it.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { actorName } from '../../platform/i18n/actor.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { pairKey } from '../../scoring/profile.js'
import { reasonsInWords, type Wording } from '../pairs/index.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { RoundPair } from './drafts.queries.js'
import type { Mark } from './marks.queries.js'
import type { DraftFile } from './round-for-staff.queries.js'
import { only, type PairsFilter } from './rounds.forms.js'
import { anchorOf, computingAtMost, pairValue } from './rounds.model.js'
import { fieldsOf, typedOf } from './rounds.pages.js'
import { communityIn, pairName, resultOf } from './round.words.js'

const page = 'staff/rounds/show'
const reasonsInList = 2
/** So many pairs may lie open at once; more are folded by oblast. */
const openAtMost = 30

export interface Shown {
  csrf: string
  now: Date
  typed: Typed
  errors: FieldError[]
  /** Words above everything: somebody was quicker, or the round has to be looked at again. */
  warning: 'already' | 'changed' | 'marks-pending' | 'crowded' | 'empty' | 'unsolved' | null
}

function lineOf(pair: RoundPair, file: DraftFile, marks: ReadonlyMap<string, Mark>, errors: FieldError[]) {
  const { communities, scores, wording } = file
  const key = pairKey(pair.uaId, pair.foreignId)
  const [score, mark] = [scores.get(key), marks.get(key)]
  const anchor = anchorOf(pair)
  const reasons = score ? reasonsInWords(score, wording).filter(({ side }) => side === 'for') : []
  return {
    ...communityIn(pair.foreignId, communities, wording),
    anchor,
    pair: pairName(pair, wording),
    value: pairValue(pair),
    points: points(pair.total),
    fit: wording.t(`staff/proposals/index.fit-${fitOf(pair.total)}`),
    reasons: reasons
      .slice(0, reasonsInList)
      .map(({ words }) => `${words}.`)
      .join(' '),
    isNew: pair.isNew,
    locked: mark?.kind === 'lock',
    struck: mark?.kind === 'strike',
    note: mark?.note ?? '',
    noteId: `note-${anchor}`,
    error: errors.find(({ field }) => field === anchor)?.key ?? null,
  }
}

/** Marks of pairs that the list does not hold: struck ones that are out, locked ones that are not in yet. */
function marksOutside({ marks, pairs, wording }: DraftFile) {
  const inside = new Set(pairs.map(({ uaId, foreignId }) => pairKey(uaId, foreignId)))
  return marks
    .filter(({ uaId, foreignId }) => !inside.has(pairKey(uaId, foreignId)))
    .map((mark) => ({
      anchor: anchorOf(mark),
      pair: pairName(mark, wording),
      value: pairValue(mark),
      locked: mark.kind === 'lock',
      words: wording.t(`${page}.marked-${mark.kind}`, { who: mark.markedBy }),
      at: mark.markedAt,
      note: mark.note ?? '',
      noteId: `note-${anchorOf(mark)}`,
    }))
}

/** The query by which a page of the list is found again. */
export function filterQuery({ region, country, only: which, open }: PairsFilter, pageNumber: number): string {
  const query = new URLSearchParams()
  if (region) query.set('region', region)
  if (country) query.set('country', country)
  if (which !== 'all') query.set('only', which)
  if (open) query.set('open', open)
  if (pageNumber > 1) query.set('page', String(pageNumber))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function filtersOf({ pairs, communities, filter, wording }: DraftFile) {
  const { t, names, locale } = wording
  const { compare } = new Intl.Collator(locale)
  const regions = [...new Set(pairs.flatMap(({ uaId }) => communities.get(uaId)?.regionCode ?? []))]
  const countries = [...new Set(pairs.map(({ country }) => country))]
  const options = (
    codes: string[],
    name: (code: string) => string,
    chosen: string | undefined,
    all: string,
  ) => [
    { value: '', label: t(`${page}.${all}`), selected: chosen === undefined },
    ...codes
      .map((code) => ({ value: code, label: name(code), selected: code === chosen }))
      .sort((a, b) => compare(a.label, b.label)),
  ]
  return {
    regions: options(regions, wording.regionAlone, filter.region, 'all-regions'),
    countries: options(countries, (code) => names.country(code), filter.country, 'all-countries'),
    only: only.map((value) => ({
      value,
      label: t(`${page}.only-${value}`),
      selected: value === filter.only,
    })),
  }
}

/** What changed under a draft since it was computed, and who decided on pairs of it. */
function outOfDate({ outOfDate: is, crowded, meanwhile, wording }: DraftFile) {
  const { t, locale, names } = wording
  const over = [
    ...crowded.communities.map((id) => names.community(id)),
    ...crowded.countries.map((code) => names.country(code)),
  ]
  if (!is && over.length === 0) return null
  const pairs = meanwhile.map((row) => ({
    href: paths.staff.proposal(locale, row.id),
    pair: pairName(row, wording),
    words: t(`${page}.decided-${row.state}`, { who: actorName(t, row.decidedBy ?? undefined) }),
  }))
  const full = over.length > 0 ? t(`${page}.crowded`, { names: over.join(', ') }) : null
  return { decided: is, pairs, full }
}

export function draftPage(file: DraftFile, { csrf, now, typed, errors, warning }: Shown) {
  const { round, groups, filter, pages, marks, communities, wording } = file
  const { t, locale } = wording
  const computing =
    round.computingSince !== null && now.getTime() - round.computingSince.getTime() < computingAtMost
  const marked = new Map(marks.map((mark) => [pairKey(mark.uaId, mark.foreignId), mark]))
  const here = paths.staff.round(locale, round.id)
  const shownPairs = groups.reduce((sum, { count }) => sum + count, 0)
  const marksAt = paths.staff.roundMarks(locale, round.id)
  return {
    layout: 'staff',
    ...headOf(round, locale, wording),
    errors,
    csrf,
    here,
    computing,
    warning: warning && t(`${page}.warning-${warning}`),
    decided: null,
    past: null,
    draft: {
      computed: round.computedAt,
      pending: round.markedAt !== null && round.computedAt !== null,
      outOfDate: outOfDate(file),
      result: round.summary ? resultOf(round, file.pairs, communities, wording) : null,
      fields: fieldsOf(t, locale, typed, typedOf(round), undefined),
      optionsOpen: errors.some(({ field }) => field in typed),
      filters: filtersOf(file),
      marksAt: marksAt + filterQuery(filter, filter.page),
      addAt: marksAt,
      groups: groups.map(({ region, communities: own, count }) => ({
        name: region === null ? t(`${page}.no-region`) : wording.regionAlone(region),
        count: t('staff/rounds/index.pairs', { count }),
        open: shownPairs <= openAtMost || region === filter.open || groups.length === 1,
        communities: own.map(({ uaId, pairs }) => ({
          ...communityIn(uaId, communities, wording),
          pairs: pairs.map((pair) => lineOf(pair, file, marked, errors)),
        })),
      })),
      outside: marksOutside(file),
      pages: pagesOf(filter.page, pages, (n) => `${here}${filterQuery(filter, n)}#pairs`),
      decideAt: paths.staff.decideRound(locale, round.id),
      seen: file.version,
      note: typed.note ?? '',
    },
  }
}

/** What every page of a round begins with. */
export function headOf(
  { name, maker, madeAt, regionCode, state }: DraftFile['round'],
  locale: Locale,
  { t, regionAlone }: Wording,
) {
  return {
    title: name,
    crumbs: [{ href: paths.staff.rounds(locale), label: t('staff/rounds/index.heading') }],
    state: t(`${page}.is-${state}`),
    where: regionCode === null ? t('staff/rounds/index.whole-country') : regionAlone(regionCode),
    made: t('staff/rounds/index.made', { who: maker }),
    madeAt,
  }
}
