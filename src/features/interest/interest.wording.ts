// An interest's answers in words: what the applicant checks and confirms, and what the staff read.
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { worldCountryName } from '../../platform/i18n/countries.js'
import { translator } from '../../platform/i18n/translate.js'
import type { Answers } from './interest.forms.js'
import { oblastName } from './interest.fields.js'
import type { Oblast } from './interest.queries.js'

export interface Line {
  label: string
  /** Several where the text has paragraphs. */
  words: string[]
}

export interface AnswersInWords {
  contact: Line[]
  municipality: Line[]
  wanted: Line[]
}

/** What was answered, group by group; what was left open is left out. */
export function answersInWords(
  locale: Locale,
  oblasts: readonly Oblast[],
  answers: Partial<Answers>,
): AnswersInWords {
  const t = translator(locale)
  const say = (key: string, values?: Record<string, unknown>) => t(`interest/check.${key}`, values)
  const number = new Intl.NumberFormat(languageTags[locale])
  const list = new Intl.ListFormat(languageTags[locale], { type: 'conjunction' })
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const { compare } = new Intl.Collator(locale)
  const line = (key: string, text: string | undefined): Line[] =>
    text ? [{ label: say(key), words: text.split(/\n+/) }] : []
  const several = (key: string, words: readonly string[] = []) =>
    line(key, words.length > 0 ? list.format([...words].sort(compare)) : undefined)
  const topics = (codes: readonly string[] = []) => codes.map((topic) => t(`topics.${topic}`))
  const { country, population, backing } = answers
  return {
    contact: [
      ...line('contactName', answers.contactName),
      ...line('contactOffice', answers.contactOffice),
      ...line('contactEmail', answers.contactEmail),
      ...line('contactPhone', answers.contactPhone),
    ],
    municipality: [
      ...line('town', answers.town),
      ...line('country', country && worldCountryName(locale, country)),
      ...line('region', answers.region),
      ...line('population', population === undefined ? undefined : number.format(population)),
      ...line('website', answers.website),
      ...line('about', answers.about),
      ...line('partners', answers.partners),
    ],
    wanted: [
      ...several('needs', topics(answers.needs)),
      ...several('offers', topics(answers.offers)),
      ...line('project', answers.project),
      ...several(
        'kinds',
        answers.kinds?.map((kind) => t(`relations.${kind}`)),
      ),
      ...line(
        'size',
        sizeInWords(answers, say, (n) => number.format(n)),
      ),
      ...several(
        'places',
        oblasts.filter(({ code }) => answers.places?.includes(code)).map((each) => oblastName(locale, each)),
      ),
      ...several(
        'languages',
        answers.languages?.map((code) => tongues.of(code) ?? code),
      ),
      ...line('backing', backing && t(`interest/new.backing-${backing}`)),
    ],
  }
}

function sizeInWords(
  { sizeLeast, sizeMost }: Partial<Answers>,
  say: (key: string, values: Record<string, unknown>) => string,
  number: (n: number) => string,
): string | undefined {
  if (sizeLeast !== undefined && sizeMost !== undefined)
    return say('size-between', { least: number(sizeLeast), most: number(sizeMost) })
  if (sizeLeast !== undefined) return say('size-least', { least: number(sizeLeast) })
  return sizeMost === undefined ? undefined : say('size-most', { most: number(sizeMost) })
}
