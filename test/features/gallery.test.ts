// The gallery: whoever reviews words or looks finds every letter in every language, and every page that
// was walked; in production there is no such thing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepWalk } from '../../src/features/gallery/walked.js'
import { paths } from '../../src/paths.js'
import { localeNames, locales, type Locale } from '../../src/platform/i18n/locales.js'
import { letterSamples } from '../../src/platform/mail/letter-samples.js'
import { renderLetter } from '../../src/platform/mail/render-letter.js'
import { createTestApp, type TestApp } from '../support/app.js'

const { gallery } = paths.dev

let app: TestApp
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pobratym-gallery-'))
  app = await createTestApp({ settings: { dataDir } })
})
afterAll(async () => {
  await app.close()
  await rm(dataDir, { recursive: true, force: true })
})

const asks = async (address: string, language = 'en') => {
  const answer = await fetch(app.url + address, { headers: { 'accept-language': language } })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

const walked = async (locale: Locale) => {
  const form = await app.visitor().opens(paths.signIn(locale))
  const search = await app.visitor().opens(paths.communities(locale))
  const spoilt = search.html.replace(/\/assets\/[0-9a-f]+\//g, '/assets/000000000000/')
  const pages = [
    { name: 'search', status: 200, at: search.at, html: spoilt },
    { name: 'sign-in, wrong address', status: 422, at: form.at, html: form.html },
    { name: 'sign-in', status: 200, at: form.at, html: form.html },
  ]
  keepWalk({ dataDir }, { locale, at: app.now(), pages })
}

describe('before anybody walked', () => {
  it('says which command makes the pages', async () => {
    const { html } = await asks(gallery.home, 'de')
    for (const locale of locales) expect(html).toContain(`npm run gallery -- ${locale}`)
    expect(html).toContain('<html lang="de">')
  })

  it('says so where a page is asked for', async () => {
    const { status, html } = await asks(gallery.page('pl', 'search'))
    expect(status).toBe(404)
    expect(html).toContain('npm run gallery -- pl')
    expect((await asks(gallery.page('xx', 'search'))).status).toBe(404)
    expect((await asks('/dev/gallery/pages/pl/..%2F..%2Fsecret')).status).toBe(404)
  })
})

describe('letters', () => {
  it('are listed in every language', async () => {
    const visitor = app.visitor()
    const page = await visitor.opens(gallery.letters)
    for (const { name, letter } of letterSamples) {
      const [called] = name.split('.')
      expect(page.html).toContain(`href="${gallery.letterIn(called!, letter.locale)}"`)
    }
  })

  it('are shown beside each other in all languages', async () => {
    const page = await app.visitor().opens(gallery.letter('introduction'))
    for (const { name, letter } of letterSamples)
      if (name.startsWith('introduction.'))
        expect(page.text).toContain(renderLetter(letter).subject.replace(/\s+/g, ' '))
  })

  it('are shown as text and as HTML, in a frame that may do nothing', async () => {
    const address = gallery.letterIn('introduction', 'pl')
    const sample = letterSamples.find(({ name }) => name === 'introduction.pl')!
    const { html, headers } = await asks(address)
    expect(html).toMatch(/<iframe[^>]* sandbox>/)
    expect(headers.get('content-security-policy')).toContain("frame-src 'self'")
    const framed = await asks(`${address}?as=html`)
    expect(framed.html).toBe(renderLetter(sample.letter).html)
    expect(framed.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'self'/,
    )
    expect(framed.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  it('that do not exist are not found', async () => {
    expect((await asks(gallery.letter('nothing'))).status).toBe(404)
    expect((await asks(gallery.letterIn('introduction', 'xx'))).status).toBe(404)
  })
})

describe('pages that were walked', () => {
  beforeAll(async () => {
    await walked('uk')
    await walked('fr')
  })

  it('are listed by their rooms, in the language of the reader or the one asked for', async () => {
    const visitor = app.visitor()
    const page = await visitor.opens(`${gallery.home}?in=fr`)
    expect(page.href('search')).toBe(gallery.page('fr', 'search'))
    expect(page.text).toContain('/communities')
    expect(page.href(localeNames.uk)).toBe(`${gallery.home}?in=uk#pages`)
    expect(page.html).toContain('npm run gallery -- de')
    expect(page.html).not.toContain('npm run gallery -- fr')
    expect((await asks(gallery.home, 'uk')).html).toContain(gallery.page('uk', 'sign-in-wrong-address'))
  })

  it('are shown with the styles of today, and a bar that leads to the other languages', async () => {
    const { status, html, headers } = await asks(gallery.page('fr', 'search'))
    expect(status).toBe(200)
    expect(html).toContain('<html lang="fr">')
    expect(html).not.toContain('/assets/000000000000/')
    const style = /href="(\/assets\/[^"]+\/css\/gallery\.css)"/.exec(html)?.[1]
    expect((await asks(style!)).status).toBe(200)
    expect(html).toContain('A sample: forms send nothing.')
    expect(html).toContain(`href="${gallery.page('uk', 'search')}"`)
    expect(html).toContain(`href="${gallery.page('fr', 'sign-in-wrong-address')}"`)
    expect(headers.get('content-security-policy')).toContain("form-action 'none'")
  })

  it('lead to other samples where there is one, and keep other links', async () => {
    const { html } = await asks(gallery.page('fr', 'search'))
    expect(html).toContain(`href="${gallery.page('fr', 'sign-in')}"`)
    expect(html).toContain(`href="${paths.about('fr')}"`)
  })
})

describe('in production', () => {
  it('there is none', async () => {
    const production = await createTestApp({ settings: { mode: 'production', dataDir } })
    for (const address of [gallery.home, gallery.letters, gallery.page('uk', 'search')]) {
      const answer = await fetch(production.url + address)
      expect(answer.status).toBe(404)
      await answer.text()
    }
    await production.close()
  })
})
