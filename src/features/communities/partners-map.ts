// The map of a community's partners and the same facts as a table: with whom, in which country, how far.
import { paths } from '../../paths.js'
import { partnersMap } from '../../platform/views/map-partners.js'
import { kilometres } from '../../scoring/geo.js'
import type { Community } from './communities.queries.js'
import { countryIn, nameIn, type Name, type Wording } from './wording.js'

export interface PartnersMap {
  /** SVG. */
  drawing: string
  /** Whether some partnerships are drawn as threads, and whether some are to be checked. */
  threads: boolean
  crosses: boolean
  /** The side of the partners, for the key. */
  side: 'ua' | 'partner'
  /** The nearest first; empty for a community without partners, which is then alone on the map. */
  rows: { href: string; name: Name; country: string; distance: string; status: string }[]
}

/** A community without partners is alone on its map. */
export function partnersMapPart(community: Community, wording: Wording): PartnersMap {
  const { locale, t, km } = wording
  const known = community.partnerRows
    .filter(({ status }) => status !== 'terminated')
    .map((row) => ({ ...row, name: nameIn(locale, row), km: kilometres(community, row) }))
    .sort((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1))
  const own = nameIn(locale, community)
  const lives = (status: string) => status !== 'suspended-check'
  const words = `communities/show.map-${known.length === 0 ? 'alone' : known.length === 1 ? 'one' : 'many'}`
  const [nearest, farthest] = [known[0], known.at(-1)]
  const label = t(words, {
    name: own.text,
    place: countryIn(locale, community),
    count: known.length,
    near: nearest?.name.text ?? '',
    nearKm: km(nearest?.km ?? 0),
    far: farthest?.name.text ?? '',
    farKm: km(farthest?.km ?? 0),
  })
  return {
    drawing: partnersMap({
      home: { lat: community.lat, lon: community.lon, name: own.text, lang: own.lang },
      side: community.country === 'UA' ? 'ua' : 'partner',
      partners: known.map(({ lat, lon, name, status }) => ({
        lat,
        lon,
        name: name.text,
        lang: name.lang,
        living: lives(status),
      })),
      label,
    }),
    threads: known.some(({ status }) => lives(status)),
    crosses: known.some(({ status }) => !lives(status)),
    side: community.country === 'UA' ? 'partner' : 'ua',
    rows: known.map((row) => ({
      href: paths.community(locale, row.id),
      name: row.name,
      country: countryIn(locale, row),
      distance: km(row.km),
      status: t(`statuses.${row.status}`),
    })),
  }
}
