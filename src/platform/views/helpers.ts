// What views may call. Helpers format; they do not decide.
import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars'
import { paths } from '../../paths.js'
import { dateFormat } from '../i18n/dates.js'
import { languageTags, type Locale } from '../i18n/locales.js'
import { translator } from '../i18n/translate.js'
import { markAlone, type MapSide, type Mark } from './map-marks.js'
import { communitySign, pairSign } from './stitch.js'

interface Root {
  site: { locale: Locale; assets: string }
}

const site = (options: HelperOptions) => (options.data.root as Root).site

const cached = <T>(make: (locale: Locale) => T) => {
  const made = new Map<Locale, T>()
  return (locale: Locale): T => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const numbers = cached((locale) => new Intl.NumberFormat(languageTags[locale]))
const timeZone = 'Europe/Kyiv'
const dates = cached((locale) => dateFormat(locale, { dateStyle: 'long', timeZone }))
const times = cached((locale) => dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }))

/** A day such as 2019-05-01 is that day everywhere; a moment is shown in Kyiv's time. */
const asDate = (value: Date | string) => new Date(value instanceof Date ? value : `${value}T12:00:00Z`)

type Finder = (locale: string, ...args: string[]) => string

export const helpers: Record<string, HelperDelegate> = {
  t: (key: string, options: HelperOptions) => translator(site(options).locale)(key, options.hash),
  number: (value: number, options: HelperOptions) => numbers(site(options).locale).format(value),
  date: (value: Date | string, options: HelperOptions) => dates(site(options).locale)(asDate(value)),
  time: (value: Date, options: HelperOptions) => times(site(options).locale)(value),
  /** `{{path "community" id}}` → the page in the reader's language; `{{path "staff.proposal" id}}`. */
  path: (name: string, ...rest: unknown[]) => {
    const options = rest.pop() as HelperOptions
    const found = name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], paths)
    return (found as Finder)(site(options).locale, ...rest.map(String))
  },
  asset: (file: string, options: HelperOptions) => `${site(options).assets}/${file}`,
  stitch: (code: string) => new Handlebars.SafeString(communitySign(code)),
  pairStitch: (ua: string, foreign: string) => new Handlebars.SafeString(pairSign(ua, foreign)),
  /** `{{mapMark "seeking" "ua"}}`: a community as maps show it, for their key. */
  mapMark: (mark: Mark, side: MapSide) => new Handlebars.SafeString(markAlone(mark, side)),
  eq: (a: unknown, b: unknown) => a === b,
  includes: (list: readonly unknown[], value: unknown) => list.includes(value),
}
