// Rows → what the pages about the service show.
import type { Retention } from '../../config.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { RegistryContents, RegistryCounts } from './info.queries.js'

type Words = { t: Translate; locale: Locale }

/** The Association's own figures of March 2009, which the registry is compared with. */
const march2009: RegistryCounts = { ukrainian: 140, foreign: 728, countries: 58 }

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

/** The day all of it was looked at last; whoever looks again writes the new one. */
const accessibilityLookedAt = new Date('2026-11-26T00:00:00Z')

/** What was looked at and how, what is known not to hold, and what nobody has looked at yet. */
const accessibilityTold = {
  checked: ['machine', 'keyboard', 'width', 'spacing', 'colour', 'motion', 'script', 'weight'],
  known: ['filters', 'refresh', 'maps', 'names', 'texts', 'files', 'time'],
  'not-checked': ['people', 'readers', 'browsers', 'experts'],
}

/** `office` reads the complaints. */
export const accessibilityPage = (words: Words, office: string) => ({
  ...plain(words, 'info/accessibility'),
  made: accessibilityLookedAt,
  office,
  chapters: Object.entries(accessibilityTold).map(([chapter, lines]) => ({
    heading: words.t(`info/accessibility.${chapter}`),
    lines: lines.map((line) => words.t(`info/accessibility.${chapter}-${line}`)),
  })),
})

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
