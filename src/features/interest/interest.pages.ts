// What the public pages of an interest show: the form, the answers to check, where to look next, and the
// confirmation behind the letter's link.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import type { Answers } from './interest.forms.js'
import { interestFields } from './interest.fields.js'
import type { Interest, Oblast } from './interest.queries.js'
import { answersOf } from './interest.rows.js'
import { answersInWords, type AnswersInWords } from './interest.wording.js'
import type { PlaceFound } from './places.js'
import { stagesAt } from './stages.js'

interface NewInterest {
  oblasts: readonly Oblast[]
  typed: Typed
  errors: FieldError[]
  /** Stands for a cookie. */
  formToken: string
  /** Whether a form that was put aside is being continued. */
  resumed: boolean
}

export function newInterestPage(locale: Locale, { oblasts, typed, errors, formToken, resumed }: NewInterest) {
  const t = translator(locale)
  return {
    title: t('interest/new.heading'),
    description: t('interest/new.lead'),
    private: errors.length > 0 || resumed,
    errors,
    formToken,
    resumed: resumed && errors.length === 0,
    stages: stagesAt(t, 'answers'),
    fields: interestFields(locale, oblasts, typed),
    consent: typed.consent === 'yes',
    check: paths.interest.check(locale),
    save: paths.interest.save(locale),
  }
}

interface CheckedInterest {
  oblasts: readonly Oblast[]
  answers: Answers
  /** Places the typed name may mean. */
  places: readonly PlaceFound[]
  /** What was chosen among them. */
  chosen: string | undefined
  errors: FieldError[]
  sealed: string
}

export function checkInterestPage(
  locale: Locale,
  { oblasts, answers, places, chosen, errors, sealed }: CheckedInterest,
) {
  const t = translator(locale)
  return {
    title: t('interest/check.heading'),
    private: true,
    errors,
    sealed,
    stages: stagesAt(t, 'check'),
    town: answers.town,
    groups: groupsOf(t, answersInWords(locale, oblasts, answers)),
    places: placeChoices(t, locale, places, chosen),
    send: paths.interest.send(locale),
    back: paths.interest.check(locale),
  }
}

const groupsOf = (t: Translate, { contact, municipality, wanted }: AnswersInWords) => [
  { id: 'contact', heading: t('interest/new.contact'), lines: contact },
  { id: 'municipality', heading: t('interest/new.municipality'), lines: municipality },
  { id: 'wanted', heading: t('interest/new.wanted'), lines: wanted },
]

function placeChoices(
  t: Translate,
  locale: Locale,
  places: readonly PlaceFound[],
  chosen: string | undefined,
) {
  if (places.length === 0) return []
  const number = new Intl.NumberFormat(languageTags[locale])
  const about = ({ region, seat, population }: PlaceFound) =>
    [
      region,
      seat && t('interest/check.place-seat', { seat }),
      population &&
        t('interest/check.place-population', { count: population, number: number.format(population) }),
    ].filter(Boolean)
  return [
    ...places.map((place) => ({
      value: place.value,
      label: [place.called ? `${place.name} (${place.called})` : place.name, ...about(place)].join(', '),
      checked: place.value === chosen,
    })),
    { value: noPlace, label: t('interest/check.place-none'), checked: chosen === noPlace },
  ]
}

/** None of the places that were offered. */
export const noPlace = 'none'

/** The same for every address. `saved`: for a form put aside; `waitsHere`: the letter is found in the mailbox. */
export const checkEmailPage = (
  t: Translate,
  { saved, waitsHere }: { saved: boolean; waitsHere: boolean },
) => ({
  title: t(`interest/check-email.heading${saved ? '-saved' : ''}`),
  lead: t(`interest/check-email.lead${saved ? '-saved' : ''}`),
  private: true,
  stages: saved ? null : stagesAt(t, 'letter'),
  waitsHere,
})

export function confirmInterestPage(
  locale: Locale,
  { interest, oblasts, action }: { interest: Interest; oblasts: readonly Oblast[]; action: string },
) {
  const t = translator(locale)
  return {
    title: t('interest/confirm.heading', { town: interest.town }),
    private: true,
    stages: stagesAt(t, 'letter'),
    town: interest.town,
    groups: groupsOf(t, answersInWords(locale, oblasts, answersOf(interest))),
    action,
  }
}

/** `now`: it has just been confirmed, not some time ago. */
export const confirmedPage = (t: Translate, { town, now }: { town: string; now: boolean }) => ({
  title: t(`interest/confirmed.heading${now ? '' : '-already'}`, { town }),
  lead: t(`interest/confirmed.lead${now ? '' : '-already'}`, { town }),
  stages: stagesAt(t, 'review'),
  private: true,
})

export const linkGonePage = (t: Translate, { resume }: { resume: boolean }) => ({
  title: t('interest/link-gone.heading'),
  lead: t(`interest/link-gone.lead${resume ? '-saved' : ''}`),
  private: true,
})
