// Whether everybody reaches everything on a page: by the keyboard, with large letters, on a small screen, in
// the colours of the system, without motion. What a browser can be asked about it; each answers with what is wrong.
import type { Page } from 'playwright-core'

/** What a page in Chromium has, as far as it is used here. */
interface Window {
  document: {
    activeElement: Element | null
    body: Element
    documentElement: Element
    adoptedStyleSheets: unknown[]
    querySelectorAll(selector: string): Iterable<Element>
    elementFromPoint(x: number, y: number): Element | null
    createTreeWalker(root: Element, show: number): { nextNode(): { parentElement: Element | null } | null }
  }
  CSSStyleSheet: new () => { replaceSync(css: string): void }
  getComputedStyle(element: Element, pseudo?: string): Record<string, string>
  innerWidth: number
  innerHeight: number
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
  width: number
  height: number
}

interface Element {
  tagName: string
  id: string
  className: unknown
  textContent: string | null
  labels?: Iterable<Element> | null
  scrollWidth: number
  clientWidth: number
  scrollHeight: number
  clientHeight: number
  parentElement: Element | null
  outerHTML: string
  contains(other: Element | null): boolean
  closest(selector: string): Element | null
  matches(selector: string): boolean
  getBoundingClientRect(): Box
  checkVisibility(options?: { visibilityProperty?: boolean }): boolean
  getAttribute(name: string): string | null
  compareDocumentPosition(other: Element): number
  blur(): void
}

/** More stops than these say nothing new: they are further results and further filters. */
const stopsLookedAt = 90

interface Stop {
  name: string
  wrong: string[]
  /** Where it stands among everything on the page; -1 when the focus has left it. */
  place: number
}

/** Presses Tab once and looks at where the focus went. */
async function nextStop(page: Page): Promise<Stop> {
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const { document, getComputedStyle, innerHeight, innerWidth } = globalThis as unknown as Window
    const focused = document.activeElement
    if (!focused || focused === document.body) return { name: '', wrong: [], place: -1 }
    const style = getComputedStyle(focused)
    const wrong: string[] = []
    const width = Number.parseFloat(style.outlineWidth ?? '0')
    const shown =
      style.outlineStyle !== 'none' && width >= 2 && !/^rgba\(.*, 0\)$/.test(style.outlineColor ?? '')
    // The calendar in a field for a date is a stop of its own that only the browser knows; the field is not told.
    if (!shown && focused.matches(':focus'))
      wrong.push(`no outline (${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor})`)
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + Math.min(bottom, top + 40)) / 2]
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) wrong.push('out of sight')
    else {
      const over = document.elementFromPoint(x, y)
      const own =
        focused.contains(over) ||
        over?.contains(focused) ||
        [...(focused.labels ?? [])].some((label) => label.contains(over))
      if (over && !own) wrong.push(`covered by ${over.outerHTML.slice(0, 80)}`)
    }
    return {
      name: focused.outerHTML.slice(0, 120),
      wrong,
      place: [...document.querySelectorAll('*')].indexOf(focused),
    }
  })
}

/** What stands elsewhere than its place in the page, and can have the focus. */
const outOfOrder = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    return [
      ...document.querySelectorAll('body :has(a[href], button, input), body :is(a[href], button, input)'),
    ]
      .filter((element) => getComputedStyle(element).order !== '0')
      .map((element) => `stands out of order: ${element.outerHTML.slice(0, 100)}`)
  })

/** Goes through a page with Tab, from the way past the header on. */
export async function tour(page: Page): Promise<string[]> {
  const found = await outOfOrder(page)
  let before = -1
  for (let n = 0; n < stopsLookedAt; n++) {
    const { name, wrong, place } = await nextStop(page)
    if (place < 0) break
    if (n === 0 && !name.includes('skip-link')) found.push(`the first stop is ${name}`)
    // Round again.
    if (n > 0 && name.includes('skip-link')) break
    if (place < before) found.push(`${name}: comes after what follows it`)
    before = place
    found.push(...wrong.map((words) => `${name}: ${words}`))
  }
  if (before < 0) found.push('nothing can be reached')
  return found
}

/** The way past the header leads to the main part, and the next stop lies in it. */
export async function skips(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  return page.evaluate(() => {
    const { document } = globalThis as unknown as Window
    const at = document.activeElement
    return at?.id === 'main' ? [] : [`the way past the header leads to ${at?.outerHTML.slice(0, 80)}`]
  })
}

