// How a municipality that is new to the registry is entered there: as staff enter a record, and with the
// region that its name means.
import { locales } from '../../platform/i18n/locales.js'
import { regionInSentence } from '../../platform/i18n/places.js'
import { fold } from '../../platform/search/fold.js'

export { asciiName, countryRow, idsFor, kindOf, scriptOf, sizeClassOf } from '../records/ids.model.js'

/** The region of the registry that a name typed in any language means, if it means one. */
export function regionNamed<R extends { nameEn: string; nameUk: string | null }>(
  typed: string | null,
  regions: readonly R[],
): R | undefined {
  const wanted = fold(typed ?? '')
  if (wanted === '') return undefined
  return regions.find(({ nameEn: en, nameUk: uk }) =>
    locales.some((locale) => fold(regionInSentence(locale, { uk, en }) ?? '') === wanted),
  )
}
