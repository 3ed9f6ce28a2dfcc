// What staff see of a round: its options, and what it would give in plain words. A score is never shown
// without its words.
import { paths } from '../../paths.js'
import type { Read } from '../../platform/http/form.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { Score } from '../../scoring/score.js'
import { nameIn } from '../communities/index.js'
import { reasonsInWords, type Wording } from '../pairs/index.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { RoundFile } from './rounds-for-staff.queries.js'
import { usualForm, type RoundForm } from './rounds.forms.js'
import { groups } from './rounds.model.js'
import { pairsOfEach, sumOfTotals, type RoundPreview } from './rounds.preview.js'

const page = 'staff/rounds/index'
const reasonsInList = 2
/** A smaller difference would be shown as 0.0 %, which is none to anybody. */
const noticeable = 0.0005

/** @param round undefined when the options are wrong, or no round was found for them */
export function roundPage(
  t: Translate,
  locale: Locale,
  { ok, typed, errors }: Read<RoundForm>,
  round: RoundFile | undefined,
) {
  const value = (field: keyof RoundForm) => typed[field] ?? usualForm[field] ?? ''
  return {
    layout: 'staff',
    title: t(`${page}.heading`),
    errors,
    action: paths.staff.rounds(locale),
    groups: groups.map((group) => ({
      value: group,
      label: t(`${page}.whom-${group}`),
      selected: group === value('whom'),
    })),
    mostUa: value('mostUa'),
    mostForeign: value('mostForeign'),
    floor: value('floor'),
    cap: value('cap'),
    least: value('least'),
    unsolved: ok && !round,
    result: round ? resultIn(round) : null,
  }
}

function resultIn({ preview, scores, wording }: RoundFile) {
  const { t, names, locale } = wording
  const { communities, taking, none, chosen } = preview
  const { compare } = new Intl.Collator(locale)
  const ours = [...taking].filter((id) => communities.get(id)?.country === 'UA').length
  const served = taking.size - none.length
  const byName = (ids: readonly string[]) =>
    ids.map((id) => communityIn(id, preview, wording)).sort((a, b) => compare(a.name, b.name))
  return {
    forWhom: t(`${page}.for`, {
      ua: t(`${page}.for-ua`, { count: ours }),
      foreign: t(`${page}.for-foreign`, { count: taking.size - ours }),
    }),
    nobody: taking.size === 0,
    figures: [
      { value: chosen.length, words: t(`${page}.found`, { count: chosen.length }) },
      { value: served, words: t(`${page}.served`, { count: served }) },
      { value: none.length, words: t(`${page}.unserved`, { count: none.length }) },
    ],
    sentences: sentencesOf(preview, wording),
    byCountry: [...new Set(chosen.map(({ country }) => country))]
      .map((code) => ({
        name: names.country(code),
        count: chosen.filter(({ country }) => country === code).length,
      }))
      .sort((a, b) => b.count - a.count || compare(a.name, b.name)),
    perCommunity: byName([...new Set(chosen.map(({ uaId }) => uaId))]).map((community) => ({
      ...community,
      introductions: scores
        .filter(({ uaId }) => uaId === community.id)
        .map((score) => introductionIn(score, preview, wording)),
    })),
    none: [...new Set(none.map(({ why }) => why))].map((why) => {
      const ids = none.filter((each) => each.why === why).map(({ id }) => id)
      return { heading: t(`${page}.none-${why}`, { count: ids.length }), communities: byName(ids) }
    }),
  }
}

/** What the set is worth, what greed would give, how far floors are met, and what was decided before. */
function sentencesOf(preview: RoundPreview, { t, locale }: Wording): string[] {
  const { chosen, gap, pairs, rules, alone, floor } = preview
  const percent = new Intl.NumberFormat(languageTags[locale], { style: 'percent', maximumFractionDigits: 1 })
  const average = sumOfTotals(chosen) / chosen.length
  const than = Math.abs(gap) < noticeable ? 'same' : gap > 0 ? 'less' : 'more'
  const said: string[] = []
  if (chosen.length > 0)
    said.push(
      t(`${page}.chosen-from`, { count: pairs }),
      t(`${page}.average`, {
        points: points(average),
        fit: t(`staff/proposals/index.fit-${fitOf(average)}`),
      }),
      t(`${page}.greed-${than}`, { percent: percent.format(Math.abs(gap)) }),
    )
  if (floor > 0 && alone.length > 0) {
    const each = pairsOfEach([...chosen, ...rules.locked])
    const met = alone.filter((id) => (each.get(id) ?? 0) >= floor).length
    said.push(t(`${page}.floor-met`, { count: alone.length, met }))
  }
  if (rules.locked.length > 0) said.push(t(`${page}.in-hand`, { count: rules.locked.length }))
  if (rules.struck.size > 0) said.push(t(`${page}.struck`, { count: rules.struck.size }))
  return said
}

function introductionIn(score: Score, preview: RoundPreview, wording: Wording) {
  const speaking = reasonsInWords(score, wording).filter(({ side }) => side === 'for')
  return {
    ...communityIn(score.foreignId, preview, wording),
    points: points(score.total),
    fit: wording.t(`staff/proposals/index.fit-${fitOf(score.total)}`),
    reasons: speaking
      .slice(0, reasonsInList)
      .map(({ words }) => `${words}.`)
      .join(' '),
  }
}

/** A community as a list names it. */
function communityIn(id: string, { communities }: RoundPreview, { locale, names, placeOf }: Wording) {
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
