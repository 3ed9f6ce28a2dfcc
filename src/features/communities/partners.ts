// A community's partners on its page: with whom, how it stands, what was signed, and who says so.
import { paths } from '../../paths.js'
import { partnershipStatuses } from './communities.model.js'
import type { Community } from './communities.queries.js'
import { sourceIn } from './sources.js'
import { countryIn, nameIn, type Name, type Wording } from './wording.js'

export interface Partner {
  href: string
  name: Name
  country: string
  status: string
  /** For the colour of the tag. */
  color: string
  agreements: string[]
  sources: string
}

type Row = Community['partnerRows'][number]
type Agreement = Row['agreements'][number]

const colors = {
  active: 'success',
  unknown: 'neutral',
  'suspended-check': 'warning',
  terminated: 'neutral',
} as const

export function partnersPart({ partnerRows }: Community, wording: Wording) {
  const { locale, t, compare, capital } = wording
  const rank = ({ status }: Row) => partnershipStatuses.indexOf(status)
  const items = [...partnerRows]
    .sort((a, b) => rank(a) - rank(b) || compare(nameIn(locale, a).text, nameIn(locale, b).text))
    .map((row): Partner => ({
      href: paths.community(locale, row.id),
      name: nameIn(locale, row),
      country: countryIn(locale, row),
      status: capital(t(`statuses.${row.status}`)),
      color: colors[row.status],
      agreements: row.agreements.map((agreement) => agreementIn(agreement, wording)),
      sources: [...new Set(row.source.map((tag) => sourceIn(tag, wording)))].join('; '),
    }))
  return {
    heading: t(`communities/show.${items.length === 0 ? 'no-partners' : 'partners'}`, {
      count: items.length,
    }),
    items,
    toCheck: partnerRows.some(({ status }) => status === 'suspended-check'),
  }
}

/** "Угода про співпрацю, 6 червня 2025 р., безстроково". */
function agreementIn(agreement: Agreement, { t, date, capital }: Wording): string {
  const { kind, signedOn, signedYear, unlimited, durationYears, autoRenewal } = agreement
  const when = signedOn !== null ? date(signedOn) : signedYear !== null ? String(signedYear) : null
  const parts = [
    capital(t(`communities/show.agreement-${kind}`)),
    when,
    unlimited ? t('communities/show.unlimited') : null,
    durationYears === null ? null : t('communities/show.years', { count: durationYears }),
    autoRenewal ? t('communities/show.renewed') : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
