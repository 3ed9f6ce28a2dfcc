// A round in plain words.
import { pairsOfEach, sumOfTotals, type RoundPreview } from '../../src/features/rounds/rounds.preview.js'
import type { Candidate } from '../../src/scoring/round.js'
import type { WhyNone } from '../../src/scoring/round-outcome.js'
import type { Options } from './options.js'

export interface Outcome extends Omit<RoundPreview, 'weights'> {
  options: Options
  /** Their version. */
  weights: string
}

const reasons: Record<WhyNone, string> = {
  'no-candidates': 'everybody they fit is a partner already',
  'all-decided': 'staff have decided on all their pairs before',
  'all-weak': 'no pair of theirs reaches the least total',
  'others-full': 'each of their candidates has as many as it may have',
  'country-full': 'the countries of their remaining candidates have reached their cap',
}

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** The lines to print. */
export function report(outcome: Outcome): string[] {
  const { communities, taking, alone, options, rules, chosen, none } = outcome
  const { perUa, perForeign, least, locked = [], struck } = rules
  const { floor, show } = options
  const countryOf = (id: string) => communities.get(id)?.country
  const ours = [...taking].filter((id) => countryOf(id) === 'UA').length
  const lines = [
    `A round for ${plural(taking.size, 'community', 'communities')}: ${ours} in Ukraine, ${taking.size - ours} abroad. Nothing is saved.`,
    `Rules: at most ${perUa} for each Ukrainian community and ${perForeign} for each abroad` +
      (floor > 0 ? `, at least ${floor} for the ${alone.length} without any partner` : '') +
      (options.capsInWords ? `, at most ${options.capsInWords}` : '') +
      (least ? `, no total below ${least}` : '') +
      `. Weights ${outcome.weights}.`,
    `In hand: ${plural(locked.length, 'pair')} under way or in the queue of a round; ${plural(struck?.size ?? 0, 'pair')} decided before and left out.`,
    '',
    `${plural(chosen.length, 'introduction')} out of ${outcome.pairs} pairs, total ${sumOfTotals(chosen).toFixed(3)}: ` +
      `proven to be the best in ${outcome.seconds.toFixed(2)} s.`,
    againstGreedy(outcome),
    `${plural(taking.size - none.length, 'community', 'communities')} got one or more, ${none.length} got none${none.length > 0 ? ':' : '.'}`,
    ...whyNone(none),
  ]
  if (floor > 0) lines.push(floorsInWords(alone, floor, [...chosen, ...locked]))
  if (chosen.length > 0) lines.push(`By country: ${byCountry(chosen)}.`)
  const listed = chosen.slice(0, show)
  if (listed.length > 0)
    lines.push('', listed.length < chosen.length ? `The best ${listed.length}:` : 'All of them, best first:')
  const name = (id: string) => communities.get(id)?.nameEn ?? id
  for (const { uaId, foreignId, country, total } of listed)
    lines.push(`  ${total.toFixed(3)}  ${name(uaId)} – ${name(foreignId)} (${country})`)
  return lines
}

function againstGreedy({ greedy, gap }: Outcome): string {
  const percent = (Math.abs(gap) * 100).toFixed(2)
  const than = gap < 0 ? `${percent} % more, but leave floors unmet` : `${percent} % less`
  return `Taking the best pair again and again would give ${greedy.length} with a total of ${sumOfTotals(greedy).toFixed(3)}, ${than}.`
}

function whyNone(none: Outcome['none']): string[] {
  const counts = new Map<WhyNone, string[]>()
  for (const { id, why } of none) counts.set(why, [...(counts.get(why) ?? []), id])
  return [...counts].map(([why, ids]) => {
    const some = ids.slice(0, 5).join(', ')
    return `  ${ids.length}: ${reasons[why]} (${some}${ids.length > 5 ? ', …' : ''})`
  })
}

function floorsInWords(
  alone: readonly string[],
  floor: number,
  pairs: readonly { uaId: string; foreignId: string }[],
): string {
  const counts = pairsOfEach(pairs)
  const met = alone.filter((id) => (counts.get(id) ?? 0) >= floor).length
  return `Of the ${alone.length} without any partner ${met} reach the floor of ${floor}.`
}

function byCountry(chosen: readonly Candidate[]): string {
  const counts = new Map<string, number>()
  for (const { country } of chosen) counts.set(country, (counts.get(country) ?? 0) + 1)
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([country, n]) => `${country} ${n}`)
    .join(', ')
}
