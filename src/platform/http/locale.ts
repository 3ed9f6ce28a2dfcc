// The language comes from the path and nothing else: a shared address shows the same words to everybody.
import type { NextFunction, Request, Response } from 'express'
import { defaultLocale, isLocale, locales, localeNames, type Locale } from '../i18n/locales.js'
import { NotFound } from './errors.js'
import { translator, type Translate } from '../i18n/translate.js'

declare module 'express-serve-static-core' {
  interface Request {
    locale: Locale
    t: Translate
  }
}

const speak = (req: Request, locale: Locale) => {
  req.locale = locale
  req.t = translator(locale)
}

/** Sets the language of any request, also of one that ends in 404. */
export function locale(req: Request, _res: Response, next: NextFunction): void {
  const first = req.path.split('/')[1]
  speak(req, isLocale(first) ? first : preferredLocale(req))
  next()
}

/** From here on the first part of the path is a language; '/xx' is nobody's home. */
export function spokenOnly(req: Request, _res: Response, next: NextFunction): void {
  next(isLocale(req.path.split('/')[1]) ? undefined : new NotFound())
}

/** The best of our languages for a browser that named none in the path: English where none is asked for. */
export const preferredLocale = (req: Request): Locale =>
  req.get('Accept-Language') ? (req.acceptsLanguages([...locales]) as Locale | false) || 'en' : defaultLocale

/** This very page in each language, for the language links and `hreflang`. */
export function otherLanguages(
  req: Request,
): { locale: Locale; name: string; href: string; current: boolean }[] {
  const inPath = isLocale(req.path.split('/')[1])
  return locales.map((each) => ({
    locale: each,
    name: localeNames[each],
    href: inPath ? req.originalUrl.replace(/^\/[a-z]{2}(?=[/?]|$)/, `/${each}`) : `/${each}`,
    current: each === req.locale,
  }))
}
