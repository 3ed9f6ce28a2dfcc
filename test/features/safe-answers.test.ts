// What every answer carries, whatever it is: a page, a mistake, a file, a picture; and that a page is one click
// away in every other language, also after a mistake.
import { expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { locales } from '../../src/platform/i18n/locales.js'
import type { TestApp } from '../support/app.js'
import type { Visitor } from '../support/page.js'
import { onSmallRegistry, opensIntroduction, proposalOf } from '../support/pair.js'

let app: TestApp
onSmallRegistry((opened) => {
  app = opened
})

const policy =
  "default-src 'none';style-src 'self';script-src 'self';img-src 'self' data:;font-src 'self';" +
  "connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"

it('a page, an error, a file, a script, a picture and the API are all as strict', async () => {
  const taras = await app.staff()
  const asset = /\/assets\/[^/"]+/.exec((await app.visitor().opens('/uk')).html)?.[0] ?? ''
  const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
  const addresses: [string, number][] = [
    ['/', 302],
    ['/uk', 200],
    ['/uk/nowhere', 404],
    ['/uk/communities/%E0%A4%A', 400],
    ['/uk/communities?min=abc', 422],
    [`${asset}/css/theme.css`, 200],
    [`${asset}/js/focus-errors.js`, 200],
    [`${asset}/img/favicon.svg`, 200],
    [`${asset}/nothing.css`, 404],
    ['/robots.txt', 200],
    [paths.health, 200],
    [paths.api.communities, 200],
    ['/api/v1/nothing', 404],
    [paths.staff.export('uk', 'communities.csv'), 200],
    [paths.staff.proposalSheet('uk', id), 200],
    [paths.staff.diary('uk'), 200],
  ]
  for (const [address, status] of addresses) {
    const answer = await taras.asks(address)
    await answer.arrayBuffer()
    const carried = (name: string) => answer.headers.get(name)
    expect({
      address,
      status: answer.status,
      policy: carried('content-security-policy'),
      sniff: carried('x-content-type-options'),
      frame: carried('x-frame-options'),
      opener: carried('cross-origin-opener-policy'),
      resource: carried('cross-origin-resource-policy'),
      referrer: carried('referrer-policy'),
      camera: carried('permissions-policy')?.includes('camera=()'),
      maker: carried('x-powered-by'),
    }).toEqual({
      address,
      status,
      policy,
      sniff: 'nosniff',
      frame: 'DENY',
      opener: 'same-origin',
      resource: 'same-origin',
      referrer: 'same-origin',
      camera: true,
      maker: null,
    })
  }
})

/** Follows every language link of the page in front of somebody. */
async function inEveryLanguage(person: Visitor): Promise<void> {
  const { html, at } = person.page()
  const nav = /<nav class="languages".*?<\/nav>/s.exec(html)?.[0] ?? ''
  const links = [...nav.matchAll(/href="([^"]+)" hreflang="([^"]+)" lang="([^"]+)"/g)]
  expect(links.map(([, , hreflang]) => hreflang)).toEqual([...locales])
  const place = (address: string) => new URL(address, app.url).pathname.replace(/^\/[a-z]{2}/, '')
  for (const [, href = '', hreflang] of links) {
    const answer = await person.asks(href.replaceAll('&amp;', '&'))
    const page = await answer.text()
    // A page that only takes answers leads to the one that asks the question.
    expect({ at, href, fine: answer.status < 400 || answer.status === 422 }).toEqual({ at, href, fine: true })
    expect(place(href)).toBe(place(at))
    if (answer.status !== 303) expect(page).toContain(`<html lang="${hreflang}">`)
  }
}

it('every page names itself in the other languages, to readers and to search engines', async () => {
  const visitor = app.visitor()
  const pages = [
    paths.home('uk'),
    `${paths.communities('de')}?q=drohobych`,
    paths.community('fr', 'ua-drohobych'),
    paths.country('pl', 'PL'),
    paths.about('en'),
    paths.interest.form('uk'),
    paths.signIn('uk'),
    paths.privacy('de'),
    paths.accessibility('fr'),
    paths.claim('uk', 'ua-drohobych'),
  ]
  for (const address of pages) {
    const { status, html } = await visitor.opens(address)
    expect([address, status]).toEqual([address, 200])
    await inEveryLanguage(visitor)
    expect(html).toMatch(/<link rel="icon" href="[^"]+favicon\.svg"/)
    expect(html).toContain('<meta name="theme-color" content="#fbf8f1">')
    if (html.includes('content="noindex"')) continue
    const alternates = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)]
    expect(alternates.map(([, hreflang]) => hreflang)).toEqual([...locales])
    for (const [, hreflang, href] of alternates) expect(href).toMatch(`${app.url}/${hreflang}`)
    expect([address, /<meta name="description" content="[^"]{20,}"/.test(html)]).toEqual([address, true])
    expect([address, /<meta property="og:description" content="[^"]{20,}"/.test(html)]).toEqual([
      address,
      true,
    ])
  }
})

it('the way to another language leads somewhere after a mistake, too', async () => {
  const visitor = app.visitor()
  const wrongly = async (person: Visitor, address: string, typed: Record<string, string>, by?: string) => {
    await person.opens(address)
    const { status } = await person.sends(typed, by)
    expect([address, status]).toEqual([address, 422])
    await inEveryLanguage(person)
  }
  await wrongly(visitor, paths.signIn('uk'), { email: 'taras' })
  await wrongly(visitor, paths.interest.form('en'), { contactName: '' })
  await wrongly(visitor, paths.claim('fr', 'ua-drohobych'), {})
  const taras = await app.staff()
  const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
  await wrongly(taras, paths.staff.contact('uk', id, 'ua'), { name: '', email: 'x' })
  await wrongly(taras, paths.staff.wishes('de', 'ua-drohobych'), { sizeLeast: 'abc' })
  await wrongly(taras, paths.staff.rounds('pl'), { mostUa: 'none' })
  const { links } = await opensIntroduction(app, taras)
  await wrongly(visitor, new URL(links.claire).pathname, {})
})
