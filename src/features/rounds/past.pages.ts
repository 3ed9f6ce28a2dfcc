// What staff see of a round that is over: what was asked of it, who decided and why, and what became of it.
import { paths } from '../../paths.js'
import { actorName } from '../../platform/i18n/actor.js'
import { fitOf, points } from '../proposals/proposals.model.js'
import type { OutcomeOfPair } from './outcomes.queries.js'
import type { PastFile } from './round-for-staff.queries.js'
import { headOf } from './round.pages.js'
import { pairName, resultOf } from './round.words.js'
import type { Asked } from './rounds.model.js'
import { outcomeInWords } from './rounds.pages.js'

const page = 'staff/rounds/show'

/** @param already somebody tried to decide on it once more */
export function pastPage(file: PastFile, csrf: string, already: boolean) {
  const { round, pairs, communities, outcome, wording } = file
  const { t, locale } = wording
  const who = actorName(t, round.decider ?? undefined)
  const offered = pairs.filter(({ leftOut }) => leftOut === null)
  return {
    layout: 'staff',
    ...headOf(round, locale, wording),
    errors: [],
    csrf,
    here: paths.staff.round(locale, round.id),
    computing: false,
    warning: already ? t(`${page}.already-${round.state}`, { who }) : null,
    decided: { words: t(`${page}.was-${round.state}`, { who }), at: round.decidedAt, note: round.note },
    draft: null,
    past: {
      accepted: round.state === 'accepted',
      outcome: outcomeInWords(t, outcome),
      queue: `${paths.staff.proposals(locale)}?round=${round.id}`,
      options: optionsInWords(round, file),
      result:
        round.state === 'accepted'
          ? resultOf(
              { ...round, summary: round.summary && { ...round.summary, gone: null } },
              offered,
              communities,
              wording,
            )
          : null,
      pairs: offered.map((pair) => lineOf(pair, file)),
      leftOut: pairs.filter(({ leftOut }) => leftOut !== null).map((pair) => lineOf(pair, file)),
    },
  }
}

function lineOf(pair: OutcomeOfPair, { wording }: PastFile) {
  const { t, locale } = wording
  const who = actorName(t, pair.decidedBy ?? undefined)
  return {
    pair: pairName(pair, wording),
    href: pair.proposalId ? paths.staff.proposal(locale, pair.proposalId) : null,
    points: points(pair.total),
    fit: t(`staff/proposals/index.fit-${fitOf(pair.total)}`),
    became: becameOf(pair, who, t),
  }
}

function becameOf(
  { leftOut, state, introduced }: OutcomeOfPair,
  who: string,
  t: PastFile['wording']['t'],
): string {
  if (leftOut !== null && leftOut !== 'decided') return t(`${page}.left-out-${leftOut}`)
  if (introduced) return t(`staff/introductions/show.became-${introduced}`)
  if (!state) return t(`${page}.withdrawn`)
  return state === 'offered' ? t(`${page}.still-offered`) : t(`${page}.decided-${state}`, { who })
}

/** What was asked of a round, as label and value. */
function optionsInWords(
  { options, remindAfterDays, closeAfterDays, summary }: PastFile['round'],
  { wording: { t } }: PastFile,
) {
  const { whom, cap, least, mostUa, mostForeign, floor }: Asked = options
  const label = (field: string) => t(`staff/rounds/index.${field}`)
  return [
    { label: label('whom'), value: t(`staff/rounds/index.whom-${whom}`) },
    { label: label('mostUa'), value: String(mostUa) },
    { label: label('mostForeign'), value: String(mostForeign) },
    { label: label('floor'), value: String(floor) },
    { label: label('cap'), value: cap === undefined ? t(`${page}.no-cap`) : String(cap) },
    { label: label('least'), value: String(least) },
    { label: label('remindAfterDays'), value: String(remindAfterDays) },
    { label: label('closeAfterDays'), value: String(closeAfterDays) },
    ...(summary ? [{ label: t(`${page}.weights`), value: summary.weights }] : []),
  ]
}
