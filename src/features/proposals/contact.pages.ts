// Whom to write to in a community, as staff enter it.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { localeNames, type Locale } from '../../platform/i18n/locales.js'
import type { Wording } from '../pairs/index.js'

interface ContactShown {
  community: string
  proposal: string
  action: string
  csrf: string
  typed: Typed
  errors: FieldError[]
  /** The fields hold reserved addresses for trying out. */
  suggested: boolean
  languages: readonly Locale[]
}

export function contactPage({ t, locale }: Wording, shown: ContactShown) {
  const { community, proposal, typed, errors, languages, ...rest } = shown
  return {
    layout: 'staff',
    title: t('staff/proposals/contact.heading', { community }),
    crumbs: [
      { href: paths.staff.proposals(locale), label: t('staff/proposals/index.heading') },
      { href: proposal, label: t('staff/proposals/contact.back') },
    ],
    community,
    back: proposal,
    name: typed.name ?? '',
    email: typed.email ?? '',
    languages: languages.map((language) => ({
      value: language,
      label: localeNames[language],
      checked: typed.language === language,
    })),
    errors,
    ...rest,
  }
}
