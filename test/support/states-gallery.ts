// The gallery itself: before and after a walk, the page of a missing sample, and its letters. It has no
// language in its address; it speaks the browser's.
import { keepWalk } from '../../src/features/gallery/walked.js'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'

const { gallery } = paths.dev

/** To be visited in this order. */
export function galleryStates(app: TestApp, locale: Locale): State[] {
  const state = (name: string, status: number, address: string, before?: () => Promise<void>): State => ({
    name,
    status,
    arrive: async () => {
      await before?.()
      const answer = await app.visitor().asks(address, { headers: { 'accept-language': locale } })
      return { status: answer.status, headers: answer.headers, html: await answer.text(), at: address }
    },
  })
  const keepHome = async () => {
    const home = await app.visitor().opens(paths.home(locale))
    const wrong = await app.visitor().opens(`${paths.communities(locale)}?min=abc`)
    const pages = [
      { name: 'home', status: home.status, at: home.at, html: home.html },
      { name: 'search with mistakes', status: wrong.status, at: wrong.at, html: wrong.html },
    ]
    keepWalk(app.ctx.config, { locale, at: app.now(), pages })
  }
  return [
    state('gallery, nothing walked', 200, gallery.home),
    state('gallery', 200, gallery.home, keepHome),
    state('gallery, a sample', 200, gallery.page(locale, 'home')),
    state('gallery, a sample that is missing', 404, gallery.page(locale, 'nowhere')),
    state('gallery, letters', 200, gallery.letters),
    state('gallery, a letter in five languages', 200, gallery.letter('introduction')),
    state('gallery, a letter', 200, gallery.letterIn('introduction', locale)),
  ]
}
