// Staff add a pair to a draft by naming two communities: the lists to choose from, and what a name means.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { fold } from '../../platform/search/fold.js'
import { closedCountries } from '../../scoring/profile.js'
import { nameIn } from '../communities/index.js'
import type { Wording } from '../pairs/index.js'
import type { Round } from './drafts.queries.js'
import type { RoundCommunities, RoundCommunity } from './rounds.model.js'

const page = 'staff/rounds/marks'
/** A longer list of suggestions would weigh more than it helps; names are understood without it. */
const suggestedAtMost = 1500

export type End = 'ua' | 'foreign'

/** Those that may stand at one end of a pair of this round. */
const possibleAt = (end: End, communities: RoundCommunities, region: string | null): RoundCommunity[] =>
  [...communities.values()].filter(({ country, regionCode }) =>
    end === 'ua'
      ? country === 'UA' && (region === null || regionCode === region)
      : country !== 'UA' && !closedCountries.includes(country),
  )

const labelOf = (community: RoundCommunity, { locale, placeOf }: Wording): string =>
  `${nameIn(locale, community).text}, ${placeOf(community)}`

/** Which community somebody means by a line of the list, an id or a name; 'several' when two share the name. */
export function communityMeant(
  typed: string,
  end: End,
  {
    communities,
    region,
    wording,
  }: { communities: RoundCommunities; region: string | null; wording: Wording },
): { id: string } | 'unknown' | 'several' {
  const wanted = fold(typed)
  const possible = possibleAt(end, communities, region)
  const by = (says: (one: RoundCommunity) => readonly (string | null)[]) =>
    possible.filter((one) => says(one).some((text) => text !== null && fold(text) === wanted))
  const exact = possible.filter(({ id }) => id === typed.trim())
  const found = [
    exact,
    by((one) => [labelOf(one, wording)]),
    by(({ nameUk, nameEn, nameNative }) => [nameUk, nameEn, nameNative]),
  ].find(({ length }) => length > 0)
  const [only, another] = found ?? []
  if (!only) return 'unknown'
  return another ? 'several' : { id: only.id }
}

interface Shown {
  csrf: string
  typed: Typed
  errors: FieldError[]
}

export function marksPage(
  round: Round,
  communities: RoundCommunities,
  wording: Wording,
  { csrf, typed, errors }: Shown,
) {
  const { t, locale } = wording
  return {
    layout: 'staff',
    title: t(`${page}.heading`),
    crumbs: [
      { href: paths.staff.rounds(locale), label: t('staff/rounds/index.heading') },
      { href: paths.staff.round(locale, round.id), label: round.name },
    ],
    errors,
    csrf,
    action: paths.staff.roundMarks(locale, round.id),
    back: paths.staff.round(locale, round.id),
    ends: (['ua', 'foreign'] as const).map((end) => ({
      id: end,
      label: t(`${page}.${end}`),
      hint: t(`${page}.name-hint`),
      value: String(typed[end] ?? ''),
      suggestions: suggestions(possibleAt(end, communities, round.regionCode), wording, locale),
    })),
  }
}

function suggestions(possible: readonly RoundCommunity[], wording: Wording, locale: Locale): string[] {
  if (possible.length > suggestedAtMost) return []
  const { compare } = new Intl.Collator(locale)
  return possible.map((one) => labelOf(one, wording)).sort(compare)
}
