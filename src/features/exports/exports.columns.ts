// The columns of each sheet, in the reader's language. Headings are words the importer knows, so that what
// was exported, and mended by somebody, can be imported again.
import { paths } from '../../paths.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { hasWords, translator, type Translate } from '../../platform/i18n/translate.js'
import type { Cell, CellType, Column } from '../../platform/sheets/sheet.js'
import { kilometres } from '../../scoring/geo.js'
import { nameIn } from '../communities/index.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { CommunityRow, IntroductionRow, PartnershipRow, Places, ProposalRow } from './exports.queries.js'

export interface SheetWords {
  t: Translate
  locale: Locale
  /** The address of the site, for links out of a file. */
  publicUrl: string
  country(code: string): string
  region(code: string | null): string | null
}

export function sheetWords(locale: Locale, publicUrl: string, { countries, regions }: Places): SheetWords {
  const countryOf = new Map(
    countries.map(({ code, nameUk, nameEn }) => [code, countryName(locale, { uk: nameUk, en: nameEn })]),
  )
  const regionOf = new Map(
    regions.map(({ code, nameUk, nameEn }) => [
      code,
      regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn,
    ]),
  )
  return {
    t: translator(locale),
    locale,
    publicUrl,
    country: (code) => countryOf.get(code) ?? code,
    region: (code) => (code === null ? null : (regionOf.get(code) ?? code)),
  }
}

/** Makes columns: `column('population', 'integer', (row) => row.population)`. */
const columnsIn =
  ({ t }: SheetWords) =>
  <Row>(key: string, type: CellType, value: Column<Row>['value'], width?: number): Column<Row> => ({
    heading: t(`exports/columns.${key}`),
    type,
    value,
    ...(width !== undefined && { width }),
  })

const list = (words: readonly string[]): Cell => words.join('; ') || null

export function communityColumns(words: SheetWords): Column<CommunityRow>[] {
  const { t, locale, publicUrl, country } = words
  const column = columnsIn(words)<CommunityRow>
  return [
    column('id', 'text', ({ key }) => key, 24),
    column('name', 'text', (row) => row.nameUk ?? nameIn(locale, row).text),
    column('name-en', 'text', ({ nameEn }) => nameEn),
    column('name-native', 'text', ({ nameNative }) => nameNative),
    column('country', 'text', (row) => country(row.country), 18),
    column('region', 'text', ({ regionUk, regionEn }) =>
      regionEn === null ? null : (regionName(locale, { uk: regionUk, en: regionEn }) ?? regionEn),
    ),
    column('kind', 'text', ({ kind }) => t(`kinds.${kind}`), 12),
    column('standing', 'text', ({ standing }) => t(`exports/columns.standing-${standing}`), 22),
    column('hromada', 'text', ({ hromadaUk }) => hromadaUk),
    column('katottg', 'text', ({ katottg }) => katottg, 22),
    column('geonames', 'integer', ({ geonamesId }) => geonamesId),
    column('wikidata', 'text', ({ wikidataId }) => wikidataId, 14),
    column('population', 'integer', ({ population }) => population),
    column('population-source', 'text', ({ populationSource }) => populationSource),
    column('lat', 'decimal', ({ lat }) => lat),
    column('lon', 'decimal', ({ lon }) => lon),
    column('features', 'text', ({ features }) => list(features.map((each) => t(`features.${each}`)))),
    column('topics', 'text', ({ topics }) => list(topics.map((each) => t(`topics.${each}`))), 40),
    column('partners', 'integer', ({ partners }) => partners),
    column('seeking', 'text', ({ seeking }) => t(`exports/columns.${seeking ? 'yes' : 'no'}`), 16),
    column('website', 'url', ({ website }) => website),
    column('page', 'url', ({ key }) => publicUrl + paths.community(locale, key)),
  ]
}

interface Ends {
  uaId: string
  uaCountry: string
  uaNameUk: string | null
  uaNameEn: string
  uaNameNative: string
  uaPopulation: number | null
  uaLat: number
  uaLon: number
  uaRegionCode: string | null
  foreignId: string
  foreignCountry: string
  foreignNameUk: string | null
  foreignNameEn: string
  foreignNameNative: string
  foreignPopulation: number | null
  foreignLat: number
  foreignLon: number
  foreignRegionCode: string | null
}

