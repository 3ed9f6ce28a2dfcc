// What staff see of interests: the queue, one interest beside those it may be a double of, and the decision.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { actorName } from '../../platform/i18n/actor.js'
import { worldCountryName } from '../../platform/i18n/countries.js'
import { languageTags, localeNames } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import { days } from '../../platform/kit/clock.js'
import type { Wording } from '../pairs/index.js'
import { answersOf } from './interest.rows.js'
import { answersInWords } from './interest.wording.js'
import { localeOf } from './manage.letters.js'
import { markOf } from './review.actions.js'
import { doublesPart } from './review-doubles.pages.js'
import { isSure } from './review.duplicates.js'
import { interestTimeline } from './review.diary.js'
import type { QueueFilter } from './review.forms.js'
import { pageSize, type InterestFile, type InterestQueue } from './review-for-staff.queries.js'
import { decisionsIn, isOpenCountry, statesForStaff } from './review.model.js'
import type { QueuedInterest } from './review.queries.js'
import { asciiName, regionNamed } from './review.registry.js'

const daysSince = (from: Date, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - from.getTime()) / days(1)))

/** Whose turn it is, and since when; in other states only what became of it. */
function standingOf(
  { state, confirmedAt }: Pick<QueuedInterest, 'state' | 'confirmedAt'>,
  { t }: Wording,
  now: Date,
): string {
  if (state !== 'awaiting-review' || !confirmedAt) return t(`staff/interest/index.is-${state}`)
  const count = daysSince(confirmedAt, now)
  return count === 0 ? t('staff/interest/index.waits-today') : t('staff/interest/index.waits', { count })
}

function queueLine(row: QueuedInterest, wording: Wording, now: Date) {
  const { t, locale, names } = wording
  const people = new Intl.NumberFormat(languageTags[locale])
  const place = [row.region, worldCountryName(locale, row.country)].filter(Boolean).join(', ')
  return {
    href: paths.staff.interest(locale, row.id),
    town: row.town,
    place,
    population:
      row.population === null
        ? null
        : t('staff/interest/index.population', {
            count: row.population,
            number: people.format(row.population),
          }),
    community: row.communityId && {
      href: paths.community(locale, row.communityId),
      name: names.community(row.communityId),
    },
    standing: standingOf(row, wording, now),
    decidedAt: row.state === 'awaiting-review' ? null : row.decidedAt,
  }
}

export function queuePage(queue: InterestQueue, filter: QueueFilter, errors: FieldError[], now: Date) {
  const { t, locale } = queue.wording
  const { compare } = new Intl.Collator(locale)
  const href = (page: number) => {
    const query = new URLSearchParams({ state: filter.state })
    if (filter.country) query.set('country', filter.country)
    if (page > 1) query.set('page', String(page))
    return `${paths.staff.interests(locale)}?${query.toString()}`
  }
  return {
    layout: 'staff',
    title: t('staff/interest/index.heading'),
    errors,
    states: [...statesForStaff, 'all'].map((value) => ({
      value,
      label: t(`staff/interest/index.${value}`),
      selected: value === filter.state,
    })),
    countries: [
      { value: '', label: t('staff/interest/index.all-countries'), selected: filter.country === undefined },
      ...queue.countries
        .map((code) => ({
          value: code,
          label: worldCountryName(locale, code),
          selected: code === filter.country,
        }))
        .sort((a, b) => compare(a.label, b.label)),
    ],
    found: t('staff/interest/index.found', { count: queue.found }),
    lines: queue.rows.map((row) => queueLine(row, queue.wording, now)),
    pages: pagesOf(filter.page, Math.ceil(queue.found / pageSize), href),
  }
}

export interface Shown {
  csrf: string
  now: Date
  typed: Typed
  errors: FieldError[]
  /** Somebody else was quicker, or the answers were changed: the page says so above everything. */
  conflict: 'already' | 'changed' | undefined
}

const decidedStates = ['returned', 'accepted', 'declined']

