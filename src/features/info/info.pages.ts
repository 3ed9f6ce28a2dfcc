// Rows → what the home page and the pages about the service show.
import type { Retention } from '../../config.js'
import { paths } from '../../paths.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { days } from '../../platform/kit/clock.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { nameIn } from '../communities/index.js'
import type { RegionPair, RegistryContents, RegistryCounts } from './info.queries.js'

type Words = { t: Translate; locale: Locale }

/** The Association's own figures of March 2009, which the registry is compared with. */
const march2009: RegistryCounts = { ukrainian: 140, foreign: 728, countries: 58 }

const pairCard = ({ locale }: Words, pair: RegionPair) => {
  const inUkrainian = locale === 'uk'
  return {
    ua: inUkrainian ? (pair.uaNameUk ?? pair.uaNameEn) : pair.uaNameEn,
    foreign: nameIn(locale, pair).text,
    uaCode: pair.uaKatottg ?? pair.uaId,
    foreignCode: String(pair.foreignGeonamesId ?? pair.foreignId),
    href: paths.community(locale, pair.uaId),
  }
}

/** The pair on top is another one every day. */
export function homePage(words: Words, counts: RegistryCounts, pairs: readonly RegionPair[], now: Date) {
  const { t } = words
  const cards = pairs.map((pair) => pairCard(words, pair))
  return {
    title: t('home/index.title'),
    description: t('home/index.description'),
    counts,
    ofTheDay: cards[Math.floor(now.getTime() / days(1)) % cards.length],
    pairs: cards,
    steps: ['registry', 'score', 'decision', 'letters', 'introduction'].map((step) => ({
      heading: t(`home/index.step-${step}`),
      words: t(`home/index.step-${step}-words`),
    })),
  }
}

const plain = ({ t }: Words, view: string) => ({
  title: t(`${view}.title`),
  description: t(`${view}.description`),
})

export const aboutPage = (words: Words) => ({
  ...plain(words, 'info/about'),
  criteria: ['size', 'place', 'topics', 'ties'].map((criterion) => ({
    heading: words.t(`info/about.${criterion}`),
    words: words.t(`info/about.${criterion}-words`),
  })),
})

/** Tags of seeds/README.md, each with its own licence. */
const sources = [
  'wikipedia',
  'skew',
  'register',
  'strategies',
  'wikidata',
  'geonames',
  'katottg',
  'statistics',
  'gnome',
  'auc',
  'insee',
  'natural-earth',
  'countries',
  'country-names',
]

const limits = ['listed', 'ambiguous', 'populations', 'topics', 'agreements', 'names', 'sizes', 'seekers']

export function dataPage(
  words: Words,
  counts: RegistryCounts,
  contents: RegistryContents,
  loadedAt: Date | undefined,
) {
  const { t } = words
  return {
    ...plain(words, 'info/data'),
    counts,
    contents,
    loadedAt,
    march2009,
    sources: sources.map((source) => ({
      name: t(`info/data.source-${source}`),
      gives: t(`info/data.source-${source}-gives`),
      licence: t(`info/data.source-${source}-licence`),
    })),
    limits: limits.map((limit) => t(`info/data.limit-${limit}`)),
  }
}

export const accessibilityPage = (words: Words) => plain(words, 'info/accessibility')

/** What is kept of people; how long is told as it is set. */
export function privacyPage(words: Words, keep: Retention) {
  const { t, locale } = words
  const unit = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const
  const days = new Intl.NumberFormat(languageTags[locale], unit)
  const kinds = {
    interest: keep.declined,
    contact: keep.closedContacts,
    account: keep.idleAccounts,
    claim: keep.declined,
    letters: keep.letters,
    diary: keep.origins,
  }
  return {
    ...plain(words, 'info/privacy'),
    kinds: Object.entries(kinds).map(([kind, kept]) => ({
      heading: t(`info/privacy.${kind}`),
      facts: ['what', 'why', 'who', 'long'].map((part) => ({
        label: t(`info/privacy.${part}`),
        words: t(`info/privacy.${kind}-${part}`, { days: days.format(kept) }),
      })),
    })),
  }
}
