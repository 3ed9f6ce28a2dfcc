// Five languages say the same things: equal keys, equal placeholders, every plural form, and the
// quotation marks and apostrophes each language really uses.
import { describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countryRow } from '../../src/features/records/ids.model.js'
import { countriesIn, worldCountryName } from '../../src/platform/i18n/countries.js'
import { locales, type Locale } from '../../src/platform/i18n/locales.js'
import { countryName } from '../../src/platform/i18n/places.js'
import { readCatalogue } from '../../src/platform/i18n/translate.js'
import { foreignMarks } from '../support/typography.js'
import { viewNames } from '../../src/platform/views/engine.js'

const plural = /_(zero|one|two|few|many|other)$/

/** Names of places: in Ukrainian and English the registry has them, the other languages have them here. */
const placeGroups = ['countries', 'regions']

const entries = (locale: Locale) =>
  Object.entries(readCatalogue(locale))
    .filter(([view]) => !placeGroups.includes(view))
    .flatMap(([view, words]) => Object.entries(words).map(([key, text]) => ({ key: `${view}.${key}`, text })))

const keys = (locale: Locale) =>
  [...new Set(entries(locale).map(({ key }) => key.replace(plural, '')))].sort()

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].filter((name) => name !== 'n').sort()

const reference: Locale = 'uk'
const others = locales.filter((locale) => locale !== reference)

/** Placeholders of a key in all its forms together: one form may leave the number out. */
const ofKey = (locale: Locale) => {
  const all = new Map<string, Set<string>>()
  for (const { key, text } of entries(locale)) {
    const names = all.get(key.replace(plural, '')) ?? new Set()
    for (const name of placeholders(text)) names.add(name ?? '')
    all.set(key.replace(plural, ''), names)
  }
  return Object.fromEntries(
    [...all].map(([key, names]) => [key, [...names].filter((n) => n !== 'count').sort()]),
  )
}

describe('catalogues', () => {
  it.each(others)('%s has the keys of Ukrainian, no more and no fewer', (locale) => {
    expect(keys(locale)).toEqual(keys(reference))
  })

  it.each(others)('%s has the placeholders of Ukrainian', (locale) => {
    expect(ofKey(locale)).toEqual(ofKey(reference))
  })

  it.each([...locales])('%s has every plural form its grammar needs', (locale) => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const words = entries(locale)
    const counted = new Set(
      words.filter(({ key }) => plural.test(key)).map(({ key }) => key.replace(plural, '')),
    )
    const missing = [...counted].flatMap((key) =>
      needed.map((form) => `${key}_${form}`).filter((full) => !words.some((each) => each.key === full)),
    )
    expect(missing).toEqual([])
  })

  it.each([...locales])('%s has no empty words, stray spaces or straight quotes', (locale) => {
    const wrong = entries(locale).filter(
      ({ text }) => text.trim() !== text || text === '' || /["']| {2}/.test(text),
    )
    expect(wrong).toEqual([])
  })

  it.each([...locales])('%s uses its own quotation marks and apostrophe', (locale) => {
    expect(entries(locale).filter(({ text }) => foreignMarks[locale].test(text))).toEqual([])
  })
})

describe('names of places', () => {
  const englishNames = (file: string) =>
    readFileSync(join('seeds', file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[1] ?? '')

  /** Foreign regions are named in English beside the communities that lie in them. */
  const regionsAbroad = () => {
    const rows = parse<Record<string, string>>(readFileSync('seeds/communities.csv'), { columns: true })
    const abroad = rows.filter((row) => row.country !== 'UA' && row.admin1_name !== '')
    return new Map(abroad.map((row) => [row.admin1_code, row.admin1_name ?? '']))
  }

  const allRegions = () => [...englishNames('regions-ua.csv'), ...regionsAbroad().values()]

  it('are not mixed up: no two regions have the same English name', () => {
    const names = allRegions()
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it.each(others.filter((locale) => locale !== 'en'))('%s names every country and region', (locale) => {
    const { countries = {}, regions = {} } = readCatalogue(locale)
    expect(Object.keys(countries).sort()).toEqual(englishNames('countries.csv').sort())
    expect(Object.keys(regions).sort()).toEqual(allRegions().sort())
    const names = [countries, regions].flatMap((group) => Object.values(group))
    expect(names.filter((name) => name.trim() === '' || foreignMarks[locale].test(name))).toEqual([])
  })
})

describe('a country', () => {
  const own = readFileSync('seeds/countries.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))

  it.each([...locales])('has one name in %s, wherever it is named', (locale) => {
    const inRegistry = own.map(([, en = '', uk = '']) => countryName(locale, { uk, en }))
    expect(own.map(([code = '']) => worldCountryName(locale, code))).toEqual(inRegistry)
    const inForms = new Map(countriesIn(locale).map(({ code, name }) => [code, name]))
    expect(own.map(([code = '']) => inForms.get(code))).toEqual(inRegistry)
  })

  it('that came with a municipality has a name in every language', () => {
    const { nameUk: uk, nameEn: en } = countryRow('CH')
    expect(locales.map((locale) => countryName(locale, { uk, en }))).toEqual([
      'Швейцарія',
      'Switzerland',
      'Szwajcaria',
      'Schweiz',
      'Suisse',
    ])
  })
})

describe('words in views', () => {
  const used = viewNames()
    .filter((name) => !name.startsWith('letters/'))
    .flatMap((name) => {
      const text = readFileSync(join('views', `${name}.hbs`), 'utf8')
      return [...text.matchAll(/[({]t "([^"]+)"/g)].map(([, key]) => ({ name, key: key ?? '' }))
    })

  it('finds them', () => expect(used.length).toBeGreaterThan(50))

  it.each([...locales])('all exist in %s', (locale) => {
    const known = new Set(keys(locale))
    expect(used.filter(({ key }) => !known.has(key))).toEqual([])
  })
})

describe('letters', () => {
  const folder = join('views', 'letters')
  const letters = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const fields = (letter: string, locale: string) => {
    const text = readFileSync(join(folder, letter, `${locale}.hbs`), 'utf8').replace(/\{\{!.*?\}\}/gs, '')
    return [
      ...new Set([...text.matchAll(/\{\{[#/]?(?:if |each |date |else)?\s*([a-zA-Z.]+)/g)].map(([, f]) => f)),
    ].sort()
  }

  it('finds them', () => expect(letters.length).toBeGreaterThanOrEqual(4))

  it.each(letters.map(({ name }) => name))(
    '%s is written in every language with the same fields',
    (letter) => {
      for (const locale of locales) expect(existsSync(join(folder, letter, `${locale}.hbs`))).toBe(true)
      for (const locale of others)
        expect([locale, fields(letter, locale)]).toEqual([locale, fields(letter, reference)])
    },
  )
})
