// Where a fact comes from, in words: the tags of the registry's files, read for people.
import { worldCountryName } from '../../platform/i18n/countries.js'
import type { Wording } from './wording.js'

const plain: Record<string, string> = {
  'AUC report 2009': 'report',
  'French Wikipedia': 'french-wikipedia',
  'KATOTTG 2022': 'katottg',
  'Resolution 55 of 2010': 'romanisation',
  'SKEW registry': 'skew',
  'State Statistics Service 2022': 'statistics-2022',
  'Wikidata 2016': 'wikidata',
  'Wikipedia lists': 'wikipedia',
  'Compiled by hand': 'hand',
  Editorial: 'editorial',
  interest: 'interest',
  'register-3668': 'register',
  'wikidata-P190-2016': 'wikidata',
}

/**
 * A tag such as `wikipedia-list:PL` in words; a tag nobody knows stays as it is. The country `here` is
 * called as it is beside the source.
 */
export function sourceIn(tag: string, { t, locale }: Wording, here?: { code: string; name: string }): string {
  const known = plain[tag]
  if (known) return t(`communities/show.source-${known}`)
  const [kind, detail = ''] = tag.split(':')
  if (kind === 'skew-registry') return t('communities/show.source-skew')
  if (kind === 'wikipedia-list') {
    const country = detail === here?.code ? here.name : worldCountryName(locale, detail)
    return t('communities/show.source-wikipedia-list', { country })
  }
  return tag
}

/** The source of a population with its date: "GeoNames 2023-01-23". */
export function populationSourceIn(source: string, { t, date }: Wording): string {
  const day = /\d{4}-\d{2}-\d{2}$/.exec(source)?.[0]
  if (day && source.startsWith('State Statistics Service'))
    return t('communities/show.source-statistics', { date: date(day) })
  if (day && source.startsWith('GeoNames')) return t('communities/show.source-geonames', { date: date(day) })
  const insee = /^INSEE (\d{4})/.exec(source)
  if (insee) return t('communities/show.source-insee', { year: insee[1] })
  // The community itself said so when it registered.
  return source === 'interest' ? t('communities/show.source-interest') : source
}

/** The address of a published document behind a tag, when there is one. */
export const documentOf = (source: string): string | null =>
  source.split(';').find((part) => /^https?:\/\//.test(part) && URL.canParse(part)) ?? null
