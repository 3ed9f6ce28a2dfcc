// The figures in words: the funnel with its days, whom introductions reach, and the same by oblast, country,
// topic and size. Every chart has its table.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { barChart } from '../../platform/views/chart.js'
import { sizeClasses, topics } from '../communities/communities.model.js'
import type { FiguresFilter } from './figures.forms.js'
import {
  before,
  breakdowns,
  shareOf,
  steps,
  timed,
  type Breakdown,
  type Figures,
  type Funnel,
  type Group,
  type Step,
} from './figures.model.js'

const page = 'staff/figures/index'
/** More bars than this are no picture any more; the table has them all. */
const mostBars = 12

export interface FiguresReader {
  t: Translate
  locale: Locale
  regionName: (code: string) => string
  countryName: (code: string) => string
}

export interface FiguresFile {
  figures: Figures
  places: { regions: readonly string[]; countries: readonly string[] }
  filter: FiguresFilter
  /** The oblast of somebody who sees no other. */
  own: string | undefined
  now: Date
  typed: Typed
  errors: FieldError[]
}

export function figuresPage(reader: FiguresReader, file: FiguresFile) {
  const { t, locale } = reader
  const { figures, own, errors } = file
  const say = sayingIn(reader)
  const { all } = figures
  return {
    layout: 'staff',
    title: t(`${page}.heading`),
    errors,
    action: paths.staff.figures(locale),
    ...filterFields(reader, file),
    scope: scopeOf(reader, file),
    now: file.now,
    nothing:
      all.proposed === 0 ? t(`${page}.nothing`) : all.sent === 0 ? t(`${page}.no-introductions`) : null,
    some: all.proposed > 0,
    begun: all.sent > 0,
    funnel: funnelOf(all, say),
    pace: paceOf(all, say),
    reach: reachOf(all, say),
    breakdowns: breakdowns
      .filter((breakdown) => !(breakdown === 'region' && own !== undefined))
      .map((breakdown) => breakdownOf(breakdown, figures.by[breakdown], reader, say)),
  }
}

type Say = ReturnType<typeof sayingIn>

function sayingIn({ t, locale }: FiguresReader) {
  const number = new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(languageTags[locale], { style: 'percent' })
  return {
    t,
    number: (n: number) => number.format(n),
    share: (part: number, whole: number) => {
      const found = shareOf(part, whole)
      return found === null ? t(`${page}.none`) : percent.format(found)
    },
    days: (n: number | null) => (n === null ? t(`${page}.none`) : t(`${page}.days`, { count: n })),
    pairs: (n: number) => t(`${page}.pairs`, { count: n }),
  }
}

const stepName = (t: Translate, step: Step) => t(`${page}.step-${step}`)

function funnelOf(all: Funnel, { t, number, share, days, pairs }: Say) {
  const rows = steps.map((step) => {
    const isTimed = step !== 'proposed' && step !== 'alive'
    const previous = isTimed ? all[before[step]] : step === 'alive' ? all.due : undefined
    return {
      step: stepName(t, step),
      count: number(all[step]),
      share: previous === undefined ? '' : share(all[step], previous),
      days: isTimed ? days(all.days[step]) : '',
      value: all[step],
    }
  })
  const chart = barChart(
    t(`${page}.funnel`),
    rows.map(({ step, value, share: of }) => ({
      label: step,
      value,
      words: of === '' ? pairs(value) : t(`${page}.bar-of`, { pairs: pairs(value), share: of }),
    })),
  )
  return { chart, rows, due: all.due === 0 ? null : t(`${page}.due`, { count: all.due }) }
}

function paceOf(all: Funnel, { t, days }: Say) {
  const rows = timed.map((step) => ({
    step: t(`${page}.pace-${step}`),
    days: days(all.days[step]),
    value: all.days[step] ?? 0,
  }))
  return {
    chart: barChart(
      t(`${page}.pace`),
      rows.map(({ step, value, days: words }) => ({ label: step, value, words })),
    ),
    rows,
  }
}

