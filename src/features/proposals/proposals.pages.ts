// How a score is said to staff: never a bare number.
import { languageTags } from '../../platform/i18n/locales.js'
import type { Wording } from '../pairs/index.js'
import { fitOf, points } from './proposals.model.js'
import type { ProposalRow } from './proposals.queries.js'

/** The number and the words that always stand beside it. */
export function scoreInWords(
  { total, coverage }: Pick<ProposalRow, 'total' | 'coverage'>,
  { t, locale }: Wording,
) {
  const share = new Intl.NumberFormat(languageTags[locale], { style: 'percent' })
  return {
    points: points(total),
    fit: t(`staff/proposals/index.fit-${fitOf(total)}`),
    coverage: t('staff/proposals/index.coverage', { share: share.format(coverage) }),
  }
}
