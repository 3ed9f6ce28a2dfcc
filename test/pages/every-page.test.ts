// Every page and its important states in every language: the status it promises, valid HTML, one heading,
// a title, the right language, no trace of its making; then, in Chromium at two widths, axe and no
// scrolling sideways.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type axeCore from 'axe-core'
import { HtmlValidate } from 'html-validate'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright-core'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { paths } from '../../src/paths.js'
import { locales, type Locale } from '../../src/platform/i18n/locales.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { everyState, type Seen } from '../support/every-page.js'
import { chromiumPath } from '../support/service.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Handlebars leaves what it leaves; how the source is laid out is nobody's concern.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    // A title names the page and the service; a community's name may be long.
    'long-title': 'off',
    // A sign is decoration beside the very same link in words.
    'hidden-focusable': 'off',
    // Numbers such as 717 273 look like telephones to the rule.
    'tel-non-breaking': 'off',
    'no-inline-style': 'error',
  },
})

const complaints = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  )

const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1]?.trim() ?? ''

// A key of a catalogue, a template's brace, a missing value, a full stop too many.
const traces =
  /(?<![\w/])[a-z]+(\/[a-z-]+)+\.[a-z]|\{\{|\}\}|\bundefined\b|\bnull\b|\[object|\bNaN\b|Invalid Date|\.\.(?!\.)/
const inline = /<style\b|\sstyle=|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=/

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
// What a narrower page or longer words can change; everything else was seen at the first width in the first
// language.
const narrow = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block', 'label']
const widths = [1280, 390]

/** What a page in Chromium has, as far as it is used here. */
interface Window {
  axe: typeof axeCore
  document: { documentElement: { scrollWidth: number } }
  innerWidth: number
}

let app: TestApp
const seen = new Map<Locale, Seen[]>()

async function walk(locale: Locale, open: [string, string, string]): Promise<Seen[]> {
  const email = `taras.${locale}@auc.example`
  const staff = await app.staff({ name: 'Тарас', email })
  const walked: Seen[] = []
  for (const { name, status, arrive } of everyState(app, locale, { open, staff, email })) {
    const page = await arrive().catch((error: Error) => {
      throw new Error(`${name} in ${locale}: ${error.message}`, { cause: error })
    })
    if (page.status !== status) throw new Error(`${name} in ${locale}: ${page.status} instead of ${status}`)
    walked.push({ name, status, html: page.html, headers: page.headers, at: page.at })
  }
  return walked
}

/** Three proposals of communities that no walk before has changed anything about. */
async function untouchedProposals(): Promise<[string, string, string]> {
  const rows = await app.ctx.db
    .selectFrom('proposals')
    .select('id')
    .where('state', '=', 'offered')
    .where('askedAt', 'is', null)
    .where(({ and, not, exists, selectFrom }) =>
      and(
        (['proposals.uaId', 'proposals.foreignId'] as const).map((side) =>
          not(exists(selectFrom('declarations').whereRef('communityId', '=', side).select('communityId'))),
        ),
      ),
    )
    .orderBy('total', 'desc')
    .orderBy('id')
    .limit(3)
    .execute()
  const [first, second, third] = rows.map(({ id }) => id)
  if (!first || !second || !third) throw new Error('There are not enough proposals to walk')
  return [first, second, third]
}

beforeAll(async () => {
  app = await createTestApp({ seeded: true, settings: { trustProxy: 1 } })
  await matchCommunities(app.ctx)
  for (const locale of locales) seen.set(locale, await walk(locale, await untouchedProposals()))
}, 400_000)

afterAll(() => app?.close())

describe.each([...locales])('every page in %s', (locale) => {
  const each = <T>(look: (page: Seen) => T) =>
    Object.fromEntries((seen.get(locale) ?? []).map((page) => [page.name, look(page)]))
  const all = <T>(value: T) => each(() => value)

  it('is valid HTML', async () => {
    const wrong: Record<string, string[]> = {}
    for (const { name, html } of seen.get(locale) ?? []) {
      const found = await complaints(html)
      if (found.length > 0) wrong[name] = found.slice(0, 5)
    }
    expect(wrong).toEqual({})
  })

  it('has one heading of the first rank and a title', () => {
    expect(each(({ html }) => html.match(/<h1[\s>]/g)?.length)).toEqual(all(1))
    expect(each(({ html }) => /^.{2,} – (Побратим|Pobratym)$/u.test(titleOf(html)))).toEqual(all(true))
    expect(each(({ html }) => traces.test(titleOf(html)))).toEqual(all(false))
  })

  it('says which language it is in', () => {
    expect(each(({ html }) => /<html lang="([^"]+)"/.exec(html)?.[1])).toEqual(all(locale))
  })

  it('shows no key, no gap and no trace of its making', () => {
    expect(each(({ html }) => traces.exec(wordsOf(html).replace(/https?:\S+/g, ''))?.[0] ?? null)).toEqual(
      all(null),
    )
  })

  it('carries no inline style or script, and a policy that forbids them', () => {
    expect(each(({ html }) => inline.exec(html)?.[0] ?? null)).toEqual(all(null))
    const strict = /default-src 'none'.*style-src 'self';script-src 'self'/
    expect(each(({ headers }) => strict.test(headers.get('content-security-policy') ?? ''))).toEqual(
      all(true),
    )
  })
})

/** Addresses that forms are sent to and that no page is at. */
const onlySentTo = new Set([
  'signOut',
  'signInCode',
  'staff.decide',
  'staff.decideInterest',
  'staff.decideClaim',
  'interest.send',
  'interest.save',
  'interest.changeState',
  'our.undo',
  'our.removePerson',
  'our.shortlisted',
  'our.milestone',
  'our.withdrawRequest',
  'account.endSession',
  'account.signOutEverywhere',
  'account.data',
])

const patternsOf = (group: object, before = ''): { name: string; pattern: string }[] =>
  Object.entries(group).flatMap(([name, path]: [string, { pattern?: string }]) =>
    path.pattern === undefined
      ? patternsOf(path, `${before}${name}.`)
      : [{ name: before + name, pattern: path.pattern }],
  )

it('every page has been seen', () => {
  const { api: _api, dev: _dev, health: _health, ...open } = paths
  const at = [...seen.values()].flat().map(({ at }) => at.split('?')[0] ?? '')
  const unseen = patternsOf(open).filter(({ name, pattern }) => {
    const like = new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`)
    return !onlySentTo.has(name) && !at.some((path) => like.test(path))
  })
  expect(unseen.map(({ name }) => name)).toEqual([])
})

// What a browser is given is the same from either database; once is enough.
const inChromium = chromiumPath && !process.env.TEST_DATABASE_URL ? describe : describe.skip

inChromium('every page in Chromium', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  /** Shows what a visitor was given, with the styles of the site, and says what is wrong with it. */
  async function look(page: Page, locale: Locale, { html, name }: Seen): Promise<string[]> {
    const found: string[] = []
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      if (width === widths[0]) await page.setContent(html)
      const rules = width !== widths[0] ? narrow : locale === locales[0] ? undefined : []
      const wrong = await page.evaluate(async (rules) => {
        const { axe, document, innerWidth } = globalThis as unknown as Window
        const only = rules ? { runOnly: { type: 'rule' as const, values: rules } } : {}
        const nothing = { violations: [] as axeCore.Result[] }
        const { violations } =
          rules?.length === 0 ? nothing : await axe.run({ ...only, resultTypes: ['violations'] })
        const sideways = document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []
        return [...sideways, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)]
      }, rules)
      found.push(...wrong.map((words) => `${name}, ${width}: ${words}`))
    }
    return found
  }

  it.each([...locales])(
    '%s: axe finds nothing, and nothing scrolls sideways',
    async (locale) => {
      const queue = [...(seen.get(locale) ?? [])]
      expect(queue.length).toBeGreaterThan(50)
      const found: string[] = []
      const lane = async () => {
        const page = await (await browser.newContext({ locale, reducedMotion: 'reduce' })).newPage()
        // An address of the site, so that styles and fonts come from it and are kept.
        await page.goto(app.url + paths.health)
        await page.evaluate(axe)
        for (let next = queue.shift(); next; next = queue.shift())
          found.push(...(await look(page, locale, next)))
      }
      await Promise.all([lane(), lane()])
      expect(found).toEqual([])
    },
    400_000,
  )
})
