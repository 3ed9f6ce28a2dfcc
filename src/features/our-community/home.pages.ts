// The home of a community's own people: how its search stands, what the coach advises, and the way to every
// room; the declaration of intent; and the community as a reader elsewhere sees it.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import { localeNames, locales, type Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { codeOf, nameIn, type PublicFace } from '../communities/index.js'
import type { Advice, AdviceName } from './coach.js'
import { dayAfter, furthestEnd, intents, standingOf, usualEnd } from './declarations.model.js'
import type { Declaration } from './declarations.queries.js'
import type { CommunityAtHome } from './our-community.queries.js'
import { homeCrumb } from './profile.pages.js'

interface Home {
  community: CommunityAtHome
  declaration: Declaration | undefined
  today: string
  advice: readonly Advice[]
  introductions: { all: number; waiting: number }
  changed: boolean
}

export function homePage(locale: Locale, home: Home) {
  const { community, declaration, today, advice, introductions, changed } = home
  const t = translator(locale)
  const region = regionName(locale, { uk: community.regionUk, en: community.regionEn ?? null })
  const country = countryName(locale, { uk: community.countryUk, en: community.countryEn })
  return {
    layout: 'member',
    title: nameIn(locale, community).text,
    errors: [],
    name: nameIn(locale, community),
    code: codeOf(community),
    place: [region, country].filter(Boolean).join(', '),
    publicPage: paths.community(locale, community.id),
    changed,
    standing: standingInWords(locale, declaration, today),
    advice: advice.map((each) => adviceInWords(locale, t, each)),
    introductions: introductionsInWords(t, introductions),
  }
}

const longDate = (locale: Locale, day: string) =>
  dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })(new Date(`${day}T12:00:00Z`))

/** What the declaration says now. */
function standingInWords(locale: Locale, declaration: Declaration | undefined, today: string): string {
  const t = translator(locale)
  const { is } = standingOf(declaration, today)
  const say = (key: string, values?: Record<string, unknown>) =>
    t(`our-community/declaration.stands-${key}`, values)
  if (is === 'paused' && declaration?.declaredBy === 'system') return say('lapsed')
  if ((is === 'open' || is === 'lapsing') && declaration?.until)
    return say('open-until', { date: longDate(locale, declaration.until) })
  return say(is)
}

/** Where one does what the coach advises; nobody of a community changes its population. */
const whereTo: Record<AdviceName, ((locale: Locale) => string) | null> = {
  contact: paths.our.contact,
  declaration: paths.our.declaration,
  'declaration-lapsing': paths.our.declaration,
  'declaration-resting': paths.our.declaration,
  topics: (locale) => `${paths.our.profile(locale)}#needs`,
  needs: (locale) => `${paths.our.profile(locale)}#needs`,
  offers: (locale) => `${paths.our.profile(locale)}#offers`,
  wishes: (locale) => `${paths.our.profile(locale)}#places`,
  languages: (locale) => `${paths.our.profile(locale)}#languages`,
  'text-en': (locale) => `${paths.our.profile(locale)}#textEn`,
  'text-uk': (locale) => `${paths.our.profile(locale)}#textUk`,
  website: (locale) => `${paths.our.profile(locale)}#website`,
  population: null,
}

/** A number of nobody is no reason: without one, only what is missing is said. */
function adviceInWords(locale: Locale, t: Translate, { what, gain }: Advice) {
  const key = `our-community/coach.${what}`
  return {
    href: whereTo[what]?.(locale) ?? null,
    todo: t(`${key}-todo`),
    why:
      gain === undefined
        ? t(`${key}-why`)
        : gain === 0
          ? t(`${key}-none`)
          : t(`${key}-gain`, { count: gain }),
  }
}

const introductionsInWords = (t: Translate, { all, waiting }: Home['introductions']): string =>
  all === 0
    ? t('our-community/index.no-introductions')
    : waiting === 0
      ? t('our-community/index.introductions', { count: all })
      : t('our-community/index.introductions-waiting', { count: waiting })

interface DeclarationFile {
  declaration: Declaration | undefined
  today: string
  typed: Typed
  errors: FieldError[]
  csrf: string
}

export function declarationPage(locale: Locale, file: DeclarationFile) {
  const { declaration, today, typed, errors, csrf } = file
  const t = translator(locale)
  return {
    layout: 'member',
    title: t('our-community/declaration.heading'),
    crumbs: homeCrumb(locale),
    errors,
    csrf,
    standing: standingInWords(locale, declaration, today),
    states: intents.map((intent) => ({
      value: intent,
      label: t(`our-community/declaration.${intent}`),
      note: t(`our-community/declaration.${intent}-means`),
      checked: typed.state === intent,
    })),
    until: typed.until ?? '',
    untilHint: t('our-community/declaration.until-hint', {
      date: longDate(locale, dayAfter(today, furthestEnd)),
    }),
  }
}

/** The form as it stands: open for a year unless something else was declared. */
export function typedDeclaration(declaration: Declaration | undefined, today: string): Typed {
  const { is } = standingOf(declaration, today)
  const renewed = dayAfter(today, usualEnd)
  return {
    state: declaration?.state ?? 'open',
    until: is === 'open' ? (declaration?.until ?? renewed) : renewed,
  }
}

interface Preview {
  face: PublicFace
  reader: Locale
}

export function previewPage(locale: Locale, { face, reader }: Preview) {
  const t = translator(locale)
  const inTheirs = translator(reader)
  return {
    layout: 'member',
    title: t('our-community/preview.heading'),
    crumbs: homeCrumb(locale),
    errors: [],
    readers: locales.map((value) => ({ value, label: localeNames[value], selected: value === reader })),
    reader,
    face,
    words: { needs: inTheirs('communities/show.needs'), offers: inTheirs('communities/show.offers') },
    noText: face.profile?.text ? null : t('our-community/preview.no-text'),
    noTopics:
      face.topics?.needs.length || face.topics?.offers.length ? null : t('our-community/preview.no-topics'),
    edit: paths.our.profile(locale),
  }
}
