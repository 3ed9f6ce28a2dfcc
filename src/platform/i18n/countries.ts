// The countries of the world (ISO 3166-1 alpha-2), and what they are called in a language. The registry's own
// are called everywhere as seeds/countries.csv and the catalogues call them, all others as CLDR does.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../kit/root.js'
import type { Locale } from './locales.js'
import { wordsIfAny } from './translate.js'

export const countryCodes = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
  'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
  'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
  'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

export interface NamedCountry {
  code: string
  name: string
}

interface CountryNames {
  uk: string
  en: string
}

let ours: ReadonlyMap<string, CountryNames> | undefined

/** The registry's own countries by their codes. */
function ourCountries(): ReadonlyMap<string, CountryNames> {
  const rows = () => readFileSync(join(root, 'seeds/countries.csv'), 'utf8').trim().split('\n').slice(1)
  return (ours ??= new Map(
    rows().map((row) => {
      const [code = '', en = '', uk = ''] = row.split(',')
      return [code, { uk, en }]
    }),
  ))
}

const made = new Map<Locale, NamedCountry[]>()

/** Every country by its name in a language, in that language's order. */
export function countriesIn(locale: Locale): readonly NamedCountry[] {
  const known = made.get(locale)
  if (known) return known
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const { compare } = new Intl.Collator(locale)
  const nameOf = (code: string) => {
    const own = ourCountries().get(code)
    return (own && ownName(locale, own)) ?? names.of(code) ?? code
  }
  const countries = countryCodes
    .map((code) => ({ code, name: nameOf(code) }))
    .sort((a, b) => compare(a.name, b.name))
  made.set(locale, countries)
  return countries
}

/** What a country of the world is called in a language. */
export const worldCountryName = (locale: Locale, code: string): string =>
  countriesIn(locale).find((country) => country.code === code)?.name ?? code

const ownName = (locale: Locale, { uk, en }: CountryNames): string | undefined => {
  if (locale === 'uk') return uk
  return locale === 'en' ? en : wordsIfAny(locale, `countries.${en}`)
}

/**
 * A country of the registry in a language. One that came with a municipality that registered has its
 * Ukrainian and English names from here, and in the other languages those of the world's list.
 */
export function countryName(locale: Locale, names: CountryNames): string {
  const own = ownName(locale, names)
  if (own !== undefined) return own
  const code = countriesIn('en').find(({ name }) => name === names.en)?.code
  return code === undefined ? names.en : worldCountryName(locale, code)
}
