// What staff may do with an introduction: one small form each, with everything that was typed.
import { paths } from '../../paths.js'
import type { Typed } from '../../platform/http/form.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import { localeNames, locales } from '../../platform/i18n/locales.js'
import { dayInKyiv, days, later } from '../../platform/kit/clock.js'
import { type Side, sides } from '../pairs/pairs.model.js'
import { associationAnswers } from './associations.model.js'
import { stateAfter } from './introductions.model.js'
import { milestoneKinds } from './milestones.model.js'
import { mayResend } from './resending.actions.js'
import type { IntroductionForStaff } from './staff-introductions.queries.js'
import { askedLast } from './tending.actions.js'
import type { StaffStep } from './tending.forms.js'

export interface ShownSteps {
  typed: Typed
  /** The form that was sent and is to be mended; it stands open. */
  step: StaffStep | undefined
  /** Its side, when the step has one. */
  side: Side | undefined
  now: Date
  /** Whether this person may change the contacts of communities abroad, and enter associations. */
  office: boolean
}

const text = (typed: Typed, field: string, usual = '') => String(typed[field] ?? usual)

export function stepsOf(found: IntroductionForStaff, shown: ShownSteps) {
  const steps = {
    resends: sides.flatMap((side) => resendStep(found, side, shown) ?? []),
    extend: extendStep(found, shown),
    again: againStep(found),
    milestone: milestoneStep(found, shown),
    unmilestone: unmilestoneStep(found, shown),
    copy: copyStep(found, shown),
    association: associationStep(found, shown),
    stop: stopStep(found, shown),
  }
  const { resends, ...single } = steps
  return { ...steps, any: resends.length > 0 || Object.values(single).some((step) => step !== null) }
}

function stopStep(
  { introduction: { state, sides: both }, wording: { t } }: IntroductionForStaff,
  { typed, step }: ShownSteps,
) {
  if (!stateAfter(state, 'stop')) return null
  const someAnswered = sides.some((side) => both[side].answer !== null)
  const chosen = text(typed, 'stopTell', 'both')
  return {
    open: step === 'stop',
    tells: ['both', 'answered'].map((value) => ({
      value,
      label: t(`staff/introductions/show.stop-${value}`),
      note: value === 'answered' && !someAnswered ? t('staff/introductions/show.stop-nobody') : null,
      checked: value === chosen,
    })),
    note: text(typed, 'stopNote'),
  }
}

/** So many days more are offered at first. */
const usualExtension = 14

function extendStep({ introduction }: IntroductionForStaff, { typed, step, now }: ShownSteps) {
  const { state, answersUntil } = introduction
  if (state !== 'awaiting') return null
  const from = answersUntil > now ? answersUntil : now
  return {
    open: step === 'extend',
    until: text(typed, 'extendUntil', dayInKyiv(later(from, days(usualExtension)))),
    tell: step === 'extend' ? typed.extendTell === 'yes' : true,
    note: text(typed, 'extendNote'),
    seen: answersUntil.toISOString(),
  }
}

function resendStep(
  { introduction, wording: { t, names } }: IntroductionForStaff,
  side: Side,
  { typed, step, side: sent, office }: ShownSteps,
) {
  if (!mayResend(introduction, side)) return null
  const { communityId, contactName, contactEmail, language, written } = introduction.sides[side]
  const told = introduction.state === 'connected' ? '-connected' : ''
  const open = step === 'resend' && sent === side
  const chosen = text(typed, `${side}-language`, language)
  return {
    side,
    open,
    community: names.community(communityId),
    means: t(`staff/introductions/show.resend-means${told}`),
    /** Words of its own are kept, and are in one language. */
    edited:
      written &&
      t('staff/introductions/show.resend-edited', { language: names.languages([written.language]) }),
    nameField: `${side}-name`,
    emailField: `${side}-email`,
    languageField: `${side}-language`,
    keepField: `${side}-keep`,
    seenField: `${side}-seen`,
    name: text(typed, `${side}-name`, contactName),
    email: text(typed, `${side}-email`, contactEmail),
    languages: locales.map((value) => ({
      value,
      label: localeNames[value],
      selected: value === chosen,
    })),
    keep: typed[`${side}-keep`] === 'yes',
    mayKeep: office || side === 'ua',
    seen: askedLast(introduction, side).toISOString(),
  }
}

function againStep({ introduction: { state } }: IntroductionForStaff) {
  return stateAfter(state, 'wake') ? { open: false } : null
}

function copyStep(
  { associations, copies, facts, introduction, wording }: IntroductionForStaff,
  { step, office }: ShownSteps,
) {
  const told = copies.map(({ associationId }) => associationId)
  const left = associations.filter(({ id }) => !told.includes(id))
  if (introduction.state === 'closed' || (associations.length > 0 && left.length === 0)) return null
  const country = facts.get(introduction.sides.foreign.communityId)?.country
  return {
    open: step === 'copy',
    country: country ? wording.names.country(country) : '',
    associations: left.map(({ id, name }) => ({ value: id, label: name, selected: false })),
    /** Where one is entered, by those who may. */
    manage: office ? paths.staff.associations(wording.locale) : null,
  }
}

function associationStep({ copies, wording: { t } }: IntroductionForStaff, { typed, step, now }: ShownSteps) {
  const [first] = copies
  if (!first) return null
  const chosen = text(typed, 'copy', (copies.find(({ answer }) => answer === null) ?? first).id)
  return {
    open: step === 'association',
    copies: copies.map(({ id, name }) => ({ value: id, label: name, selected: id === chosen })),
    answers: associationAnswers.map((value) => ({
      value,
      label: t(`staff/introductions/show.says-${value}`),
      checked: typed.associationAnswer === value,
    })),
    on: text(typed, 'associationOn', dayInKyiv(now)),
    words: text(typed, 'associationWords'),
  }
}

function milestoneStep(
  { introduction, wording: { t, names } }: IntroductionForStaff,
  { typed, step, now }: ShownSteps,
) {
  if (introduction.state !== 'connected') return null
  return {
    open: step === 'milestone',
    sides: sides.map((side) => ({
      value: side,
      label: names.community(introduction.sides[side].communityId),
      checked: text(typed, 'milestoneSide', 'ua') === side,
    })),
    kinds: milestoneKinds.map((value) => ({
      value,
      label: t(`our-community/introductions/show.${value}`),
      checked: typed.milestoneKind === value,
    })),
    on: text(typed, 'milestoneOn', dayInKyiv(now)),
    note: text(typed, 'milestoneNote'),
  }
}

/** What the Association recorded by mistake; what a community recorded is the community's to delete. */
function unmilestoneStep(
  { introduction, milestones, wording: { t, names, locale } }: IntroductionForStaff,
  { typed, step }: ShownSteps,
) {
  const ours = milestones.filter(({ byStaff }) => byStaff)
  const day = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  if (ours.length === 0) return null
  return {
    open: step === 'unmilestone',
    recorded: ours.map(({ id, side, kind, onDate }) => ({
      value: id,
      label: t('staff/introductions/show.milestone-on-day', {
        what: t(`our-community/introductions/show.${kind}`),
        community: names.community(introduction.sides[side].communityId),
        day: day(new Date(`${onDate}T00:00:00Z`)),
      }),
      checked: typed.recorded === id,
    })),
  }
}