export function interestPage(file: InterestFile, shown: Shown) {
  const { interest, staff, wording } = file
  const { t, locale, names } = wording
  const { state, town, country, communityId, decidedAt } = interest
  const by = actorName(t, interest.decidedBy === null ? null : staff.get(interest.decidedBy))
  const decided = decidedStates.includes(state)
  return {
    layout: 'staff',
    title: t('staff/interest/show.heading', { town, country: worldCountryName(locale, country) }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.staff.interests(locale), label: t('staff/interest/index.heading') },
    ],
    errors: shown.errors,
    conflict:
      shown.conflict === 'already'
        ? conflictOf(file, by)
        : shown.conflict && t('staff/interest/show.changed'),
    standing: standingOf(interest, wording, shown.now),
    decided:
      decided && decidedAt
        ? { words: t(`staff/interest/show.decided-${state}`, { who: by }), at: decidedAt }
        : null,
    note: interest.note,
    community: communityId && {
      href: paths.community(locale, communityId),
      name: names.community(communityId),
      words: t(
        `staff/interest/show.community-${state === 'accepted' || state === 'paused' ? 'is' : 'chosen'}`,
      ),
    },
    groups: groupsOf(file),
    language: localeNames[localeOf(interest.locale)],
    registeredAt: interest.createdAt,
    confirmedAt: interest.confirmedAt,
    empty: state === 'withdrawn',
    doubles: doublesPart(file),
    decision: decisionPart(file, shown),
    entries: interestTimeline(t, file.events, staff),
  }
}

const conflictOf = ({ interest: { state }, wording: { t } }: InterestFile, who: string) =>
  decidedStates.includes(state)
    ? t(`staff/interest/show.already-${state}`, { who })
    : t('staff/interest/show.already', { state: t(`staff/interest/index.is-${state}`) })

function groupsOf({ interest, oblasts, wording: { t, locale } }: InterestFile) {
  const said = answersInWords(locale, oblasts, answersOf(interest))
  return (['contact', 'municipality', 'wanted'] as const).map((group) => ({
    id: `group-${group}`,
    heading: t(`staff/interest/show.group-${group}`),
    lines: said[group],
  }))
}

/** The form of the decision; null when there is nothing to decide. */
function decisionPart(file: InterestFile, { csrf, typed }: Shown) {
  const { interest, doubles, regions, wording } = file
  const { t, locale } = wording
  const open = isOpenCountry(interest.country)
  const possible = decisionsIn(interest.state).filter(
    (each) => open || each === 'return' || each === 'decline',
  )
  if (possible.length === 0) return null
  const known = doubles.flatMap((double) => (double.kind === 'community' ? [double.row] : []))
  const alike = doubles.find(({ kind, signs }) => kind === 'community' && isSure(signs))
  const likely = interest.communityId ?? alike?.row.id ?? ''
  const text = (field: string, usual: string) => [typed[field] ?? usual].flat()[0] ?? ''
  const region = regionNamed(interest.region, regions)?.code ?? ''
  const { compare } = new Intl.Collator(locale)
  return {
    action: paths.staff.decideInterest(locale, interest.id),
    csrf,
    seen: markOf(interest),
    closed: open ? null : t('staff/interest/show.error-closed-country'),
    choices: possible.map((value) => ({
      value,
      label: t(`staff/interest/show.${value}`),
      note: t(`staff/interest/show.${value}-means`),
      checked: typed.decision === value,
    })),
    canAccept: possible.includes('existing'),
    /** What a new community needs, shown at once where it is the likely decision or has an error. */
    entryOpen: typed.decision === 'new' || known.length === 0,
    communities: known.map(({ id, email }) => ({
      value: id,
      label: wording.names.community(id),
      note: email === null ? id : `${id}, ${t('staff/interest/show.has-contact')}`,
      checked: text('community', likely) === id,
    })),
    other: text('other', ''),
    nameEn: text('nameEn', asciiName(interest.town, interest.country) === '' ? '' : interest.town),
    nameNative: text('nameNative', interest.town),
    nameUk: text('nameUk', ''),
    regions: [
      { value: '', label: t('staff/interest/show.region-none'), selected: text('regionCode', region) === '' },
      ...regions
        .map(({ code, nameEn, nameUk }) => ({
          value: code,
          label: regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn,
          selected: text('regionCode', region) === code,
        }))
        .sort((a, b) => compare(a.label, b.label)),
    ],
    lat: text('lat', interest.lat === null ? '' : String(interest.lat)),
    lon: text('lon', interest.lon === null ? '' : String(interest.lon)),
    population: text('population', interest.population === null ? '' : String(interest.population)),
    note: text('note', ''),
  }
}
