// Records in the words of one language: fields, their values, and what differs between two states.
import { dateFormat } from '../../platform/i18n/dates.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { nameIn, populationSourceIn } from '../communities/index.js'
import {
  fieldsChanged,
  type CommunityRecord,
  type FormerName,
  type RecordField,
  type RecordFields,
} from './records.model.js'

export interface Region {
  code: string
  nameUk: string | null
  nameEn: string
}

export interface FieldChange {
  field: RecordField
  label: string
  /** Null where nothing stood. */
  before: string | null
  after: string | null
}

export interface RecordWording {
  locale: Locale
  t: Translate
  name(record: Pick<CommunityRecord, 'country' | 'nameUk' | 'nameEn' | 'nameNative'>): string
  label(field: RecordField): string
  /** A field's value; null when nobody knows. */
  value(field: RecordField, value: unknown): string | null
  changes(before: Partial<RecordFields>, after: Partial<RecordFields>): FieldChange[]
  region(code: string): string
  day(day: string): string
}

/** @param regions those whose names may be needed */
export function recordWording(locale: Locale, regions: readonly Region[]): RecordWording {
  const t = translator(locale)
  const numbers = new Intl.NumberFormat(languageTags[locale])
  const degrees = new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: 5 })
  const days = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const list = new Intl.ListFormat(languageTags[locale], { type: 'unit', style: 'short' })
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const named = new Map(regions.map((region) => [region.code, region]))
  const day = (text: string) => days(new Date(`${text}T00:00:00Z`))
  const label = (field: RecordField) => t(`records.${field}`)
  const region = (code: string) => {
    const found = named.get(code)
    return found ? (regionName(locale, { uk: found.nameUk, en: found.nameEn }) ?? found.nameEn) : code
  }
  const former = ({ name, language }: FormerName) =>
    language && language !== 'native' ? `${name} (${tongues.of(language) ?? language})` : name

  function value(field: RecordField, given: unknown): string | null {
    if (given === null || given === undefined || given === '') return null
    switch (field) {
      case 'formerNames':
        return list.format((given as FormerName[]).map(former)) || null
      case 'kind':
        return t(`kinds.${given as string}`)
      case 'regionCode':
        return region(given as string)
      case 'population':
        return numbers.format(given as number)
      case 'populationSource':
        return populationSourceIn(locale, given as string)
      case 'lat':
      case 'lon':
        return degrees.format(given as number)
      case 'standing':
        return t(`standings.${given as string}`)
      case 'standingSince':
        return day(given as string)
      case 'sources':
        return (
          list.format(
            Object.entries(given as Record<string, string>).map(
              ([of, source]) => `${label(of as RecordField)} – ${source}`,
            ),
          ) || null
        )
      case 'nameUk':
      case 'nameEn':
      case 'nameNative':
      case 'hromadaUk':
      case 'katottg':
      case 'geonamesId':
      case 'wikidataId':
      case 'standingSource':
      case 'website':
        return String(given as string | number)
    }
  }

  return {
    locale,
    t,
    name: (record) => nameIn(locale, record).text,
    label,
    value,
    changes: (before, after) =>
      fieldsChanged(before, after).map((field) => ({
        field,
        label: label(field),
        before: value(field, before[field]),
        after: value(field, after[field]),
      })),
    region,
    day,
  }
}
