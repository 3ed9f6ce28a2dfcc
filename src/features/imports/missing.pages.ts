// A row whose community the registry lacks leads to the form of a new record, with what the row says filled in.
import { paths } from '../../paths.js'
import type { Wording } from '../pairs/index.js'
import type { Outcome, Side } from './batches.model.js'
import type { Batch } from './batches.queries.js'
import { countryIn } from './country-names.js'
import { councilIn } from './register-units.js'

/** Why a row has no place, by the side that the registry lacks. */
const lacking: Record<string, Side> = {
  'ua-unknown': 'ua', 'ua-unknown-anywhere': 'ua', 'ua-elsewhere': 'ua',
  'foreign-unknown': 'foreign', 'foreign-near': 'foreign', 'gmina-and-town': 'foreign',
  unknown: 'community', near: 'community', elsewhere: 'community',
} // prettier-ignore

export function missingPart(
  { why, read }: Outcome,
  { kind }: Pick<Batch, 'kind'>,
  cell: (field: string) => string,
  { t, locale }: Wording,
  bounded: boolean,
) {
  const links = why.flatMap(({ key, values = {} }) => {
    const side = lacking[key]
    const name = String(values.name ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    if (side === undefined || name === '') return []
    const ofPair = kind === 'partnerships' && name === cell('ua').replace(/\s+/g, ' ').trim()
    const country =
      side === 'ua' || ofPair
        ? 'UA'
        : typeof read.country === 'string'
          ? read.country
          : countryIn(cell('country'))
    // Coordinators enter communities of their own oblast, none abroad.
    if (bounded && country !== 'UA') return []
    const region = cell(
      side === 'ua' || ofPair ? 'uaRegion' : kind === 'partnerships' ? 'foreignRegion' : 'region',
    )
    const query = new URLSearchParams({
      country: country ?? (side === 'foreign' ? '' : 'UA'),
      ...named(name),
      region,
    })
    const words = t('staff/imports/show.enter', { name: name.slice(0, 80) })
    return [{ href: `${paths.staff.newRecord(locale)}?${query.toString()}`, words }]
  })
  return [...new Map(links.map((link) => [link.href, link])).values()]
}

/** A council is not called as its community is: «Бродівська міська рада» says only what kind it is of. */
function named(name: string): Record<string, string> {
  const council = councilIn(name)
  if (council) return { hromadaUk: council.adjective, kind: council.kind }
  return /\p{Script=Cyrillic}/u.test(name) ? { nameUk: name } : { nameEn: name, nameNative: name }
}
