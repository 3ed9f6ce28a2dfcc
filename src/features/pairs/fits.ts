// How well each side of a pair finds what it said it looks for: two numbers with their words, what is
// met, missed and unknown, and why each side may say yes.
import { languageTags } from '../../platform/i18n/locales.js'
import type { Reason } from '../../scoring/explain.js'
import { fitsOf } from '../../scoring/reciprocity.js'
import type { Part, Score } from '../../scoring/score.js'
import { oneSided, whyYes, type Judgement } from '../../scoring/why-yes.js'
import type { Fit, Judged } from '../../scoring/wishes.js'
import { otherSide, type Side } from './pairs.model.js'
import type { Wording } from './wording.js'

interface StoredRow extends Omit<Score, 'parts' | 'sides'> {
  parts: unknown
  sides: unknown
}

/** A stored score, as scoring gave it. */
export const storedScore = ({
  uaId,
  foreignId,
  total,
  coverage,
  parts,
  sides,
  weights,
}: StoredRow): Score => ({
  uaId,
  foreignId,
  total,
  coverage,
  parts: parts as Part[],
  sides: (sides as Score['sides'] | null) ?? undefined,
  weights,
})

const judged = (score: Score): Judgement | undefined => score.sides && { ...fitsOf(score.sides), score }

/** What a side's fit is called: `fits.is-…` in the catalogues. */
function wordOf(value: number): string {
  if (value >= 0.95) return 'all'
  if (value >= 0.6) return 'most'
  if (value >= 0.35) return 'half'
  return value >= 0.05 ? 'little' : 'nothing'
}

const points = (value: number) => Math.round(value * 100)

const answersWish = /^reasons\.yes-(place|size|needs|offers|languages|kind)$/

export interface FitInWords {
  heading: string
  /** Of 100; null when nothing was declared or can be judged. Never shown without `words`. */
  points: number | null
  words: string
  /** Which of its wishes are met, met in part, missed and not known, as sentences. */
  lines: string[]
  whyYes: string[]
  /** Those of `whyYes` that answer a wish of this side; the others are among the reasons of the pair. */
  asWished: string[]
}

/** The fit for one side of a score. */
export function fitInWords(score: Score, side: Side, { t, locale, names }: Wording): FitInWords {
  const judgement = judged(score)
  const community = names.community(side === 'ua' ? score.uaId : score.foreignId)
  const heading = t('fits.for', { community })
  if (!judgement || !score.sides)
    return { heading, points: null, words: t('fits.none'), lines: [], whyYes: [], asWished: [] }
  const fit = side === 'ua' ? judgement.forUa : judgement.forForeign
  const reasons = whyYes(judgement, score.sides[side], score.sides[otherSide(side)], names)
  const { value, parts } = fit
  const said = ({ key, values }: Reason) => t(key, values)
  return {
    heading,
    points: value === undefined ? null : points(value),
    words: t(
      `fits.${value !== undefined ? `is-${wordOf(value)}` : parts.length === 0 ? 'none' : 'unjudged'}`,
    ),
    lines: linesOf(fit, { t, locale }),
    whyYes: reasons.map(said),
    asWished: reasons.filter(({ key }) => answersWish.test(key)).map(said),
  }
}

function linesOf(
  { parts, coverage, excludedBy }: Fit,
  { t, locale }: Pick<Wording, 't' | 'locale'>,
): string[] {
  const list = new Intl.ListFormat(languageTags[locale], { type: 'conjunction' })
  const share = new Intl.NumberFormat(languageTags[locale], { style: 'percent' })
  const line = (key: string, belongs: (part: Judged) => boolean) => {
    const found = parts.filter(belongs).map(({ wish }) => t(`wishes.${wish}`))
    return found.length === 0 ? [] : [t(`fits.${key}`, { wishes: list.format(found) })]
  }
  const excluded = (part: Judged) => excludedBy.includes(part.wish)
  return [
    ...line('excluded', excluded),
    ...line('met', ({ met }) => met === 1),
    ...line('partly', (part) => part.met !== undefined && part.met > 0 && part.met < 1 && !excluded(part)),
    ...line('missed', (part) => part.met === 0 && !excluded(part)),
    ...line('unknown', ({ met }) => met === undefined),
    ...(parts.length > 0 && coverage < 1 ? [t('fits.coverage', { share: share.format(coverage) })] : []),
  ]
}

/** Says so when one side finds clearly less of what it looks for; null when both find as much. */
export function oneSidedInWords(score: Score, { t, names }: Wording): string | null {
  const judgement = judged(score)
  const reason = judgement && oneSided(judgement, names)
  return reason ? t(reason.key, reason.values) : null
}

/** Both fits as lines of a letter: only of sides about which there is something to say. */
export const fitLines = (score: Score, wording: Wording): string[] =>
  (['ua', 'foreign'] as const)
    .map((side) => fitInWords(score, side, wording))
    .flatMap(({ heading, points: of100, words }) =>
      of100 === null ? [] : [wording.t('fits.line', { heading, points: of100, words })],
    )
