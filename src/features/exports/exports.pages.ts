// The page from which sheets are taken.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { partnershipStatuses } from './exports.forms.js'
import { sheetNames, type SheetName } from './exports.model.js'
import type { Places } from './exports.queries.js'

interface ExportsPage {
  places: Places
  /** Countries that a partnership leads to. */
  partnered: ReadonlySet<string>
  /** The oblast of a coordinator. */
  own: string | undefined
  typed: Typed
  errors: FieldError[]
}

const everything: Record<SheetName, string> = {
  communities: '',
  partnerships: '',
  proposals: '?state=all',
  introductions: '?state=all',
}

/** Where a list can be narrowed before it is taken. */
const listOf = (sheet: SheetName, locale: Locale): string | null =>
  ({
    communities: paths.staff.records(locale),
    partnerships: null,
    proposals: paths.staff.proposals(locale),
    introductions: paths.staff.introductions(locale),
  })[sheet]

const isField = (field: string) => ['region', 'country', 'status'].some((each) => each === field)

export function exportsPage(
  t: Translate,
  locale: Locale,
  { places, partnered, own, typed, errors }: ExportsPage,
) {
  const { compare } = new Intl.Collator(locale)
  const options = (all: string, field: string, values: { value: string; label: string }[]) => [
    { value: '', label: t(`staff/exports/index.${all}`), selected: !typed[field] },
    ...values
      .map((each) => ({ ...each, selected: each.value === typed[field] }))
      .sort((a, b) => compare(a.label, b.label)),
  ]
  const nameOf = ({ nameUk, nameEn }: { nameUk: string | null; nameEn: string }) =>
    regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn
  const oblast = places.regions.find(({ code }) => code === own)
  const file = (sheet: SheetName, format: string) => paths.staff.export(locale, `${sheet}.${format}`)
  return {
    layout: 'staff',
    title: t('staff/exports/index.heading'),
    lead: oblast
      ? t('staff/exports/index.lead-oblast', { region: nameOf(oblast) })
      : t('staff/exports/index.lead'),
    // A mistake in a filter of another page has no field here to be mended in.
    errors: errors.map(({ field, key }) => ({ field: isField(field) ? field : 'lists', key })),
    sheets: sheetNames.map((sheet) => ({
      heading: t(`exports/sheets.${sheet}`),
      words: t(`staff/exports/index.what-${sheet}`),
      csv: file(sheet, 'csv') + everything[sheet],
      xlsx: file(sheet, 'xlsx') + everything[sheet],
      list: listOf(sheet, locale),
    })),
    regions:
      own === undefined
        ? options(
            'all-regions',
            'region',
            places.regions
              .filter(({ country }) => country === 'UA')
              .map((region) => ({ value: region.code, label: nameOf(region) })),
          )
        : null,
    countries: options(
      'all-countries',
      'country',
      places.countries
        .filter(({ code }) => partnered.has(code))
        .map(({ code, nameUk, nameEn }) => ({
          value: code,
          label: countryName(locale, { uk: nameUk, en: nameEn }),
        })),
    ),
    statuses: options(
      'all-statuses',
      'status',
      partnershipStatuses.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
    ),
    csv: file('partnerships', 'csv'),
    xlsx: file('partnerships', 'xlsx'),
  }
}
