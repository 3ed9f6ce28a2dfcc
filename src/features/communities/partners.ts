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
  agreements: string[]
  sources: string
}

type Row = Community['partnerRows'][number]
type Agreement = Row['agreements'][number]

export interface PartnersPart {
  heading: string
  /** By how they stand, the surest first. */
  groups: { status: string; words: string; partners: Partner[] }[]
}

export function partnersPart({ partnerRows }: Community, wording: Wording): PartnersPart {
  const { locale, t, compare } = wording
  const sorted = [...partnerRows].sort((a, b) => compare(nameIn(locale, a).text, nameIn(locale, b).text))
  const count = partnerRows.length
  return {
    heading: t(`communities/show.${count === 0 ? 'no-partners' : 'partners'}`, { count }),
    groups: partnershipStatuses.flatMap((status) => {
      const partners = sorted.filter((row) => row.status === status).map((row) => partnerOf(row, wording))
      return partners.length > 0
        ? [{ status, words: wording.capital(t(`statuses.${status}`)), partners }]
        : []
    }),
  }
}

function partnerOf(row: Row, wording: Wording): Partner {
  const country = countryIn(wording.locale, row)
  const here = { code: row.country, name: country }
  return {
    href: paths.community(wording.locale, row.id),
    name: nameIn(wording.locale, row),
    country,
    agreements: row.agreements.map((agreement) => agreementIn(agreement, wording)),
    sources: [...new Set(row.source.map((tag) => sourceIn(tag, wording, here)))].join('; '),
  }
}

/** "Угода про співпрацю, 6 червня 2025 року, безстроково". */
export function agreementIn(
  agreement: Omit<Agreement, 'lawKind' | 'topics' | 'source'>,
  { t, date, capital }: Wording,
): string {
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
