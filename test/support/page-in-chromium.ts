// What is wrong with a page or a letter in a browser: axe at two widths, and scrolling sideways at three.
import type axeCore from 'axe-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import type { Locale } from '../../src/platform/i18n/locales.js'
import type { Seen } from './every-page.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** axe judges at the first two; at the narrowest a page must only fit. */
const widths = [1280, 390, 320] as const
const judged: ReadonlySet<number> = new Set([1280, 390])

/** What a page in Chromium has, as far as it is used here. */
interface Window {
  axe: typeof axeCore
  /** How elements look whose colours were judged already. */
  judgedLooks?: Set<string>
  /** Which elements of the page in front were to be seen when all rules judged it. */
  judgedSight?: string
  document: { documentElement: { scrollWidth: number }; body: Shown; querySelectorAll(what: string): Shown[] }
  getComputedStyle(element: Shown, pseudo?: string): Record<string, string>
  innerWidth: number
}
interface Shown {
  open?: boolean
  checkVisibility(how: { visibilityProperty: boolean }): boolean
  parentElement: Shown | null
  childNodes: Iterable<{ nodeType: number; nodeValue: string | null }>
  tagName: string
}

/**
 * Runs in the page. Contrast takes axe longer than all its other rules together, and depends on nothing
 * but colours, sizes and what lies behind; so it judges each such look once, and whatever is positioned
 * every time. All other rules see the whole page; where another width shows the very same elements, only
 * those that ask where an element is are asked again.
 */
async function judge(rules: boolean): Promise<string[]> {
  const window = globalThis as unknown as Window
  const { axe, document, getComputedStyle, innerWidth } = window
  const found = document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []
  if (!rules) return found

  const looks = (window.judgedLooks ??= new Set())
  const elements = document.querySelectorAll('body *')
  const behind = new Map<Shown, string | null>()
  /** What lies behind the words of an element; null where something may lie over or under it. */
  const ground = (element: Shown | null): string | null => {
    if (!element) return ''
    const known = behind.get(element)
    if (known !== undefined) return known
    const below = ground(element.parentElement)
    const style = getComputedStyle(element)
    const { position, backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = style
    const loose = position === 'absolute' || position === 'fixed' || position === 'sticky'
    const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join()
    const all = below === null || loose || style.transform !== 'none' ? null : `${below}/${own}`
    behind.set(element, all)
    return all
  }
  const hasWords = ({ childNodes, tagName }: Shown) =>
    ['INPUT', 'SELECT', 'TEXTAREA'].includes(tagName) ||
    [...childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim())
  const unjudged = [...elements].filter(hasWords).filter((element) => {
    const on = ground(element)
    const { color, fontSize, fontWeight, textShadow, display, visibility } = getComputedStyle(element)
    if (on === null) return true
    const look = [on, color, fontSize, fontWeight, textShadow, display, visibility, element.tagName].join()
    return !looks.has(look) && looks.add(look)
  })

  const options = { resultTypes: ['violations' as const], selectors: false, iframes: false }
  const sight = [...elements]
    .map((element) => (element.checkVisibility({ visibilityProperty: true }) ? '1' : '0'))
    .join('')
  const places = ['target-size', 'scrollable-region-focusable', 'link-in-text-block']
  const whole = await axe.run(
    sight === window.judgedSight
      ? { ...options, runOnly: { type: 'rule', values: places } }
      : { ...options, rules: { 'color-contrast': { enabled: false } } },
  )
  window.judgedSight = sight
  const colours =
    unjudged.length === 0
      ? { violations: [] }
      : await axe.run({ include: unjudged } as unknown as axeCore.ElementContext, {
          ...options,
          runOnly: { type: 'rule', values: ['color-contrast'] },
        })
  const violations = [...whole.violations, ...colours.violations]
  return [...found, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)]
}

type Looked = Pick<Seen, 'name' | 'html'>

/** Runs in the page. What is folded away is judged like everything else. */
function begin(): void {
  const window = globalThis as unknown as Window
  delete window.judgedSight
  for (const details of window.document.querySelectorAll('details')) details.open = true
}

/** Shows what a visitor was given, with the styles of the site, and says what is wrong with it. */
async function look(page: Page, { html, name }: Looked): Promise<string[]> {
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    if (width === widths[0]) {
      await page.setContent(html)
      await page.evaluate(begin)
    }
    const wrong = await page.evaluate(judge, judged.has(width))
    found.push(...wrong.map((words) => `${name}, ${width}: ${words}`))
  }
  return found
}

/**
 * Looks at every page, two at a time, and says what is wrong with them.
 * @param address one of the site, so that styles and fonts come from it and are kept
 */
export async function lookAtAll(
  browser: Browser,
  address: string,
  locale: Locale,
  pages: readonly Looked[],
): Promise<string[]> {
  const queue = [...pages]
  const found: string[] = []
  const lane = async () => {
    const page = await (await browser.newContext({ locale, reducedMotion: 'reduce' })).newPage()
    // A machine with other work may be slow; that is no fault of a page.
    page.setDefaultTimeout(120_000)
    await page.goto(address)
    await page.evaluate(axe)
    for (let next = queue.shift(); next; next = queue.shift()) found.push(...(await look(page, next)))
  }
  await Promise.all([lane(), lane()])
  return found
}