/** Both communities of a pair: left the Ukrainian, right the one abroad. */
function endColumns<Row extends Ends>(words: SheetWords): Column<Row>[] {
  const { locale, country, region } = words
  const column = columnsIn(words)<Row>
  return [
    column(
      'ua',
      'text',
      ({ uaCountry, uaNameUk, uaNameEn, uaNameNative }) =>
        nameIn(locale, { country: uaCountry, nameUk: uaNameUk, nameEn: uaNameEn, nameNative: uaNameNative })
          .text,
    ),
    column('ua-id', 'text', ({ uaId }) => uaId, 22),
    column('ua-region', 'text', ({ uaRegionCode }) => region(uaRegionCode)),
    column('ua-population', 'integer', ({ uaPopulation }) => uaPopulation),
    column(
      'foreign',
      'text',
      ({ foreignCountry, foreignNameUk, foreignNameEn, foreignNameNative }) =>
        nameIn(locale, {
          country: foreignCountry,
          nameUk: foreignNameUk,
          nameEn: foreignNameEn,
          nameNative: foreignNameNative,
        }).text,
    ),
    column('foreign-id', 'text', ({ foreignId }) => foreignId, 22),
    column('foreign-country', 'text', ({ foreignCountry }) => country(foreignCountry), 18),
    column('foreign-region', 'text', ({ foreignRegionCode }) => region(foreignRegionCode)),
    column('foreign-population', 'integer', ({ foreignPopulation }) => foreignPopulation),
    column('km', 'integer', (row) =>
      Math.round(
        kilometres({ lat: row.uaLat, lon: row.uaLon }, { lat: row.foreignLat, lon: row.foreignLon }),
      ),
    ),
  ]
}

export function partnershipColumns(words: SheetWords): Column<PartnershipRow>[] {
  const { t } = words
  const column = columnsIn(words)<PartnershipRow>
  const newest = ({ agreements }: PartnershipRow) => agreements.at(-1)
  return [
    ...endColumns<PartnershipRow>(words),
    column('status', 'text', ({ status }) => t(`statuses.${status}`)),
    column('agreements', 'integer', ({ agreements }) => agreements.length),
    column('agreement', 'text', (row) => {
      const kind = newest(row)?.kind
      return kind ? t(`communities/show.agreement-${kind}`) : null
    }),
    column('agreement-year', 'integer', (row) => newest(row)?.signedYear ?? null),
    column('agreement-signed', 'day', (row) => newest(row)?.signedOn ?? null),
    column('source', 'text', ({ source }) => list(source)),
  ]
}

/** Why a proposal was turned down or put off; what waits again has no reason any more. */
function reasonIn({ t, locale }: SheetWords, state: string, reason: string | null): string | null {
  const kind = { rejected: 'reject', postponed: 'postpone' }[state]
  if (!kind || reason === null) return null
  const key = `decision-reasons.${kind}-${reason}`
  return hasWords(locale, key) ? t(key) : reason
}

export function proposalColumns(words: SheetWords): Column<ProposalRow>[] {
  const { t, locale, publicUrl } = words
  const column = columnsIn(words)<ProposalRow>
  return [
    ...endColumns<ProposalRow>(words),
    column('points', 'integer', ({ total }) => points(total)),
    column('fit', 'text', ({ total }) => t(`staff/proposals/index.fit-${fitOf(total)}`), 34),
    column('known', 'integer', ({ coverage }) => Math.round(coverage * 100)),
    column('state', 'text', ({ state }) => t(`staff/proposals/index.is-${state}`), 20),
    column('reason', 'text', ({ state, reason }) => reasonIn(words, state, reason)),
    column('asked', 'day', ({ askedAt }) => askedAt),
    column('offered', 'day', ({ offeredAt }) => offeredAt),
    column('decided', 'day', ({ decidedAt }) => decidedAt),
    column('until', 'day', ({ state, postponedUntil }) => (state === 'postponed' ? postponedUntil : null)),
    column('page', 'url', ({ key }) => publicUrl + paths.staff.proposal(locale, key)),
  ]
}

export function introductionColumns(words: SheetWords): Column<IntroductionRow>[] {
  const { t, locale, publicUrl } = words
  const column = columnsIn(words)<IntroductionRow>
  const answer = (given: string | null) => t(`exports/columns.answer-${given ?? 'none'}`)
  const standing = ({ state, closedAs }: IntroductionRow) =>
    t(`exports/columns.introduction-${closedAs ? `closed-${closedAs}` : state}`)
  const first = ({ milestones }: IntroductionRow, kind: string) =>
    milestones.find((each) => each.kind === kind)?.onDate ?? null
  return [
    ...endColumns<IntroductionRow>(words),
    column('state', 'text', (row) => standing(row), 32),
    column('opened', 'day', ({ openedAt }) => openedAt),
    column('answers-until', 'day', ({ answersUntil }) => answersUntil),
    column('ua-answer', 'text', ({ uaAnswer }) => answer(uaAnswer), 22),
    column('ua-answered', 'day', ({ uaAnsweredAt }) => uaAnsweredAt),
    column('foreign-answer', 'text', ({ foreignAnswer }) => answer(foreignAnswer), 22),
    column('foreign-answered', 'day', ({ foreignAnsweredAt }) => foreignAnsweredAt),
    column('closed', 'day', ({ closedAt }) => closedAt),
    column('met', 'day', (row) => first(row, 'met')),
    column('letter-of-intent', 'day', (row) => first(row, 'letter-of-intent')),
    column('signed', 'day', (row) => first(row, 'signed')),
    column('page', 'url', ({ key }) => publicUrl + paths.staff.introduction(locale, key)),
  ]
}
