// The list of records as staff see it.
import { paths } from '../../paths.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { translator } from '../../platform/i18n/translate.js'
import { nameIn } from '../communities/index.js'
import type { ListFilter } from './editing.forms.js'
import { pageSize, type Listed, type PlacesToChoose } from './list.queries.js'
import { standings } from './records.model.js'

interface RecordsPage extends Listed {
  filter: ListFilter
  places: PlacesToChoose
  /** A coordinator sees the own oblast and what lies abroad. */
  bounded: boolean
}

export function recordsPage(locale: Locale, { rows, found, page, filter, places, bounded }: RecordsPage) {
  const t = translator(locale)
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/communities/index.${key}`, values)
  const numbers = new Intl.NumberFormat(languageTags[locale])
  const { compare } = new Intl.Collator(locale)
  const options = (all: string, values: { value: string; label: string }[], chosen: string | undefined) => [
    { value: '', label: all, selected: chosen === undefined },
    ...values.map((one) => ({ ...one, selected: one.value === chosen })),
  ]
  const byName = (a: { label: string }, b: { label: string }) => compare(a.label, b.label)
  const place = (row: Listed['rows'][number]) =>
    [
      regionName(locale, { uk: row.regionUk, en: row.regionEn }) ?? row.regionEn,
      countryName(locale, { uk: row.countryUk, en: row.countryEn }),
    ]
      .filter(Boolean)
      .join(', ')
  const address = (n: number) => {
    const chosen = Object.entries({ ...filter, page: n === 1 ? undefined : n })
    const query = new URLSearchParams(
      chosen.flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : [])),
    ).toString()
    return `${paths.staff.records(locale)}${query === '' ? '' : `?${query}`}`
  }
  return {
    layout: 'staff',
    title: say('heading'),
    lead: say(bounded ? 'lead-coordinator' : 'lead'),
    q: filter.q,
    countries: options(
      say('every-country'),
      places.countries
        .map((one) => ({
          value: one.code,
          label: countryName(locale, { uk: one.nameUk, en: one.nameEn }),
        }))
        .sort(byName),
      filter.country,
    ),
    regions: bounded
      ? null
      : options(
          say('every-oblast'),
          places.oblasts
            .map((one) => ({
              value: one.code,
              label: regionName(locale, { uk: one.nameUk, en: one.nameEn }) ?? one.nameEn,
            }))
            .sort(byName),
          filter.region,
        ),
    standings: options(
      say('any-standing'),
      standings.map((value) => ({ value, label: t(`standings.${value}`) })),
      filter.standing,
    ),
    conflicts: filter.conflicts === 'yes',
    found: say('found', { count: found }),
    records: rows.map((row) => ({
      href: paths.staff.record(locale, row.id),
      name: nameIn(locale, row),
      place: place(row),
      id: row.id,
      lines: [
        row.population === null
          ? t('communities/index.people-unknown')
          : t('communities/index.people', { count: row.population }),
        ...(row.standing === 'free' ? [] : [t(`standings.${row.standing}`)]),
        ...(row.conflicts
          ? [say('has-conflicts', { count: row.conflicts, n: numbers.format(row.conflicts) })]
          : []),
      ],
      edited: row.editedAt,
    })),
    anyFilter: filter.q !== '' || address(1) !== paths.staff.records(locale),
    pages: pagesOf(page, Math.ceil(found / pageSize), address),
  }
}
