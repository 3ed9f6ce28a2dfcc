// The map of a country: each of its communities as it stands to partners. The list of the page says the same.
import { countryMap } from '../../platform/views/map-country.js'
import { marks, type MapSide, type Mark } from '../../platform/views/map-marks.js'
import type { Country } from './communities.queries.js'
import { nameIn, type Wording } from './wording.js'

type Row = Country['communities'][number]

export interface CountryMap {
  /** SVG. */
  drawing: string
  side: MapSide
  /** The marks that occur, and what each means. */
  key: { mark: Mark; words: string }[]
}

/** How a community stands to partners, as maps mark it. */
export function markOf({ living, partners, seeking, standing }: Row): Mark {
  const looks = seeking && standing !== 'occupied'
  if (living > 0) return looks ? 'both' : 'partnered'
  if (looks) return 'seeking'
  return partners > 0 ? 'check' : 'none'
}

export function countryMapPart(
  { code, communities }: Country,
  country: string,
  { locale, t, number, capital }: Wording,
): CountryMap {
  const side = code === 'UA' ? 'ua' : 'partner'
  const marked = [...communities]
    .sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.id < b.id ? -1 : 1))
    .map((row) => {
      const { text, lang } = nameIn(locale, row)
      return { lat: row.lat, lon: row.lon, name: text, lang, mark: markOf(row) }
    })
  const key = marks.flatMap((mark) => {
    const n = marked.filter((one) => one.mark === mark).length
    return n > 0 ? [{ mark, words: t(`countries/show.mark-${mark}`, { n: number(n) }) }] : []
  })
  const label = t('countries/show.map', { country, said: key.map(({ words }) => words).join('; ') })
  const inKey = key.map(({ mark, words }) => ({ mark, words: capital(words) }))
  return { drawing: countryMap({ side, communities: marked, label }), side, key: inKey }
}
