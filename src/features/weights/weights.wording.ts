// Where a curve bends, in words: scoring measures by logarithms, people do not.
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { CriterionName } from '../../scoring/criteria/index.js'

const twoDigits = (x: number) => Number(x.toPrecision(2))

/** One knot of a criterion's curve: "about 90 km", "1 : 4.5". */
export function knotInWords(t: Translate, locale: Locale, name: CriterionName, at: number): string {
  const number = new Intl.NumberFormat(languageTags[locale])
  const percent = new Intl.NumberFormat(languageTags[locale], { style: 'percent' })
  const say = (key: string, values: Record<string, string> = {}) =>
    t(`staff/weights/show.knot-${key}`, values)
  const times = twoDigits(Math.exp(at))
  switch (name) {
    case 'population':
      return say('ratio', { ratio: number.format(times) })
    case 'distance':
      return say('km', { km: number.format(twoDigits(Math.exp(at) - 1)) })
    case 'neighbourhood':
    case 'region':
    case 'country':
    case 'circle':
      return say('rate', { share: percent.format(times) })
    case 'experience':
      return say('experience', { number: number.format(times < 10 ? Math.round(times) : times) })
    case 'role':
      return say(at < 0 ? 'role-one' : at === 0 ? 'role-neither' : 'role-both')
    case 'features':
    case 'topics':
    case 'languages':
    case 'commonPartners':
      return say(name, { number: number.format(at) })
  }
}
