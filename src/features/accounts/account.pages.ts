// What somebody sees of their own account.
import { paths } from '../../paths.js'
import type { FieldError } from '../../platform/http/form.js'
import { localeNames, locales, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { OpenVisit } from './account.model.js'
import { ofCommunity, wantsDigest, type Role } from './accounts.model.js'
import type { Device } from './sign-in.model.js'

interface AccountPage {
  account: {
    name: string
    email: string | null
    role: Role
    language: string
    createdAt: Date
    digest: boolean | null
  }
  visits: OpenVisit[]
  csrf: string
  errors: FieldError[]
  /** What was just done. */
  done: 'saved' | 'ended' | 'digest-on' | 'digest-off' | undefined
}

/** "Firefox, Windows", or as much of it as is known. */
const inWords = (t: Translate, { browser, system }: Device) =>
  [browser, system].filter((known) => known !== null).join(', ') || t('account/index.unknown-device')

const digestSwitch = (t: Translate, on: boolean) => ({
  words: t(`account/index.digest-${on ? 'is-on' : 'is-off'}`),
  choice: on ? 'off' : 'on',
  button: t(`account/index.turn-digest-${on ? 'off' : 'on'}`),
})

export function accountPage(
  t: Translate,
  locale: Locale,
  { account, visits, csrf, errors, done }: AccountPage,
) {
  return {
    layout: ofCommunity(account.role) ? 'member' : 'staff',
    title: t('account/index.heading'),
    name: account.name,
    email: account.email ?? '',
    standing: t(`roles.${account.role}`),
    since: account.createdAt,
    csrf,
    errors,
    done: done ? t(`account/index.${done}`) : null,
    visits: visits.map(({ name, since, device, here }) => ({
      device: inWords(t, device),
      since,
      here,
      end: paths.account.endSession(locale, name),
    })),
    /** The morning letter, and what the button does to it; only the staff get it. */
    digest: ofCommunity(account.role) ? null : digestSwitch(t, wantsDigest(account)),
    languages: locales.map((value) => ({
      value,
      label: localeNames[value],
      checked: value === account.language,
    })),
  }
}
