// The doorway of communities: the search index and its documents, and names and sources in words.
import type { Locale } from '../../platform/i18n/locales.js'
import { populationSourceIn as sourceIn } from './sources.js'
import { wordingIn } from './wording.js'

export { communityDocuments } from './documents.queries.js'
export { rebuildIndex } from './index-changes.job.js'
export { publicFace, type PublicFace } from './public-profile.js'
export { codeOf, nameIn } from './wording.js'

export const populationSourceIn = (locale: Locale, source: string): string =>
  sourceIn(source, wordingIn(locale))
