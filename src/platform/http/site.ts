// What every page's frame needs to know: language, this address in the other languages, who is
// signed in, where the assets are. Views find it as `site`.
import type { RequestHandler } from 'express'
import type { Config } from '../../config.js'
import type { Locale } from '../i18n/locales.js'
import type { StaffMember } from './access.js'
import { otherLanguages } from './locale.js'
import { csrfToken } from './session.js'

export interface Site {
  locale: Locale
  languages: ReturnType<typeof otherLanguages>
  /** The absolute address of this page, for `canonical` and `hreflang`. */
  url: string
  origin: string
  path: string
  assets: string
  staff: StaffMember | undefined
  /** For the sign-out form in the frame; present for signed-in people only. */
  csrf: string | undefined
  /** Whether the mailbox page exists. */
  mailbox: boolean
}

export const site =
  ({ publicUrl, mode }: Config, assets: string): RequestHandler =>
  (req, res, next) => {
    const value: Site = {
      locale: req.locale,
      languages: otherLanguages(req),
      url: publicUrl + req.originalUrl,
      origin: publicUrl,
      path: req.path,
      assets,
      // Errors may need the frame before anybody was asked who they are.
      get staff() {
        return req.staff
      },
      get csrf() {
        return req.staff && csrfToken(req)
      },
      mailbox: mode !== 'production',
    }
    res.locals.site = value
    next()
  }
