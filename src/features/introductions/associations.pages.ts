// What staff see of the sister associations, and the form in which they enter one.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { localeNames, locales } from '../../platform/i18n/locales.js'
import type { Wording } from '../pairs/index.js'
import type { AssociationRow } from './associations.queries.js'

interface Shown {
  wording: Wording
  /** Every country but Ukraine. */
  countries: readonly string[]
  csrf: string
  typed: Typed
  errors: FieldError[]
}

const say = ({ t }: Wording, key: string, values: Record<string, unknown> = {}) =>
  t(`staff/associations/index.${key}`, values)

function fields({ wording, countries, typed }: Shown) {
  const { locale, names } = wording
  const collator = new Intl.Collator(locale)
  const chosen = String(typed.country ?? '')
  const language = String(typed.language ?? 'en')
  return {
    countries: [
      { value: '', label: say(wording, 'choose-country'), selected: chosen === '' },
      ...countries
        .map((value) => ({ value, label: names.country(value), selected: value === chosen }))
        .sort((a, b) => collator.compare(a.label, b.label)),
    ],
    name: String(typed.name ?? ''),
    email: String(typed.email ?? ''),
    languages: locales.map((value) => ({
      value,
      label: localeNames[value],
      selected: value === language,
    })),
  }
}

/** All of them by country, and for the office the form for a new one. */
export function associationsPage(
  associations: readonly AssociationRow[],
  mayEnter: boolean,
  done: string | null,
  shown: Shown,
) {
  const { wording, csrf, errors } = shown
  const { locale, names } = wording
  const collator = new Intl.Collator(locale)
  return {
    layout: 'staff',
    title: say(wording, 'heading'),
    crumbs: [
      { href: paths.staff.introductions(locale), label: wording.t('staff/introductions/index.heading') },
    ],
    csrf,
    errors,
    done: done && say(wording, `done-${done}`),
    lines: associations
      .map(({ id, name, email, language, country, copies }) => ({
        country: names.country(country),
        name,
        href: mayEnter ? paths.staff.association(locale, id) : null,
        email,
        language: names.languages([language]),
        copies: say(wording, 'copies', { count: copies ?? 0 }),
      }))
      .sort((a, b) => collator.compare(a.country, b.country)),
    form: mayEnter ? { action: paths.staff.associations(locale), ...fields(shown) } : null,
  }
}

/** One of them, to be changed or taken out. */
export function associationPage(association: { id: string; name: string }, shown: Shown) {
  const { wording, csrf, errors } = shown
  const { locale } = wording
  return {
    layout: 'staff',
    title: association.name,
    crumbs: [
      { href: paths.staff.introductions(locale), label: wording.t('staff/introductions/index.heading') },
      { href: paths.staff.associations(locale), label: say(wording, 'heading') },
    ],
    csrf,
    errors,
    form: { action: paths.staff.association(locale, association.id), ...fields(shown) },
  }
}
