// Who may edit a community's profile, and its contact for introductions.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { localeNames, locales, type Locale } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import type { Editor } from '../accounts/index.js'
import type { Contact } from '../contacts/index.js'
import { homeCrumb } from './profile.pages.js'

interface Form {
  typed: Typed
  errors: FieldError[]
  csrf: string
}

const languagesOf = ({ language }: Typed) =>
  locales.map((value) => ({ value, label: localeNames[value], checked: value === language }))

interface People extends Form {
  editors: readonly Editor[]
  /** Who is looking. */
  me: string
  done: 'invited' | 'removed' | undefined
}

export function peoplePage(locale: Locale, { editors, me, done, typed, errors, csrf }: People) {
  return {
    layout: 'member',
    title: translator(locale)('our-community/people.heading'),
    crumbs: homeCrumb(locale),
    errors,
    done: errors.length === 0 ? (done ?? null) : null,
    csrf,
    people: editors.map(({ id, name, email, createdAt }) => ({
      name,
      email,
      since: createdAt,
      isMe: id === me,
      remove: editors.length > 1 ? paths.our.removePerson(locale, id) : null,
    })),
    name: typed.name ?? '',
    email: typed.email ?? '',
    languages: languagesOf(typed),
  }
}

interface ContactFile extends Form {
  known: boolean
  saved: boolean
}

export function ourContactPage(locale: Locale, { known, saved, typed, errors, csrf }: ContactFile) {
  return {
    layout: 'member',
    title: translator(locale)('our-community/contact.heading'),
    crumbs: homeCrumb(locale),
    errors,
    known,
    saved: saved && errors.length === 0,
    csrf,
    name: typed.name ?? '',
    office: typed.office ?? '',
    email: typed.email ?? '',
    phone: typed.phone ?? '',
    languages: languagesOf(typed),
  }
}

/** What is known, as if it had just been typed. */
export const typedContact = ({ name, office, email, phone, language }: Contact): Typed => ({
  name,
  office: office ?? '',
  email,
  phone: phone ?? '',
  language,
})
