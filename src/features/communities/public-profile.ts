// What a community says of itself to a reader: its text in the reader's language, or else in English, the
// languages it works in, what relation it looks for, its address on the web, and whether it looks for a
// partner at all. Whom it would not have, and what it insists on, is nobody's business.
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { cardOf, type Card } from './card.js'
import { communityWithRelations, type Community } from './communities.queries.js'
import { topicsPart, type TopicsPart } from './topics.js'
import { codeOf, wordingIn, type Wording } from './wording.js'

export interface PublicProfile {
  heading: string
  /** `lang`: null when it is the reader's own language. */
  text: { paragraphs: string[]; lang: Locale | null } | null
  /** The languages it works in, and what relation it looks for. */
  facts: { term: string; words: string }[]
  website: { href: string; words: string; label: string } | null
}

/** Null when there is nothing to read. */
export function publicProfile(
  row: Pick<Community, 'told' | 'officialSite' | 'wished' | 'declared' | 'standing'>,
  wording: Wording,
): PublicProfile | null {
  const { locale, t } = wording
  const told = row.told ?? { textUk: null, textEn: null, website: null }
  const texts: Partial<Record<Locale, string | null>> = { uk: told.textUk, en: told.textEn }
  const lang = texts[locale] ? locale : 'en'
  const written = texts[lang]
  const text = written ? { paragraphs: written.split(/\n+/), lang: lang === locale ? null : lang } : null
  const website = told.website ?? row.officialSite
  const facts = wishedIn(row, wording)
  if (!text && !website && facts.length === 0) return null
  return {
    heading: t('partials/public-profile.heading'),
    text,
    facts,
    website: website
      ? {
          href: website,
          words: website.replace(/^https?:\/\/(www\.)?/, ''),
          label: t('partials/public-profile.website'),
        }
      : null,
  }
}

/** A community that cannot answer, or says that it looks for nobody now, is not shown looking for something. */
function wishedIn(
  { wished, declared, standing }: Pick<Community, 'wished' | 'declared' | 'standing'>,
  { locale, t, and }: Wording,
): PublicProfile['facts'] {
  if (!wished || standing === 'occupied') return []
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const looks = !declared || declared.state === 'open'
  const languages = wished.languages.map((code) => tongues.of(code) ?? code)
  const kinds = looks ? wished.kinds.map((kind) => t(`relations.${kind}`)) : []
  const fact = (key: string, values: string[]) =>
    values.length === 0 ? [] : [{ term: t(`partials/public-profile.${key}`), words: and(values) }]
  return [...fact('languages', languages), ...fact('kinds', kinds)]
}

/** Whether it looks for a partner: in its own declaration, or in what the Association once reported. */
export function seekingIn(
  { seeking, declared }: Pick<Community, 'seeking' | 'declared'>,
  { t, date }: Wording,
): string | null {
  if (!seeking) return null
  if (!declared) return t('communities/show.seeking')
  return declared.until === null
    ? t('partials/public-profile.seeking')
    : t('partials/public-profile.seeking-until', { date: date(declared.until) })
}

export interface PublicFace {
  card: Card
  seeking: string | null
  profile: PublicProfile | null
  topics: TopicsPart | null
}

/** A community as a reader of a language sees it; undefined when there is none. */
export async function publicFace(db: Db, id: string, locale: Locale): Promise<PublicFace | undefined> {
  const row = await communityWithRelations(db, id)
  if (!row) return undefined
  const wording = wordingIn(locale)
  return {
    card: cardOf({ ...row, code: codeOf(row) }, wording),
    seeking: seekingIn(row, wording),
    profile: publicProfile(row, wording),
    topics: topicsPart(row, wording),
  }
}
