// The doorway of communities: the search index and its documents, and names and sources in words.
import type { Locale } from '../../platform/i18n/locales.js'
import { populationSourceIn as populationSourceInWords, sourceIn as tagInWords } from './sources.js'
import { agreementIn } from './partners.js'
import { wordingIn } from './wording.js'

export { communityDocuments } from './documents.queries.js'
export { everythingFound } from './found.js'
export { rebuildIndex } from './index-changes.job.js'
export { movedTo } from './moved.queries.js'
export { publicFace, type PublicFace } from './public-profile.js'
export { codeOf, nameIn } from './wording.js'

export const populationSourceIn = (locale: Locale, source: string): string =>
  populationSourceInWords(source, wordingIn(locale))

/** A recorded partnership in words: what was signed, and who says so. */
export function partnershipIn(
  locale: Locale,
  {
    source,
    agreements,
  }: { source: readonly string[]; agreements: readonly Parameters<typeof agreementIn>[0][] },
): { agreements: string[]; sources: string } {
  const wording = wordingIn(locale)
  return {
    agreements: agreements.map((agreement) => agreementIn(agreement, wording)),
    sources: [...new Set(source.map((tag) => tagInWords(tag, wording)))].join('; '),
  }
}

/** The source of a fact of the registry in words. */
export const sourceIn = (locale: Locale, tag: string): string => tagInWords(tag, wordingIn(locale))
