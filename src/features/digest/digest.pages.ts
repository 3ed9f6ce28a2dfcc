// What somebody sees who follows the link by which the morning letter is stopped.
import { paths } from '../../paths.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'

export const stopDigestPage = (t: Translate, name: string, action: string) => ({
  title: t('digest/stop.heading'),
  lead: t('digest/stop.lead', { name }),
  private: true,
  action,
})

export const digestStoppedPage = (t: Translate, locale: Locale, name: string) => ({
  title: t('digest/stopped.heading'),
  lead: t('digest/stopped.lead', { name }),
  private: true,
  account: paths.account.home(locale),
})
