// Parts of the page of one proposal: what was already between the two, whether each has room for one more
// introduction, who asked, what was decided about others, whom to write to, and the letters.
import { paths } from '../../paths.js'
import { actorName } from '../../platform/i18n/actor.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import { partnershipIn } from '../communities/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { isOutdated } from './approval-letters-for-staff.queries.js'
import { isInAnotherLanguage } from './approval-letters.model.js'
import { decisionsIn, reasonKey } from './proposals.model.js'
import { isOverCap } from './rationale.model.js'
import type { ProposalFile, Shown } from './proposal.pages.js'

export const communityOf = ({ proposal }: Pick<ProposalFile, 'proposal'>, side: Side): string =>
  side === 'ua' ? proposal.uaId : proposal.foreignId

/** A decision's reason in words; null where there is none. */
export const whyDecided = (
  { state, reason }: { state: string; reason: string | null },
  t: ProposalFile['wording']['t'],
): string | null =>
  reason === null ? null : t(reasonKey(state === 'rejected' ? 'reject' : 'postpone', reason))

/** Whether staff took the last decision back: one whose day came has been waiting since after the decision. */
export const wasReopened = ({ state, decidedAt, waitsSince }: ProposalFile['proposal']): boolean =>
  state === 'offered' && decidedAt !== null && (waitsSince === null || waitsSince <= decidedAt)

/** The way on in the list somebody came from; nothing for what was opened from elsewhere and is decided. */
export function nextPart(
  { proposal, next, wording: { t, locale, names } }: ProposalFile,
  { decidedNow, list }: Pick<Shown, 'decidedNow' | 'list'>,
  back: string,
) {
  if (!decidedNow && list === '' && decisionsIn(proposal.state).length === 0) return null
  if (!next) return decidedNow ? { words: t('staff/proposals/show.next-none'), link: null, back } : null
  const pair = { ua: names.community(next.uaId), foreign: names.community(next.foreignId) }
  return {
    words: t('staff/proposals/show.next'),
    link: {
      href: paths.staff.proposal(locale, next.id) + list,
      pair: t('staff/proposals/show.pair', pair),
      left: t('staff/proposals/show.next-left', { count: next.others }),
    },
    back,
  }
}

/** A text cut at a word, for where there is room for so many signs only. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`

/** What is on record between the two: a partnership, agreements, and how far an introduction came. */
export function betweenThem({ between, milestones, introduction, wording }: ProposalFile) {
  const { t, locale } = wording
  const day = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const record = between && {
    source: between.partnership?.source ?? [],
    agreements: between.agreements,
  }
  const known = record && partnershipIn(locale, record)
  return {
    partnership: between?.partnership
      ? {
          words: t('staff/proposals/show.partnership', {
            status: t(`statuses.${between.partnership.status}`),
          }),
          sources: known?.sources ?? '',
        }
      : null,
    agreements: known?.agreements ?? [],
    introduction: introduction
      ? { href: paths.staff.introduction(locale, introduction.id), standing: introduction.standing }
      : null,
    milestones: milestones.map(({ kind, onDate, side }) => ({
      words: t(`staff/proposals/show.milestone-${kind}`, { date: day(new Date(`${onDate}T00:00:00Z`)) }),
      side,
    })),
    nothing: !between && !introduction && milestones.length === 0,
  }
}

/** How many introductions of each side are open, and whether one more is more than a fair share. */
export function fairShare(file: ProposalFile) {
  const { proposal, open, caps, region, wording } = file
  const { t, locale, names } = wording
  const mayOpen = !['approved', 'rejected'].includes(proposal.state)
  return sides.map((side) => {
    const id = communityOf(file, side)
    const ours = open.filter(({ communityId }) => communityId === id)
    const others = side === 'foreign' && region !== undefined ? [] : ours
    return {
      side,
      community: names.community(id),
      words: t('staff/proposals/show.open-of', { count: ours.length, most: caps[side] }),
      others: others.map((each) => ({
        href: paths.staff.introduction(locale, each.id),
        name: names.community(each.otherId),
        since: each.openedAt,
      })),
      over:
        mayOpen && isOverCap(ours.length, caps[side])
          ? t('staff/proposals/show.over-cap', {
              community: names.community(id),
              count: ours.length,
              most: caps[side],
            })
          : null,
    }
  })
}

/** What was decided before about other pairs of either community. */
export function earlierLines({ proposal, earlier, wording: { t, locale, names } }: ProposalFile) {
  return earlier.map((row) => ({
    href: paths.staff.proposal(locale, row.id),
    pair: t('staff/proposals/show.pair', {
      ua: names.community(row.uaId),
      foreign: names.community(row.foreignId),
    }),
    whose: names.community(row.uaId === proposal.uaId ? row.uaId : row.foreignId),
    became: row.introductionState
      ? t(`staff/introductions/show.became-${row.introductionState}`)
      : t(`staff/proposals/index.is-${row.state}`),
    why: whyDecided(row, t),
    at: row.decidedAt,
    note: row.note,
  }))
}

/** Who asked for this introduction, when, in which words, and what became of it. */
export function requestsOfPair({ requests, wording: { t, names } }: ProposalFile) {
  return requests.map(({ communityId, askedBy, askedAt, words, state, decidedAt }) => ({
    who: t(askedBy === '' ? 'staff/proposals/show.asked' : 'staff/proposals/show.asked-by', {
      community: names.community(communityId),
      who: askedBy,
    }),
    at: askedAt,
    words,
    open: state === 'asked',
    state: t(`staff/proposals/show.request-${state}`),
    decidedAt,
  }))
}

/** Where each side's contact is shown, or asked for when there is none yet. */
export function contactsOfPair(file: ProposalFile, list: string) {
  const { proposal, contacts, region, wording } = file
  const { t, locale, names } = wording
  return sides.map((side: Side) => {
    const communityId = communityOf(file, side)
    const contact = contacts.find((each) => each.communityId === communityId)
    return {
      id: `contact-${side}`,
      side,
      community: names.community(communityId),
      contact: contact ? { ...contact, language: names.languages([contact.language]) } : null,
      // A branch adds the contact of a community abroad, but only the office changes it.
      href:
        contact && side === 'foreign' && region !== undefined
          ? null
          : paths.staff.contact(locale, proposal.id, side) + list,
      enter: t(`staff/proposals/show.contact-${contact ? 'change' : 'enter'}`, {
        community: names.community(communityId),
      }),
      letter: letterOfSide(file, side, list),
    }
  })
}

/** How each side's letter stands: as written by the service, or edited, and whether that still fits. */
function letterOfSide({ proposal, letters, edited, wording }: ProposalFile, side: Side, list: string) {
  const { t, locale } = wording
  const letter = letters[side]
  if (!letter) return null
  const kept = edited[side]
  const outdated = kept !== undefined && isOutdated(kept, letter)
  const strange = isInAnotherLanguage(kept, letter.contact.language)
  return {
    id: `letter-${side}`,
    href: `${paths.staff.proposalLetters(locale, proposal.id)}${list}#${side}`,
    words: kept
      ? t('staff/proposals/show.letter-edited', { who: actorName(t, kept.editedBy) })
      : t('staff/proposals/show.letter-original'),
    at: kept?.editedAt ?? null,
    signer: kept?.signer ? t('staff/proposals/show.letter-signer', { who: kept.signer }) : null,
    warning: strange
      ? t('staff/proposals/letters.other-language')
      : outdated
        ? t('staff/proposals/letters.outdated')
        : null,
  }
}
