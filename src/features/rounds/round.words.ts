// A round's figures in plain words: what it gives, to whom, who gets nothing and why, what changed.
import { paths } from '../../paths.js'
import { languageTags } from '../../platform/i18n/locales.js'
import { nameIn } from '../communities/index.js'
import type { Wording } from '../pairs/index.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { Round, RoundPair } from './drafts.queries.js'
import type { Asked, Pair, RoundCommunities, Summary } from './rounds.model.js'

const page = 'staff/rounds/show'
/** A smaller difference would be shown as 0.0 %, which is none to anybody. */
const noticeable = 0.0005

type Counted = Pick<RoundPair, 'uaId' | 'foreignId' | 'total' | 'country'>

/** A community as a list names it. */
export function communityIn(id: string, communities: RoundCommunities, { locale, names, placeOf }: Wording) {
  const community = communities.get(id)
  return {
    id,
    href: paths.community(locale, id),
    name: names.community(id),
    /** The language of the name when it is not the page's. */
    lang: community ? nameIn(locale, community).lang : null,
    place: community ? placeOf(community) : '',
  }
}

export const pairName = ({ uaId, foreignId }: Pair, { t, names }: Wording): string =>
  t(`${page}.pair`, { ua: names.community(uaId), foreign: names.community(foreignId) })

/** @param pairs all of the round's, in any order */
export function resultOf(
  { summary, options }: Pick<Round, 'summary' | 'options'>,
  pairs: readonly (Counted & { isNew?: boolean })[],
  communities: RoundCommunities,
  wording: Wording,
) {
  if (!summary) return null
  const { t, names, locale } = wording
  const { compare } = new Intl.Collator(locale)
  const served = summary.ua + summary.foreign - summary.none.length
  const whys = [...new Set(summary.none.map(({ why }) => why))]
  return {
    nobody: summary.ua + summary.foreign === 0,
    forWhom: t(`${page}.for`, {
      ua: t(`${page}.for-ua`, { count: summary.ua }),
      foreign: t(`${page}.for-foreign`, { count: summary.foreign }),
    }),
    figures: [
      { value: pairs.length, words: t(`${page}.found`, { count: pairs.length }) },
      { value: served, words: t(`${page}.served`, { count: served }) },
      { value: summary.none.length, words: t(`${page}.unserved`, { count: summary.none.length }) },
    ],
    changes: changesIn(summary, pairs, wording),
    sentences: sentencesOf(summary, options, pairs, wording),
    byCountry: [...new Set(pairs.map(({ country }) => country))]
      .map((code) => ({
        name: names.country(code),
        count: pairs.filter(({ country }) => country === code).length,
      }))
      .sort((a, b) => b.count - a.count || compare(a.name, b.name)),
    none: whys.map((why) => {
      const ids = summary.none.filter((each) => each.why === why).map(({ id }) => id)
      return {
        heading: t(`${page}.none-${why}`, { count: ids.length }),
        communities: ids
          .map((id) => communityIn(id, communities, wording))
          .sort((a, b) => compare(a.name, b.name)),
      }
    }),
  }
}

/** Against the computation before: how many pairs came and went, and which went. */
function changesIn(
  { gone }: Summary,
  pairs: readonly { isNew?: boolean }[],
  wording: Wording,
): { words: string; gone: string[] } | null {
  if (gone === null) return null
  const { t } = wording
  const added = pairs.filter(({ isNew }) => isNew).length
  const words =
    added + gone.length === 0
      ? t(`${page}.unchanged`)
      : t(`${page}.changed`, {
          added: t(`${page}.added`, { count: added }),
          gone: t(`${page}.gone`, { count: gone.length }),
        })
  return { words, gone: gone.map((pair: Pair) => pairName(pair, wording)) }
}

/** What the set is worth, what greed would give, how far floors are met, and what was decided before. */
function sentencesOf(
  { possible, gap, alone, floorMet, inHand, decided }: Summary,
  { floor }: Asked,
  pairs: readonly Counted[],
  { t, locale }: Wording,
): string[] {
  const percent = new Intl.NumberFormat(languageTags[locale], { style: 'percent', maximumFractionDigits: 1 })
  const average = pairs.reduce((sum, { total }) => sum + total, 0) / pairs.length
  const than = Math.abs(gap) < noticeable ? 'same' : gap > 0 ? 'less' : 'more'
  const said: string[] = []
  if (pairs.length > 0)
    said.push(
      t(`${page}.chosen-from`, { count: possible }),
      t(`${page}.average`, {
        points: points(average),
        fit: t(`staff/proposals/index.fit-${fitOf(average)}`),
      }),
      t(`${page}.greed-${than}`, { percent: percent.format(Math.abs(gap)) }),
    )
  if (floor > 0 && alone > 0) said.push(t(`${page}.floor-met`, { count: alone, met: floorMet }))
  if (inHand > 0) said.push(t(`${page}.in-hand`, { count: inHand }))
  if (decided > 0) said.push(t(`${page}.struck`, { count: decided }))
  return said
}
