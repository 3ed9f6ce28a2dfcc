// The communities of one oblast, for its coordinator: what each has told, who edits, what is under way.
import { paths } from '../../paths.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { codeOf, nameIn } from '../communities/index.js'
import type { CommunityOfOblast, Oblast } from './oblast.queries.js'

interface OblastPage {
  regions: Oblast[]
  /** The oblast shown; undefined until one is chosen. */
  region: Oblast | undefined
  communities: CommunityOfOblast[]
  editors: ReadonlyMap<string, string[]>
  /** How many claims of the oblast wait. */
  claims: number
  /** Whether the reader may look at any oblast. */
  chooses: boolean
}

const regionIn = (locale: Locale, { nameUk, nameEn }: Oblast) =>
  regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn

export function oblastPage(
  t: Translate,
  locale: Locale,
  { regions, region, communities, editors, claims, chooses }: OblastPage,
) {
  return {
    layout: 'staff',
    title: region ? regionIn(locale, region) : t('staff/oblast/index.heading'),
    regions: chooses
      ? regions.map((each) => ({
          value: each.code,
          label: regionIn(locale, each),
          selected: each.code === region?.code,
        }))
      : null,
    claims: claims > 0 ? t('staff/oblast/index.claims', { count: claims }) : null,
    found: region ? t('staff/oblast/index.found', { count: communities.length }) : null,
    communities: communities.map((community) => ({
      name: nameIn(locale, community),
      code: codeOf(community),
      href: paths.community(locale, community.id),
      wishes: paths.staff.wishes(locale, community.id),
      lines: linesOf(t, community, editors.get(community.id) ?? []),
      declared: t(`staff/oblast/index.declared-${community.declared ?? 'nothing'}`),
      until: community.declaredUntil,
    })),
  }
}

function linesOf(t: Translate, community: CommunityOfOblast, editors: readonly string[]): string[] {
  const { wishesAt, profileAt, introductions, claims } = community
  const told = wishesAt !== null || profileAt !== null
  return [
    t(`staff/oblast/index.${told ? 'has-profile' : 'no-profile'}`),
    editors.length > 0
      ? t('staff/oblast/index.editors', { names: editors.join(', ') })
      : t('staff/oblast/index.no-editors'),
    ...(introductions ? [t('staff/oblast/index.introductions', { count: introductions })] : []),
    ...(claims ? [t('staff/oblast/index.claims-of', { count: claims })] : []),
  ]
}
