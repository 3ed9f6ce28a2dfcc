// What is wrong with a page in a browser: axe at two widths, and scrolling sideways.
import type axeCore from 'axe-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { paths } from '../../src/paths.js'
import { locales, type Locale } from '../../src/platform/i18n/locales.js'
import type { Seen } from './every-page.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const [wide, narrow] = [1280, 390]
/** The language in which everything is looked for; the others differ in their words only. */
const [first] = locales
// What a narrower page can change, and what longer words can.
const byWidth = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'link-in-text-block',
  'label',
]
const byWords = ['target-size', 'scrollable-region-focusable']

/** The rules of axe that a page is held to; undefined means all. */
const rulesFor = (locale: Locale, width: number): string[] | undefined => {
  if (width === wide) return locale === first ? undefined : []
  return locale === first ? byWidth : byWords
}

/** What a page in Chromium has, as far as it is used here. */
interface Window {
  axe: typeof axeCore
  document: { documentElement: { scrollWidth: number } }
  innerWidth: number
}

/** Shows what a visitor was given, with the styles of the site, and says what is wrong with it. */
async function look(page: Page, locale: Locale, { html, name }: Seen): Promise<string[]> {
  const found: string[] = []
  for (const width of [wide, narrow]) {
    await page.setViewportSize({ width, height: 900 })
    if (width === wide) await page.setContent(html)
    const wrong = await page.evaluate(
      async (rules) => {
        const { axe, document, innerWidth } = globalThis as unknown as Window
        const only = rules ? { runOnly: { type: 'rule' as const, values: rules } } : {}
        const nothing = { violations: [] as axeCore.Result[] }
        const { violations } =
          rules?.length === 0 ? nothing : await axe.run({ ...only, resultTypes: ['violations'] })
        const sideways = document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []
        return [...sideways, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)]
      },
      rulesFor(locale, width),
    )
    found.push(...wrong.map((words) => `${name}, ${width}: ${words}`))
  }
  return found
}

/** Looks at every page, two at a time, and says what is wrong with them. */
export async function lookAtAll(
  browser: Browser,
  url: string,
  locale: Locale,
  pages: readonly Seen[],
): Promise<string[]> {
  const queue = [...pages]
  const found: string[] = []
  const lane = async () => {
    const page = await (await browser.newContext({ locale, reducedMotion: 'reduce' })).newPage()
    // A machine with other work may be slow; that is no fault of a page.
    page.setDefaultTimeout(120_000)
    // An address of the site, so that styles and fonts come from it and are kept.
    await page.goto(url + paths.health)
    await page.evaluate(axe)
    for (let next = queue.shift(); next; next = queue.shift()) found.push(...(await look(page, locale, next)))
  }
  await Promise.all([lane(), lane()])
  return found
}
