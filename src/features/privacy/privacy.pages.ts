// What the pages about deleting one's own data show.
import { paths } from '../../paths.js'
import type { Role } from '../../platform/http/access.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'

interface Forgetting {
  role: Role
  csrf: string
  /** Nobody else could let people in: the button is not offered. */
  lastAdmin: boolean
}

const layoutOf = (role: Role) => (role === 'member' || role === 'partner' ? 'member' : 'staff')

export const forgetPage = (t: Translate, locale: Locale, { role, csrf, lastAdmin }: Forgetting) => ({
  layout: layoutOf(role),
  title: t('account/forget.heading'),
  crumbs: [{ href: paths.account.home(locale), label: t('account/forget.account') }],
  goes: ['account', 'letters', 'claims', 'interests', 'contact', 'words'].map((what) =>
    t(`account/forget.goes-${what}`),
  ),
  stays: ['diary', 'community', 'sent'].map((what) => t(`account/forget.stays-${what}`)),
  data: paths.account.data(locale),
  action: paths.account.forget(locale),
  back: paths.account.home(locale),
  csrf,
  lastAdmin,
})

export const forgottenPage = (t: Translate) => ({
  title: t('account/forgotten.heading'),
  private: true,
})
