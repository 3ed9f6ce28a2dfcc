// What every page's frame needs to know: language, this address in the other languages, who is
// signed in, where the assets are. Views find it as `site`.
import type { RequestHandler } from 'express'
import type { Config } from '../../config.js'
import { alphabets, type Locale } from '../i18n/locales.js'
import { isMember, isStaff, type Account } from './access.js'
import { otherLanguages } from './locale.js'
import { csrfToken } from './session.js'

export interface Site {
  locale: Locale
  /** Which of the fonts' parts its words need first. */
  alphabet: (typeof alphabets)[Locale]
  languages: ReturnType<typeof otherLanguages>
  /** The absolute address of this page, for `canonical` and `hreflang`. */
  url: string
  origin: string
  path: string
  /** The question of this address with its mark, as `?state=all`; empty when there is none. */
  query: string
  assets: string
  /** Whoever is signed in, and which rooms are theirs. */
  account: Account | undefined
  isStaff: boolean
  isMember: boolean
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
      alphabet: alphabets[req.locale],
      languages: otherLanguages(req),
      url: publicUrl + req.originalUrl,
      origin: publicUrl,
      path: req.path,
      query: /\?.*/.exec(req.originalUrl)?.[0] ?? '',
      assets,
      // Errors may need the frame before anybody was asked who they are.
      get account() {
        return req.account
      },
      get isStaff() {
        return isStaff(req.account)
      },
      get isMember() {
        return isMember(req.account)
      },
      get csrf() {
        return req.account && csrfToken(req)
      },
      mailbox: mode !== 'production',
    }
    res.locals.site = value
    next()
  }
