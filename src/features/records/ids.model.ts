// How a municipality that is new to the registry is entered there: its id, its kind, its size classes, its
// names. The rules are those of the registry's files.
import { worldCountryName } from '../../platform/i18n/countries.js'
import { fold } from '../../platform/search/fold.js'
import { inLatin, isCyrillic, isLatin } from '../../platform/search/romanise.js'
import type { Kind } from '../communities/communities.model.js'

/** A name in small ASCII letters with hyphens; empty when it has no letter that can be written so. */
export const asciiName = (name: string, country: string): string =>
  fold(inLatin(name, country)[0] ?? name)
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')

/** The ids to try, in order: country and name, then with the region, then numbered. */
export function* idsFor(country: string, nameEn: string, region: string | null): Generator<string> {
  const name = asciiName(nameEn, country)
  const place = region === null ? '' : asciiName(region, country)
  const base = `${country.toLowerCase()}-${name}`
  yield base
  const full = place === '' ? base : `${base}-${place}`
  if (full !== base) yield full
  for (let n = 2; ; n++) yield `${full}-${n}`
}

/** Abroad a size class, not a legal status; a place of unknown size stands in the middle. */
export function kindOf(population: number | null): Kind {
  if (population === null) return 'settlement'
  if (population >= 5_000) return 'city'
  return population >= 1_000 ? 'settlement' : 'village'
}

/** The one size class among the features; none while nobody knows the size. */
export function sizeClassOf(population: number | null): string[] {
  if (population === null) return []
  if (population >= 500_000) return ['metropolis']
  if (population >= 100_000) return ['large']
  return [population >= 50_000 ? 'medium' : 'small']
}

/** The script of a name, judged by its letters. */
export const scriptOf = (name: string) =>
  isLatin(name) ? ('latin' as const) : isCyrillic(name) ? ('cyrillic' as const) : ('other' as const)

/** A country's name in the registry when it has none there yet. */
export function countryRow(code: string) {
  return {
    code,
    nameEn: worldCountryName('en', code),
    nameUk: worldCountryName('uk', code),
    worldRegion: '',
  }
}
