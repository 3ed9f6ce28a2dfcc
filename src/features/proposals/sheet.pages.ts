// A proposal on one sheet of paper, for a council's folder: what was decided and on what grounds. A decided
// one says what was known then; nobody's contact stands on it.
import { paths } from '../../paths.js'
import { actorName } from '../../platform/i18n/actor.js'
import { languageTags } from '../../platform/i18n/locales.js'
import { placesMap } from '../../platform/views/map.js'
import { kilometres } from '../../scoring/geo.js'
import {
  comparedFacts,
  endOf,
  fitInWords,
  oneSidedInWords,
  reasonsInWords,
  type CommunityFacts,
  type Wording,
} from '../pairs/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { shortened, whyDecided } from './proposal-parts.pages.js'
import { scoreInWords } from './proposals.pages.js'
import type { OneProposal } from './proposals.queries.js'
import type { Rationale } from './rationale.model.js'

// More would not fit on the sheet; the page of the proposal has everything.
const most = { for: 5, against: 3, unknown: 5, note: 500 }
/** With more signs than that, the letters are smaller. */
const roomy = 3000

export interface Sheet {
  proposal: OneProposal
  /** As it was at the decision, or as it is today when there is none yet. */
  grounds: Omit<Rationale, 'decision'>
  now: Date
  wording: Wording
}

export function sheetPage({ proposal, grounds, now, wording }: Sheet) {
  const { t, locale, names } = wording
  const { score, facts, open, caps } = grounds
  const { ua, foreign } = facts
  const both = new Map<string, CommunityFacts>([
    [ua.id, ua],
    [foreign.id, foreign],
  ])
  const pair = { ua: endOf(ua.id, both, wording), foreign: endOf(foreign.id, both, wording) }
  const named = { ua: pair.ua.name, foreign: pair.foreign.name }
  const reasons = reasonsInWords(score, wording)
  const said = (side: 'for' | 'against' | 'unknown') =>
    reasons
      .filter((reason) => reason.side === side)
      .slice(0, most[side])
      .map(({ words }) => words)
  const km = new Intl.NumberFormat(languageTags[locale]).format(Math.round(kilometres(ua, foreign)))
  const decision = decisionPart(proposal, wording)
  const comparison = comparedFacts(ua, foreign, wording)
  const [speaksFor, speaksAgainst, unknown] = [said('for'), said('against'), said('unknown')]
  const length = JSON.stringify([decision, comparison, speaksFor, speaksAgainst, unknown]).length
  return {
    layout: 'print',
    dense: length > roomy,
    title: t('staff/proposals/sheet.heading', named),
    pair,
    ...scoreInWords(score, wording),
    distance: t('staff/proposals/show.km', { km }),
    map: placesMap({
      places: [
        { lat: ua.lat, lon: ua.lon, side: 'ua', name: named.ua },
        { lat: foreign.lat, lon: foreign.lon, side: 'partner', name: named.foreign },
      ],
      ways: [[0, 1]],
      label: t('staff/proposals/show.map', { ...named, country: names.country(foreign.country), km }),
    }),
    decision,
    speaksFor,
    speaksAgainst,
    unknown,
    fits: sides.map((side: Side) => {
      const { heading, points, words } = fitInWords(score, side, wording)
      const count = open[side]
      return {
        side,
        heading,
        points,
        words,
        open: t('staff/proposals/show.open-of', { count, most: caps[side] }),
      }
    }),
    oneSided: oneSidedInWords(score, wording),
    comparison,
    weights: score.weights,
    scoredAt: new Date(grounds.scoredAt),
    reference: proposal.id.slice(0, 8),
    printedAt: now,
    back: paths.staff.proposal(locale, proposal.id),
  }
}

/** Who decided what, when and why; null while nobody has. */
function decisionPart(proposal: OneProposal, { t }: Wording) {
  if (proposal.decidedAt === null || proposal.state === 'offered') return null
  return {
    words: t(`staff/proposals/show.decided-${proposal.state}`, { who: actorName(t, proposal.decidedBy) }),
    at: proposal.decidedAt,
    until: proposal.postponedUntil,
    why: whyDecided(proposal, t),
    note: proposal.note && shortened(proposal.note.replace(/\s+/g, ' '), most.note),
  }
}
