// What a municipality sees behind the mailed link: where its interest stands, its answers to change, what a
// withdrawal deletes.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { interestFields } from './interest.fields.js'
import { stateAfter } from './interest.model.js'
import type { Interest, Oblast } from './interest.queries.js'
import { answersOf } from './interest.rows.js'
import { answersInWords } from './interest.wording.js'
import { canBeChanged, isAccepted, type ManageStep } from './manage.model.js'

/** A page of this link: `?view=` names it, so that one link opens them all. */
export const manageViews = ['answers', 'withdraw', 'data'] as const
export type ManageView = (typeof manageViews)[number]

export interface Opened {
  locale: Locale
  interest: Interest
  token: string
  /** Stands for a cookie. */
  formToken: string
}

const addressOf = ({ locale, token }: Pick<Opened, 'locale' | 'token'>, view?: ManageView) =>
  paths.interest.manage(locale, token) + (view ? `?view=${view}` : '')

/** What the address says was just done. */
export const outcomes = [
  'changed',
  'resent',
  'paused',
  'resumed',
  'extended',
  'invited',
  'known',
  'not-yet',
] as const
export type Done = (typeof outcomes)[number]

interface Manage {
  oblasts: readonly Oblast[]
  declared: { state: string; until: string | null } | undefined
  /** Whether the contact person may sign in already. */
  hasAccount: boolean
  done: Done | undefined
  errors: FieldError[]
}

export function managePage(opened: Opened, { oblasts, declared, hasAccount, done, errors }: Manage) {
  const { locale, interest, token, formToken } = opened
  const t = translator(locale)
  const { state, town, communityId } = interest
  const accepted = isAccepted(state)
  const button = (step: ManageStep) => ({
    step,
    label: t(`interest/manage.${step}`),
    note: t(`interest/manage.${step}-means`),
  })
  return {
    title: t('interest/manage.heading', { town }),
    private: true,
    errors,
    done: done ? t(`interest/manage.done-${done}`) : null,
    signIn: done === 'invited' || done === 'known' || (accepted && hasAccount) ? paths.signIn(locale) : null,
    hasAccount: accepted && hasAccount,
    standing: t(`interest/manage.standing-${state}`, { town }),
    note: state === 'returned' || state === 'declined' ? interest.note : null,
    community: accepted && communityId ? paths.community(locale, communityId) : null,
    until: state === 'accepted' && declared?.state === 'open' ? declared.until : null,
    /** Declared elsewhere, by somebody with an account. */
    elsewhere: state === 'accepted' && declared !== undefined && declared.state !== 'open',
    change: canBeChanged(state)
      ? {
          href: addressOf(opened, 'answers'),
          label: t(`interest/manage.${stateAfter(state, 'resend') ? 'mend' : 'change'}`),
        }
      : null,
    buttons: [
      ...(stateAfter(state, 'pause') ? [button('pause')] : []),
      ...(stateAfter(state, 'resume') ? [button('resume')] : []),
      ...(state === 'accepted' ? [button('extend')] : []),
      ...(accepted && !hasAccount ? [button('account')] : []),
    ],
    action: paths.interest.changeState(locale, token),
    formToken,
    data: addressOf(opened, 'data'),
    withdraw: addressOf(opened, 'withdraw'),
    groups: groupsOf(t, locale, oblasts, interest),
  }
}

function groupsOf(t: Translate, locale: Locale, oblasts: readonly Oblast[], interest: Interest) {
  const said = answersInWords(locale, oblasts, answersOf(interest))
  return (['contact', 'municipality', 'wanted'] as const).map((group) => ({
    id: `group-${group}`,
    heading: t(`interest/manage.group-${group}`),
    lines: said[group],
  }))
}

interface Answers {
  oblasts: readonly Oblast[]
  typed: Typed
  errors: FieldError[]
}

export function manageAnswersPage(opened: Opened, { oblasts, typed, errors }: Answers) {
  const { locale, interest, token, formToken } = opened
  const t = translator(locale)
  const mends = stateAfter(interest.state, 'resend') !== undefined
  return {
    title: t(`interest/manage-answers.heading${mends ? '-mend' : ''}`, { town: interest.town }),
    private: true,
    lead: t(`interest/manage-answers.lead-${interest.state}`),
    note: mends ? interest.note : null,
    errors,
    fields: interestFields(locale, oblasts, typed),
    action: paths.interest.manage(locale, token),
    formToken,
    save: t(`interest/manage-answers.save${mends ? '-mend' : ''}`),
    back: addressOf(opened),
  }
}

export function manageWithdrawPage(opened: Opened, errors: FieldError[]) {
  const { locale, interest, token, formToken } = opened
  const t = translator(locale)
  const goes = [
    'contact',
    'words',
    'letters',
    'account',
    ...(isAccepted(interest.state) ? ['profile', 'introductions'] : []),
  ]
  return {
    title: t('interest/manage-withdraw.heading', { town: interest.town }),
    private: true,
    errors,
    goes: goes.map((what) => t(`interest/manage-withdraw.goes-${what}`)),
    action: paths.interest.changeState(locale, token),
    formToken,
    back: addressOf(opened),
  }
}

export const withdrawnPage = (t: Translate, town: string) => ({
  title: t('interest/manage-withdrawn.heading', { town }),
  private: true,
})

export interface NewLink {
  email: string
  errors: FieldError[]
  formToken: string
  /** The same for every address: whether it is known stays between it and us. */
  sent: boolean
  /** An old link led here. */
  expired: boolean
  /** The letter is found in the mailbox. */
  waitsHere: boolean
}

export const newLinkPage = (t: Translate, { waitsHere, ...shown }: NewLink) => ({
  ...shown,
  title: t(`interest/new-link.heading${shown.sent ? '-sent' : ''}`),
  private: true,
  waitsHere: shown.sent && waitsHere,
})
