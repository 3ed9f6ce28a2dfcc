// The statistics page: what the registry says in pictures, each with its table, and what it cannot say.
import { paths } from '../../paths.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { sizeBands } from '../../platform/search/community-search.js'
import { barChart, type Bar, type BarChart } from '../../platform/views/chart.js'
import { closedCountries } from '../../scoring/profile.js'
import { partnershipStatuses, topics } from '../communities/communities.model.js'
import type { RegistryCounts } from './info.queries.js'
import { cut, decadeYears, ratioBands, standOf, stands } from './statistics.model.js'
import type { RegistryStatistics } from './statistics.queries.js'

const page = 'info/statistics'

type Words = { t: Translate; locale: Locale }

interface Row {
  name: string
  href: string | null
  cells: string[]
}

interface Table {
  caption: string
  columns: string[]
  rows: Row[]
}

interface Section {
  id: string
  heading: string
  lead: string
  /** What the darker part of a bar is; null where bars have no parts. */
  legend: string | null
  chart: BarChart
  table: Table
  /** Rows too many for the first table. */
  rest: (Table & { words: string }) | null
  notes: string[]
}

/** A line of a section: what it is called, what its table says, and how it is drawn. */
interface Line extends Row {
  bar: Omit<Bar, 'label'>
}

export function statisticsPage(words: Words, counts: RegistryCounts, said: RegistryStatistics, now: Date) {
  const { t } = words
  const say = sayingIn(words)
  const sums = sumsOf(said)
  return {
    title: t(`${page}.title`),
    description: t(`${page}.description`),
    now,
    figures: [
      say.figure('ukrainian', counts.ukrainian),
      say.figure('foreign', counts.foreign),
      say.figure('countries', counts.countries),
      say.figure('partnerships', sums.pairs),
    ],
    sections: [
      byCountry(said, say),
      byOblast(said, say),
      bySize(said, say),
      byDifference(said, say),
      byDecade(said, say, sums, now),
      byTopic(said, say, sums),
      bySeeking(said, say),
      byStatus(said, say),
    ],
    unknown: [
      t(`${page}.unknown-people`, { count: sums.noSize }),
      t(`${page}.unknown-topics`, { count: sums.communities - sums.withTopics }),
      t(`${page}.unknown-years`, { count: sums.pairs - sums.dated }),
      t(`${page}.unknown-others`),
    ],
  }
}

type Say = ReturnType<typeof sayingIn>

function sayingIn({ t, locale }: Words) {
  const number = new Intl.NumberFormat(languageTags[locale])
  const percent = new Intl.NumberFormat(languageTags[locale], { style: 'percent', maximumFractionDigits: 1 })
  const { compare } = new Intl.Collator(locale)
  return {
    t,
    locale,
    compare,
    number: (n: number) => number.format(n),
    share: (part: number, whole: number) => (whole === 0 ? t(`${page}.none`) : percent.format(part / whole)),
    communities: (count: number) => t(`${page}.communities`, { count }),
    pairs: (count: number) => t(`${page}.pairs`, { count }),
    figure: (key: string, count: number) => ({ value: count, words: t(`${page}.figure-${key}`, { count }) }),
    capital: (words: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1),
  }
}

/** Sums that several sections speak of. */
function sumsOf({ byStatus, bySize, byDecade, withTopics }: RegistryStatistics) {
  const total = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0)
  return {
    pairs: total(byStatus.filter(({ status }) => status !== 'terminated').map(({ pairs }) => pairs)),
    communities: total(bySize.map(({ communities }) => communities)),
    noSize: total(bySize.filter(({ size }) => size === null).map(({ communities }) => communities)),
    dated: total(byDecade.map(({ pairs }) => pairs)),
    withTopics: withTopics?.communities ?? 0,
  }
}

interface Told {
  columns: string[]
  legend?: boolean
  lead?: Record<string, unknown>
  notes?: string[]
}

function section(id: string, lines: readonly Line[], { t }: Say, told: Told): Section {
  const heading = t(`${page}.${id}`)
  const columns = told.columns.map((column) => t(`${page}.column-${column}`))
  const rowsOf = (some: readonly Line[]) => some.map(({ name, href, cells }) => ({ name, href, cells }))
  const { shown, rest } = cut(lines)
  const restWords = t(`${page}.rest`, { count: rest.length })
  return {
    id,
    heading,
    lead: t(`${page}.${id}-lead`, told.lead),
    legend: told.legend ? t(`${page}.${id}-legend`) : null,
    chart: barChart(
      heading,
      shown.map(({ name, bar }) => ({ label: name, ...bar })),
    ),
    table: { caption: heading, columns, rows: rowsOf(shown) },
    rest:
      rest.length === 0
        ? null
        : { words: restWords, caption: `${heading}: ${restWords}`, columns, rows: rowsOf(rest) },
    notes: told.notes ?? [],
  }
}

function byCountry({ byCountry: rows }: RegistryStatistics, say: Say): Section {
  const lines = rows.map(({ code, uk, en, communities, pairs, seeking }): Line & { communities: number } => ({
    communities,
    name: countryName(say.locale, { uk, en }),
    href: paths.country(say.locale, code),
    cells: [communities, pairs, seeking].map(say.number),
    bar: {
      value: communities,
      part: closedCountries.includes(code) ? 0 : communities,
      words: `${say.communities(communities)} · ${say.pairs(pairs)}`,
    },
  }))
  lines.sort((a, b) => b.communities - a.communities || say.compare(a.name, b.name))
  return section('by-country', lines, say, {
    columns: ['country', 'communities', 'pairs', 'seeking'],
    legend: true,
  })
}

