// The gallery: every page in every state, and every letter, in every language, from sample data. A walk
// keeps the pages (`npm run gallery`); the letters are written while one looks.
import { locales, type Locale } from '../../platform/i18n/locales.js'

/** One page as a visitor was given it. */
export interface WalkedPage {
  /** What it is called in the walk, in English: 'search with mistakes'. */
  name: string
  /** The same as a part of an address. */
  slug: string
  status: number
  /** The path and query it was found at. */
  at: string
}

/** What the command writes for one language. */
export interface Walked {
  locale: Locale
  /** When it was made. */
  at: Date
  pages: WalkedPage[]
}

export const command = (locale: Locale): string => `npm run gallery -- ${locale}`

export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The parts of the house, in the order in which people come to know them. */
export const parts = ['public', 'letters', 'accounts', 'our-community', 'staff', 'developers'] as const
export type Part = (typeof parts)[number]

const partOf: Record<string, Part> = {
  introductions: 'letters',
  'sign-in': 'accounts',
  account: 'accounts',
  claims: 'accounts',
  forgotten: 'accounts',
  'our-community': 'our-community',
  staff: 'staff',
}

/** In which part of the house a page is, and in which room there: the nouns of its address. */
export function placeOf(at: string): { part: Part; room: string } {
  const [path = ''] = at.split(/[?#]/)
  const [first = '', second = '', third = ''] = path.split('/').slice(1)
  if (first === 'dev') return { part: 'developers', room: `/${first}/${second}` }
  const part = partOf[second] ?? 'public'
  const room = part === 'staff' && third ? `/${second}/${third}` : `/${second}`
  return { part, room }
}

/** Letters by their names, each with its samples in the order of the languages. */
export function byName<T extends { name: string }>(samples: readonly T[]): { name: string; samples: T[] }[] {
  const names = new Map<string, T[]>()
  for (const sample of samples) {
    const name = sample.name.slice(0, sample.name.lastIndexOf('.'))
    names.set(name, [...(names.get(name) ?? []), sample])
  }
  return [...names].map(([name, found]) => ({ name, samples: found }))
}

/**
 * A kept page as it is shown: with today's styles, links that lead to other samples where there is one, and
 * a bar above that says what it is.
 */
export function shown(
  html: string,
  { assets, bar, leads }: { assets: string; bar: string; leads: ReadonlyMap<string, string> },
): string {
  return (
    html
      .replace(/\/assets\/[0-9a-f]+\//g, `${assets}/`)
      .replace(/(<a\s[^>]*?href=")(\/[^"]*)/g, (whole, before: string, href: string) => {
        const lead = leads.get(href.replace(/&amp;/g, '&').replace(/&#x3D;/g, '='))
        return lead ? before + lead : whole
      })
      .replace('</head>', `<link rel="stylesheet" href="${assets}/css/gallery.css">\n</head>`)
      // The way past everything else stays the first thing on the page.
      .replace(/<body[^>]*>(\s*<a class="skip-link"[^>]*>[^<]*<\/a>)?/, (first) => `${first}\n${bar}`)
  )
}

/** The language to show first: the one asked for if there is something in it. */
export const languageFor = (asked: Locale, made: readonly Walked[]): Locale =>
  made.some(({ locale }) => locale === asked) ? asked : (made[0]?.locale ?? asked)

/** Languages that nobody has walked yet. */
export const missing = (made: readonly Walked[]): Locale[] =>
  locales.filter((each) => !made.some(({ locale }) => locale === each))
