// The list of introductions for staff: what they may filter by, and the lines.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { regionName } from '../../platform/i18n/places.js'
import { listed, queryOf, turns, type IntroductionsFilter } from './staff-list.forms.js'
import { introductionLine } from './staff-introductions.pages.js'
import { pageSize, type IntroductionList } from './staff-list.queries.js'

interface Option {
  value: string
  label: string
  selected: boolean
}

export function staffIntroductionsPage(
  list: IntroductionList,
  filter: IntroductionsFilter,
  typed: Typed,
  errors: FieldError[],
  now: Date,
) {
  const { introductions, found, facts, wording } = list
  const { t, locale } = wording
  const href = (page: number) => paths.staff.introductions(locale) + queryOf({ ...filter, page })
  const say = (key: string) => t(`staff/introductions/index.${key}`)
  return {
    layout: 'staff',
    title: say('heading'),
    errors,
    action: paths.staff.introductions(locale),
    filters: {
      states: listed.map((value) => ({
        value,
        label: say(value),
        selected: value === filter.state,
      })),
      turns: withAll(
        say('any-turn'),
        turns.map((value) => ({ value, label: say(`turn-${value}`) })),
        filter.turn,
      ),
      ...placesIn(list, filter),
    },
    days: typed.days ?? '',
    isFiltered: queryOf({ ...filter, page: 1 }) !== '',
    found: t('staff/introductions/index.found', { count: found }),
    query: queryOf({ ...filter, page: 1 }),
    lines: introductions.map((introduction) => ({
      ...introductionLine(introduction, facts, wording, now),
      copies: copiesIn(list, introduction.id),
    })),
    pages: pagesOf(filter.page, Math.ceil(found / pageSize), href),
  }
}

const withAll = (
  all: string,
  options: { value: string; label: string }[],
  chosen: string | undefined,
): Option[] => [
  { value: '', label: all, selected: chosen === undefined },
  ...options.map((option) => ({ ...option, selected: option.value === chosen })),
]

function placesIn({ regions, countries, rounds, wording }: IntroductionList, filter: IntroductionsFilter) {
  const { t, locale, names } = wording
  const collator = new Intl.Collator(locale)
  const byLabel = (a: { label: string }, b: { label: string }) => collator.compare(a.label, b.label)
  const say = (key: string) => t(`staff/introductions/index.${key}`)
  const oblasts = regions.map(({ code, nameUk, nameEn }) => ({
    value: code,
    label: regionName(locale, { uk: nameUk, en: nameEn }) ?? code,
  }))
  const lands = countries.map((value) => ({ value, label: names.country(value) }))
  return {
    regions: oblasts.length > 0 ? withAll(say('any-region'), oblasts.sort(byLabel), filter.region) : null,
    countries: withAll(say('any-country'), lands.sort(byLabel), filter.country),
    rounds:
      rounds.length > 0
        ? withAll(
            say('any-round'),
            rounds.map(({ id, name }) => ({ value: id, label: name })),
            filter.round,
          )
        : null,
  }
}

/** What an association was told, and what it said, in one line each. */
const copiesIn = ({ copies, wording: { t } }: IntroductionList, id: string): string[] =>
  copies
    .filter(({ introductionId }) => introductionId === id)
    .map(({ name, answer }) => t(`staff/introductions/index.copy-${answer ?? 'sent'}`, { association: name }))
