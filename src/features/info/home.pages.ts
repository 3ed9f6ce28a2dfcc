// Rows → what the home page shows: the map of the registry with the same facts by country, pairs, the way
// to an introduction.
import { paths } from '../../paths.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { countryName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { days } from '../../platform/kit/clock.js'
import { registrySize } from '../../platform/views/map-registry.js'
import { nameIn } from '../communities/index.js'
import type { RegionPair, RegistryCounts } from './info.queries.js'
import type { RegistryPicture } from './registry-map.js'

type Words = { t: Translate; locale: Locale }

interface Registry {
  counts: RegistryCounts
  pairs: readonly RegionPair[]
  picture: RegistryPicture
}

/** So many countries are named beside the map; all of them are in the table. */
const named = 6

const pairCard = ({ locale }: Words, pair: RegionPair) => {
  const { uaNameUk: nameUk, uaNameEn: nameEn, uaNameNative: nameNative } = pair
  const ua = nameIn(locale, { country: 'UA', nameUk, nameEn, nameNative })
  const foreign = nameIn(locale, pair)
  return {
    ua: { name: ua.text, lang: ua.lang },
    foreign: { name: foreign.text, lang: foreign.lang },
    uaCode: pair.uaKatottg ?? pair.uaId,
    foreignCode: String(pair.foreignGeonamesId ?? pair.foreignId),
    href: paths.community(locale, pair.uaId),
  }
}

function mapPart({ t, locale }: Words, { digest, countries }: RegistryPicture) {
  const rows = countries.map(({ code, nameUk, nameEn, ...facts }) => ({
    ...facts,
    name: countryName(locale, { uk: nameUk, en: nameEn }),
    href: paths.country(locale, code),
    words: t('home/index.partnerships', { count: facts.partnerships }),
  }))
  const living = rows.filter(({ partnerships, toCheck }) => partnerships > toCheck)
  const sum = (key: 'communities' | 'partnerships' | 'toCheck') =>
    rows.reduce((total, row) => total + row[key], 0)
  const all = { communities: sum('communities'), partnerships: sum('partnerships'), toCheck: sum('toCheck') }
  const most = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    src: paths.registryMap(digest),
    size: registrySize,
    alt: t('home/index.map-alt', {
      count: all.partnerships - all.toCheck,
      most: most.format(living.slice(0, 3).map(({ name }) => name)),
    }),
    first: living.slice(0, named),
    rows,
    all,
  }
}

/** The pair on top is another one every day. */
export function homePage(words: Words, { counts, pairs, picture }: Registry, now: Date) {
  const { t } = words
  const cards = pairs.map((pair) => pairCard(words, pair))
  return {
    title: t('home/index.title'),
    description: t('home/index.description'),
    counts,
    map: picture.countries.length > 0 ? mapPart(words, picture) : null,
    ofTheDay: cards[Math.floor(now.getTime() / days(1)) % cards.length],
    pairs: cards,
    steps: ['registry', 'score', 'decision', 'letters', 'introduction'].map((step) => ({
      heading: t(`home/index.step-${step}`),
      words: t(`home/index.step-${step}-words`),
    })),
  }
}
