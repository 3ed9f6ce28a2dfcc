// An interest side by side with those it may be a double of, and why.
import { paths } from '../../paths.js'
import { worldCountryName } from '../../platform/i18n/countries.js'
import { languageTags } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import type { Wording } from '../pairs/index.js'
import type { Double, InterestFile } from './review-for-staff.queries.js'
import type { Sign } from './review.duplicates.js'

const signInWords = ({ kind, detail }: Sign, { t }: Wording) =>
  t(`staff/interest/show.sign-${kind}`, { detail })

interface Compared {
  town: string
  country: string
  region: string | null
  population: number | null
  website: string | null
}

/** What can be compared, in one order for both. */
function rowsOf({ t, locale }: Wording, ours: Compared, theirs: Compared) {
  const number = new Intl.NumberFormat(languageTags[locale])
  const row = (key: string, value: (one: Compared) => string | null) => ({
    label: t(`staff/interest/show.compare-${key}`),
    ours: value(ours),
    theirs: value(theirs),
  })
  return [
    row('place', ({ region, country }) =>
      [region, worldCountryName(locale, country)].filter(Boolean).join(', '),
    ),
    row('population', ({ population }) => (population === null ? null : number.format(population))),
    row('website', ({ website }) => website),
  ].filter(({ ours: one, theirs: other }) => one !== null || other !== null)
}

/** Everybody an interest may be a double of, each beside it. */
export function doublesPart({ interest, doubles, regions, wording }: InterestFile) {
  const { t, locale } = wording
  const regionOf = (code: string | null) => {
    const region = regions.find((each) => each.code === code)
    return region ? (regionName(locale, { uk: region.nameUk, en: region.nameEn }) ?? region.nameEn) : null
  }
  return doubles.map((double: Double) => {
    const { row, signs } = double
    const isCommunity = double.kind === 'community'
    const theirs: Compared = isCommunity
      ? {
          town: double.row.nameEn,
          country: row.country,
          region: regionOf(double.row.regionCode),
          population: row.population,
          website: row.website,
        }
      : double.row
    return {
      what: isCommunity ? t('staff/interest/show.is-community') : t('staff/interest/show.is-interest'),
      name: isCommunity ? wording.names.community(row.id) : double.row.town,
      href: isCommunity ? paths.community(locale, row.id) : paths.staff.interest(locale, row.id),
      standing: isCommunity
        ? t(`staff/interest/show.${double.row.seeking ? 'seeking' : 'not-seeking'}`)
        : t(`staff/interest/index.is-${double.row.state}`),
      ours: interest.town,
      signs: signs.map((sign) => signInWords(sign, wording)),
      rows: rowsOf(wording, interest, theirs),
    }
  })
}
