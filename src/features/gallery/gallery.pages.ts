// What the gallery's pages show.
import { paths } from '../../paths.js'
import { localeNames, locales, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { LetterSample } from '../../platform/mail/letter-samples.js'
import { renderLetter } from '../../platform/mail/render-letter.js'
import { byName, command, missing, parts, placeOf, type Walked, type WalkedPage } from './gallery.model.js'

const frame = { layout: 'gallery', private: true }
const { gallery } = paths.dev

interface Crumb {
  href: string
  label: string
}
const indexCrumb = (t: Translate): Crumb => ({ href: gallery.home, label: t('dev/gallery/index.heading') })
const lettersCrumb = (t: Translate): Crumb => ({
  href: gallery.letters,
  label: t('dev/gallery/letters/index.heading'),
})

/** A choice between languages; `href` is null for one that has nothing to show. */
const languages = (current: Locale, hrefOf: (locale: Locale) => string | null) =>
  locales.map((locale) => ({
    locale,
    name: localeNames[locale],
    href: hrefOf(locale),
    current: locale === current,
  }))

const roomsOf = (locale: Locale, pages: readonly WalkedPage[]) => {
  const rooms = new Map<string, { name: string; slug: string; href: string; status: number | null }[]>()
  for (const { name, slug, status, at } of pages) {
    const { room } = placeOf(at)
    const page = { name, slug, href: gallery.page(locale, slug), status: status === 200 ? null : status }
    rooms.set(room, [...(rooms.get(room) ?? []), page])
  }
  return [...rooms].map(([room, found]) => ({ room, pages: found }))
}

export function galleryPage(
  t: Translate,
  made: readonly Walked[],
  shownIn: Locale,
  samples: readonly LetterSample[],
) {
  const walk = made.find(({ locale }) => locale === shownIn)
  const rest = missing(made)
  return {
    ...frame,
    title: t('dev/gallery/index.heading'),
    made: walk ? { at: walk.at, count: walk.pages.length } : null,
    languages: languages(shownIn, (locale) =>
      rest.includes(locale) ? null : `${gallery.home}?in=${locale}#pages`,
    ),
    commands: rest.map((locale) => command(locale)),
    letters: byName(samples).map(({ name, samples: [first] }) => ({
      name,
      kind: first ? t(`letters.${first.letter.letter}`) : name,
      href: gallery.letter(name),
    })),
    parts: parts
      .map((part) => ({
        part,
        heading: t(`dev/gallery/index.part-${part}`),
        rooms: roomsOf(
          shownIn,
          (walk?.pages ?? []).filter(({ at }) => placeOf(at).part === part),
        ),
      }))
      .filter(({ rooms }) => rooms.length > 0),
  }
}

export const notWalkedPage = (t: Translate, locale: Locale) => ({
  ...frame,
  title: t('dev/gallery/missing.heading'),
  crumbs: [indexCrumb(t)],
  language: localeNames[locale],
  command: command(locale),
})

/** The bar above a page that is shown. */
export function barOf(
  t: Translate,
  made: readonly Walked[],
  { locale, slug }: { locale: Locale; slug: string },
) {
  const pages = made.find((walk) => walk.locale === locale)?.pages ?? []
  const here = pages.findIndex((page) => page.slug === slug)
  const page = pages[here]
  const beside = (index: number) => {
    const other = pages[index]
    return other ? { name: other.name, href: gallery.page(locale, other.slug) } : null
  }
  const has = (each: Locale) =>
    made.some((walk) => walk.locale === each && walk.pages.some((other) => other.slug === slug))
  return {
    layout: 'piece',
    title: t('dev/gallery/index.heading'),
    name: page?.name ?? slug,
    status: page?.status === 200 ? null : (page?.status ?? null),
    before: beside(here - 1),
    after: beside(here + 1),
    index: `${gallery.home}?in=${locale}#pages`,
    languages: languages(locale, (each) => (has(each) ? gallery.page(each, slug) : null)),
  }
}

/** Where the links of kept pages lead: to the first page that was found at an address. */
export function leadsTo(made: readonly Walked[]): Map<string, string> {
  const leads = new Map<string, string>()
  for (const { locale, pages } of made)
    for (const { at, slug, status } of pages)
      if (status === 200 && !leads.has(at)) leads.set(at, gallery.page(locale, slug))
  return leads
}

const written = (sample: LetterSample) => {
  const { subject, text } = renderLetter(sample.letter)
  const { locale } = sample.letter
  const name = sample.name.slice(0, -locale.length - 1)
  return {
    locale,
    language: localeNames[locale],
    subject,
    text,
    href: gallery.letterIn(name, locale),
    asHtml: `${gallery.letterIn(name, locale)}?as=html`,
  }
}

const kindOf = (t: Translate, samples: readonly LetterSample[]) =>
  samples[0] ? t(`letters.${samples[0].letter.letter}`) : ''

export const galleryLettersPage = (t: Translate, samples: readonly LetterSample[]) => ({
  ...frame,
  title: t('dev/gallery/letters/index.heading'),
  crumbs: [indexCrumb(t)],
  letters: byName(samples).map((letter) => ({
    name: letter.name,
    kind: kindOf(t, letter.samples),
    href: gallery.letter(letter.name),
    samples: letter.samples.map(written),
  })),
})

export const galleryLetterPage = (t: Translate, name: string, samples: readonly LetterSample[]) => ({
  ...frame,
  title: kindOf(t, samples),
  crumbs: [indexCrumb(t), lettersCrumb(t)],
  name,
  letters: samples.map(written),
})

export const oneLetterPage = (
  t: Translate,
  name: string,
  samples: readonly LetterSample[],
  sample: LetterSample,
) => ({
  ...frame,
  title: written(sample).subject,
  crumbs: [indexCrumb(t), lettersCrumb(t), { href: gallery.letter(name), label: kindOf(t, samples) }],
  letter: written(sample),
  languages: languages(sample.letter.locale, (locale) => gallery.letterIn(name, locale)),
})
