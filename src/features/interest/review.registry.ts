// How a municipality that is new to the registry is entered there: as staff enter a record, and with the
// region that its name means.
import { fold } from '../../platform/search/fold.js'

export { asciiName, countryRow, idsFor, kindOf, scriptOf, sizeClassOf } from '../records/ids.model.js'

/** The region of the registry that a typed name means, if it means one. */
export function regionNamed<R extends { nameEn: string; nameUk: string | null }>(
  typed: string | null,
  regions: readonly R[],
): R | undefined {
  const wanted = fold(typed ?? '')
  if (wanted === '') return undefined
  return regions.find(({ nameEn, nameUk }) => [nameEn, nameUk ?? ''].some((name) => fold(name) === wanted))
}