/** Whether introductions reach those who had nobody. */
function reachOf({ sent, alone, aloneUa, aloneForeign }: Funnel, { t, number, share }: Say) {
  const rows = (
    [
      ['alone', alone],
      ['alone-ua', aloneUa],
      ['alone-foreign', aloneForeign],
    ] as const
  ).map(([key, count]) => ({
    who: t(`${page}.${key}`),
    count: number(count),
    share: share(count, sent),
    value: count,
  }))
  return {
    chart: barChart(
      t(`${page}.reach`),
      rows.map(({ who, value, count, share: of }) => ({
        label: who,
        value,
        words: t(`${page}.bar-share`, { share: of, count, sent: number(sent) }),
      })),
      sent,
    ),
    rows,
    lead: t(`${page}.reach-lead`, { share: share(alone, sent) }),
  }
}

function breakdownOf(breakdown: Breakdown, groups: readonly Group[], reader: FiguresReader, say: Say) {
  const { t } = reader
  const { number, share, days } = say
  const named = groups.map(({ code, funnel }) => ({ name: groupName(breakdown, code, reader), funnel }))
  const drawn = named.filter(({ funnel }) => funnel.sent > 0).slice(0, mostBars)
  return {
    id: `by-${breakdown}`,
    heading: t(`${page}.by-${breakdown}`),
    note: t(`${page}.by-${breakdown}-note`),
    chart:
      drawn.length === 0
        ? null
        : barChart(
            t(`${page}.by-${breakdown}`),
            drawn.map(({ name, funnel: { sent, agreed } }) => ({
              label: name,
              value: sent,
              part: agreed,
              words: t(`${page}.bar-agreed`, { sent: number(sent), agreed: number(agreed) }),
            })),
          ),
    rows: named.map(({ name, funnel }) => ({
      name,
      counts: (['proposed', 'sent', 'answered', 'agreed', 'met', 'signed', 'alive'] as const).map((step) =>
        number(funnel[step]),
      ),
      share: share(funnel.agreed, funnel.sent),
      days: days(funnel.days.answered),
    })),
  }
}

function groupName(breakdown: Breakdown, code: string | null, reader: FiguresReader): string {
  const { t } = reader
  if (code === null) return t(`${page}.unknown`)
  switch (breakdown) {
    case 'region':
      return reader.regionName(code)
    case 'country':
      return reader.countryName(code)
    case 'topic':
      return t(`topics.${code}`)
    case 'size':
      return t(`${page}.size-${code}`)
  }
}

function filterFields(reader: FiguresReader, { places, filter, own, typed }: FiguresFile) {
  const { t, locale } = reader
  const collator = new Intl.Collator(locale)
  const options = (codes: readonly string[], name: (code: string) => string, field: keyof FiguresFilter) => {
    const chosen = filter[field]
    return [
      { value: '', label: t(`${page}.all-${field}`), selected: chosen === undefined },
      // A filter by something there is nothing of yet must not vanish from its own form.
      ...[...new Set([...codes, ...(chosen === undefined ? [] : [chosen])])]
        .map((code) => ({ value: code, label: name(code), selected: code === chosen }))
        .sort((a, b) => collator.compare(a.label, b.label)),
    ]
  }
  const inOrder = (codes: readonly string[], name: (code: string) => string, chosen: string | undefined) =>
    codes.map((code) => ({ value: code, label: name(code), selected: code === chosen }))
  return {
    regions: own === undefined ? options(places.regions, reader.regionName, 'region') : null,
    countries: options(places.countries, reader.countryName, 'country'),
    topics: options(topics, (code) => t(`topics.${code}`), 'topic'),
    sizes: [
      { value: '', label: t(`${page}.all-size`), selected: filter.size === undefined },
      ...inOrder(sizeClasses, (code) => t(`${page}.size-${code}`), filter.size),
    ],
    from: typed.from ?? '',
    to: typed.to ?? '',
  }
}

/** What the figures are of, for the paper on which no form is printed. */
function scopeOf(
  { t, locale, regionName, countryName }: FiguresReader,
  { filter, own }: FiguresFile,
): string[] {
  const { region, country, topic, size, from, to } = filter
  const format = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const day = (iso: string) => format(new Date(iso))
  const said = [
    region !== undefined && regionName(region),
    country !== undefined && countryName(country),
    topic !== undefined && t(`topics.${topic}`),
    size !== undefined && t(`${page}.size-${size}`),
    from !== undefined && t(`${page}.scope-from`, { day: day(from) }),
    to !== undefined && t(`${page}.scope-to`, { day: day(to) }),
  ].filter((words) => words !== false)
  return said.length === 0 && own === undefined ? [t(`${page}.scope-all`)] : said
}