/** Nothing is wider than the window, except inside a frame that scrolls by itself. */
export async function scrollsSideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle, innerWidth } = globalThis as unknown as Window
    if (document.documentElement.scrollWidth <= innerWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      if (element.getBoundingClientRect().right <= innerWidth + 1) return false
      for (let around = element.parentElement; around; around = around.parentElement)
        if (around !== document.body && getComputedStyle(around).overflowX !== 'visible') return false
      return true
    })
    return [`scrolls sideways: ${wide.at(-1)?.outerHTML.slice(0, 160) ?? 'by something unseen'}`]
  })
}

/** The distances of WCAG 1.4.12, set by a reader. */
export async function spaceOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { document, CSSStyleSheet } = globalThis as unknown as Window
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }
    `)
    document.adoptedStyleSheets = [sheet]
  })
}

/** Words that are cut off: they overflow something that hides what overflows, or a button. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      if (!element.checkVisibility() || element.closest('svg, input, select, .skip-link')) return []
      const { overflowX, overflowY, position } = getComputedStyle(element)
      // What only screen readers are told takes a pixel.
      if (position === 'absolute' && element.clientWidth <= 1) return []
      const hides = (overflow = '') => ['hidden', 'clip'].includes(overflow)
      const button = element.matches('button, .ds-button, .ds-tag')
      const wide = element.scrollWidth > element.clientWidth + 1 && (hides(overflowX) || button)
      const high = element.scrollHeight > element.clientHeight + 1 && (hides(overflowY) || button)
      return element.clientWidth > 0 && (wide || high) ? [`cut off: ${element.outerHTML.slice(0, 140)}`] : []
    })
  })
}

/** In the colours of the system: what is pressed or typed into has an edge, and threads can be seen. */
export async function lostInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    const paper = getComputedStyle(document.body).backgroundColor ?? ''
    const edge = '.ds-button, .ds-input, select, textarea, input:not([type="hidden"])'
    const edgeless = [...document.querySelectorAll(edge)].filter((control) => {
      if (!control.checkVisibility()) return false
      const style = getComputedStyle(control)
      const border = style.borderTopStyle !== 'none' && Number.parseFloat(style.borderTopWidth ?? '0') > 0
      const outline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth ?? '0') > 0
      const seen = (colour: string | undefined) => colour !== paper && !/^rgba\(.*, 0\)$/.test(colour ?? '')
      return !(
        (border && seen(style.borderTopColor)) ||
        (outline && seen(style.outlineColor)) ||
        style.appearance === 'auto' ||
        seen(style.backgroundColor)
      )
    })
    const unseen = [...document.querySelectorAll('.sign path, .sign use')].filter((thread) => {
      const { stroke, fill } = getComputedStyle(thread)
      return thread.checkVisibility() && stroke === paper && (fill === paper || fill === 'none')
    })
    return [
      ...edgeless.map((control) => `has no edge: ${control.outerHTML.slice(0, 120)}`),
      ...unseen.slice(0, 2).map((thread) => `cannot be seen: ${thread.outerHTML.slice(0, 80)}`),
    ]
  })
}

/** What moves although somebody asked for less motion. */
export async function moves(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    const still = (durations = '') => durations.split(',').every((each) => Number.parseFloat(each) <= 0.001)
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } =
        getComputedStyle(element)
      const moving =
        !still(transitionDuration) ||
        (animationName !== 'none' && !still(animationDuration)) ||
        scrollBehavior === 'smooth'
      return moving ? [`moves: ${element.outerHTML.slice(0, 100)}`] : []
    })
  })
}

/** Targets under 24 pixels that have a neighbour within 24 (2.5.8), links within a sentence excepted. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Window
    const targets = [
      ...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, summary'),
    ]
      .filter((target) => target.checkVisibility({ visibilityProperty: true }))
      .filter((target) => !target.matches('.skip-link'))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
    return targets.flatMap(({ target, box }) => {
      const inSentence =
        getComputedStyle(target).display === 'inline' &&
        (target.parentElement?.textContent?.trim().length ?? 0) > (target.textContent?.trim().length ?? 0) + 1
      if (inSentence || box.width === 0 || (box.width >= 24 && box.height >= 24)) return []
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
      const near = targets.find(({ target: other, box: theirs }) => {
        if (other === target) return false
        const dx = Math.max(theirs.left - x, 0, x - theirs.right)
        const dy = Math.max(theirs.top - y, 0, y - theirs.bottom)
        return Math.hypot(dx, dy) < 12
      })
      return near
        ? [`small and close: ${target.outerHTML.slice(0, 100)} to ${near.target.outerHTML.slice(0, 60)}`]
        : []
    })
  })
}
