// What staff see of rounds: the form of a new one, the drafts, and what became of those that were accepted.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { ListedRound } from './drafts.queries.js'
import { nothingCame, type RoundOutcome } from './outcomes.queries.js'
import { usualForm, type RoundForm } from './rounds.forms.js'
import { groups, type Asked } from './rounds.model.js'
import type { Oblast } from './rounds.queries.js'

const page = 'staff/rounds/index'
export const pastOnPage = 20

export const oblastName = (locale: Locale, { code, nameUk, nameEn }: Oblast): string =>
  regionName(locale, { uk: nameUk, en: nameEn }) ?? code

const figures = [
  'mostUa',
  'mostForeign',
  'floor',
  'cap',
  'least',
  'remindAfterDays',
  'closeAfterDays',
] as const

/** The fields of a round, filled with what was typed, else with what `known` says, else with the usual. */
export function fieldsOf(
  t: Translate,
  locale: Locale,
  typed: Typed,
  known: Partial<RoundForm>,
  /** Undefined when the oblast cannot be chosen. */
  oblasts: readonly Oblast[] | undefined,
) {
  const value = (field: keyof RoundForm) => String(typed[field] ?? known[field] ?? '')
  const { compare } = new Intl.Collator(locale)
  const regions = (oblasts ?? [])
    .map((oblast) => ({ value: oblast.code, label: oblastName(locale, oblast) }))
    .sort((a, b) => compare(a.label, b.label))
  return {
    name: value('name'),
    groups: groups.map((group) => ({
      value: group,
      label: t(`${page}.whom-${group}`),
      selected: group === value('whom'),
    })),
    regions: oblasts
      ? [{ value: '', label: t(`${page}.whole-country`) }, ...regions].map((option) => ({
          ...option,
          selected: option.value === value('region'),
        }))
      : null,
    ...(Object.fromEntries(figures.map((field) => [field, value(field)])) as Record<
      (typeof figures)[number],
      string
    >),
  }
}

/** What a kept round says in the fields of its form. */
export const typedOf = (round: {
  name: string
  options: Asked
  remindAfterDays: number
  closeAfterDays: number
}): Partial<RoundForm> => {
  const { name, options, remindAfterDays, closeAfterDays } = round
  return { name, ...options, remindAfterDays, closeAfterDays }
}

export interface RoundsList {
  drafts: readonly ListedRound[]
  past: readonly ListedRound[]
  found: number
  page: number
  outcomes: ReadonlyMap<string, RoundOutcome>
  oblasts: readonly Oblast[]
}

interface Shown {
  csrf: string
  now: Date
  /** The id that a new round will have. */
  id: string
  typed: Typed
  errors: FieldError[]
  /** The options gave no round in time. */
  unsolved: boolean
  /** The oblast of a coordinator, whose rounds are for it alone. */
  region: string | undefined
}

export function roundsPage(
  t: Translate,
  locale: Locale,
  { drafts, past, found, page: current, outcomes, oblasts }: RoundsList,
  { csrf, now, id, typed, errors, unsolved, region }: Shown,
) {
  const day = new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'Europe/Kyiv' })
  const usual = { ...usualForm, name: t(`${page}.usual-name`, { date: day.format(now) }) }
  const oblastOf = (code: string | null) => {
    const found = oblasts.find((one) => one.code === code)
    return found ? oblastName(locale, found) : null
  }
  const line = (round: ListedRound) => ({
    name: round.name,
    href: paths.staff.round(locale, round.id),
    where: oblastOf(round.regionCode) ?? t(`${page}.whole-country`),
  })
  return {
    layout: 'staff',
    title: t(`${page}.heading`),
    errors,
    csrf,
    id,
    unsolved,
    action: paths.staff.rounds(locale),
    own: region === undefined ? null : t(`${page}.own`, { oblast: oblastOf(region) ?? region }),
    fields: fieldsOf(t, locale, typed, usual, region === undefined ? oblasts : undefined),
    drafts: drafts.map((round) => ({
      ...line(round),
      standing: round.computedAt
        ? t(`${page}.pairs`, { count: round.pairs ?? 0 })
        : t(`${page}.not-computed`),
      made: t(`${page}.made`, { who: round.maker }),
      at: round.madeAt,
    })),
    past: past.map((round) => ({
      ...line(round),
      accepted: t(`${page}.accepted`, { who: round.decider ?? '' }),
      at: round.decidedAt,
      outcome: outcomeInWords(t, outcomes.get(round.id) ?? nothingCame),
    })),
    pages: pagesOf(current, Math.ceil(found / pastOnPage), (n) =>
      n === 1 ? paths.staff.rounds(locale) : `${paths.staff.rounds(locale)}?page=${n}`,
    ),
  }
}

/** What became of a round, as a line of facts. */
export const outcomeInWords = (t: Translate, outcome: RoundOutcome): string[] =>
  (['offered', 'waiting', 'approved', 'rejected', 'introduced', 'answered', 'bothYes'] as const).map((step) =>
    t(`${page}.outcome-${step}`, { count: outcome[step] }),
  )
