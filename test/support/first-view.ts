// The first view of a page by somebody who was never here, over a slow line: what travels, what moves.
import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface FirstView {
  /** Compressed bytes of everything that travelled, headers included. */
  bytes: number
  /** The bytes of fonts among them. */
  fonts: number
  requests: number
  /** Addresses outside the site that were asked for. */
  elsewhere: string[]
  /** Cumulative layout shift while it loaded. */
  shift: number
  /** The element painted last among the largest, and whether its room was kept before it came. */
  largest: { element: string; roomKept: boolean }
  /** What the browser complained about: errors of scripts, answers that failed, what the policy forbids. */
  complaints: string[]
}

/** What a page in Chromium has, as far as it is used here. */
interface Window {
  document: { fonts: { ready: Promise<unknown> } }
  PerformanceObserver: new (seen: (list: { getEntries(): Entry[] }) => void) => {
    observe(what: { type: string; buffered: boolean }): void
  }
}

interface Entry {
  value: number
  size: number
  element: { tagName: string; className: unknown; hasAttribute(name: string): boolean } | null
}

/** A usual line of a phone, so that fonts come visibly later than words. */
const slowLine = { offline: false, latency: 100, downloadThroughput: 300_000, uploadThroughput: 100_000 }

const seen = async (page: Page) =>
  page.evaluate(async () => {
    const { document, PerformanceObserver } = globalThis as unknown as Window
    await document.fonts.ready
    const [shifts = [], paints = []] = await Promise.all(
      ['layout-shift', 'largest-contentful-paint'].map(
        (type) =>
          new Promise<Entry[]>((resolve) => {
            const found: Entry[] = []
            new PerformanceObserver((list) => found.push(...list.getEntries())).observe({
              type,
              buffered: true,
            })
            setTimeout(() => resolve(found), 100)
          }),
      ),
    )
    const element = paints.at(-1)?.element
    return {
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
      largest: {
        element: element ? `${element.tagName.toLowerCase()} ${String(element.className)}`.trim() : 'nothing',
        roomKept:
          !element ||
          element.tagName !== 'IMG' ||
          (element.hasAttribute('width') && element.hasAttribute('height')),
      },
    }
  })

/** Opens an address in a browser that knows nothing of the site. */
export async function firstView(
  browser: Browser,
  url: string,
  width: number,
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<FirstView> {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  try {
    await prepare(context)
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    const { origin } = new URL(url)
    const asked: string[] = []
    const complaints: string[] = []
    page.on('console', (message) => {
      // That a font was asked for early and not used is told only to whoever stays for seconds.
      if (/preloaded using link preload but not used/.test(message.text())) return
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', slowLine)
    const sizes = new Map<string, number>()
    const kinds = new Map<string, string>()
    line.on('Network.requestWillBeSent', ({ request }) => {
      if (!request.url.startsWith('data:')) asked.push(request.url)
    })
    line.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      sizes.set(requestId, encodedDataLength),
    )
    await page.goto(url)
    // Chromium now and then forgets to say that a request has ended; what came by then has been counted.
    await page.waitForLoadState('networkidle', { timeout: 15_000 }).catch(() => {})
    const sum = (only: (id: string) => boolean) =>
      [...sizes].reduce((total, [id, size]) => total + (only(id) ? size : 0), 0)
    return {
      ...(await seen(page)),
      bytes: sum(() => true),
      fonts: sum((id) => kinds.get(id) === 'Font'),
      requests: asked.length,
      elsewhere: asked.filter((address) => new URL(address).origin !== origin),
      complaints,
    }
  } finally {
    await context.close()
  }
}