function byOblast({ byOblast: rows }: RegistryStatistics, say: Say): Section {
  const { t, locale } = say
  const lines = rows.map(({ code, uk, en, communities, pairs, toCheck }): Line & { pairs: number } => ({
    pairs,
    name:
      (code === null ? undefined : regionName(locale, { uk, en })) ?? en ?? say.capital(t(`${page}.unknown`)),
    href: code === null ? null : `${paths.communities(locale)}?region=${code}`,
    cells: [communities, pairs, toCheck].map(say.number),
    bar: {
      value: pairs,
      part: pairs - toCheck,
      words: `${say.pairs(pairs)} · ${say.communities(communities)}`,
    },
  }))
  lines.sort((a, b) => b.pairs - a.pairs || say.compare(a.name, b.name))
  return section('by-oblast', lines, say, {
    columns: ['oblast', 'communities', 'pairs', 'to-check'],
    legend: true,
  })
}

const bands = [...sizeBands.map(({ key }) => key), null]

function bySize({ bySize: rows }: RegistryStatistics, say: Say): Section {
  const lines = bands.map((band): Line => {
    const of = (abroad: boolean) => rows.find((row) => row.size === band && row.abroad === abroad)
    const { communities = 0, pairs = 0, toCheck = 0 } = of(false) ?? {}
    return {
      name: say.capital(say.t(band === null ? `${page}.unknown` : `sizes.${band}`)),
      href: band === null ? null : `${paths.communities(say.locale)}?size=${band}`,
      cells: [communities, pairs, of(true)?.communities ?? 0].map(say.number),
      bar: {
        value: pairs,
        part: pairs - toCheck,
        words: `${say.pairs(pairs)} · ${say.communities(communities)}`,
      },
    }
  })
  return section('by-size', lines, say, { columns: ['size', 'ukrainian', 'pairs', 'foreign'], legend: true })
}

const sharesOf = (counts: readonly { name: string; pairs: number }[], say: Say): Line[] => {
  const all = counts.reduce((sum, { pairs }) => sum + pairs, 0)
  return counts.map(({ name, pairs }) => ({
    name,
    href: null,
    cells: [say.number(pairs), say.share(pairs, all)],
    bar: { value: pairs, words: `${say.pairs(pairs)} · ${say.share(pairs, all)}` },
  }))
}

function byDifference({ byDifference: rows }: RegistryStatistics, say: Say): Section {
  const counts = [...ratioBands.map(({ key }) => key), null].map((band) => ({
    name: say.capital(say.t(band === null ? `${page}.unknown` : `${page}.difference-${band}`)),
    pairs: rows.find(({ difference }) => difference === band)?.pairs ?? 0,
  }))
  return section('by-difference', sharesOf(counts, say), say, { columns: ['difference', 'pairs', 'share'] })
}

function byDecade(
  { byDecade: rows }: RegistryStatistics,
  say: Say,
  sums: ReturnType<typeof sumsOf>,
  now: Date,
): Section {
  const lines = rows.map(({ decade, pairs }): Line => {
    const [first, last] = decadeYears(Number(decade), now.getUTCFullYear())
    return {
      name: first === last ? String(first) : `${first}–${last}`,
      href: null,
      cells: [say.number(pairs)],
      bar: { value: pairs, words: say.pairs(pairs) },
    }
  })
  return section('by-decade', lines, say, {
    columns: ['years', 'pairs'],
    lead: { known: say.number(sums.dated), all: say.number(sums.pairs) },
  })
}

function byTopic({ byTopic: rows }: RegistryStatistics, say: Say, sums: ReturnType<typeof sumsOf>): Section {
  const lines = topics.map((topic): Line & { all: number } => {
    const { ukrainian = 0, foreign = 0 } = rows.find((row) => row.topic === topic) ?? {}
    return {
      all: ukrainian + foreign,
      name: say.capital(say.t(`topics.${topic}`)),
      href: `${paths.communities(say.locale)}?topic=${topic}`,
      cells: [ukrainian, foreign].map(say.number),
      bar: { value: ukrainian + foreign, part: ukrainian, words: say.communities(ukrainian + foreign) },
    }
  })
  lines.sort((a, b) => b.all - a.all || say.compare(a.name, b.name))
  return section('by-topic', lines, say, {
    columns: ['topic', 'ukrainian', 'foreign'],
    legend: true,
    lead: { known: say.number(sums.withTopics), all: say.number(sums.communities) },
  })
}

function bySeeking({ bySeeking: rows }: RegistryStatistics, say: Say): Section {
  const lines = stands.map((stand): Line => {
    const of = (abroad: boolean) =>
      rows
        .filter((row) => row.abroad === abroad && standOf(row.partnered, row.seeking) === stand)
        .reduce((sum, { communities }) => sum + communities, 0)
    const [ukrainian, foreign] = [of(false), of(true)]
    return {
      name: say.t(`${page}.stand-${stand}`),
      href: null,
      cells: [ukrainian, foreign].map(say.number),
      bar: { value: ukrainian + foreign, part: ukrainian, words: say.communities(ukrainian + foreign) },
    }
  })
  return section('by-seeking', lines, say, { columns: ['stand', 'ukrainian', 'foreign'], legend: true })
}

function byStatus({ byStatus: rows }: RegistryStatistics, say: Say): Section {
  const counts = partnershipStatuses.map((status) => ({
    name: say.capital(say.t(`statuses.${status}`)),
    pairs: rows.find((row) => row.status === status)?.pairs ?? 0,
  }))
  return section('by-status', sharesOf(counts, say), say, {
    columns: ['status', 'pairs', 'share'],
    notes: [say.t('communities/show.listed'), say.t('communities/show.to-check')],
  })
}
