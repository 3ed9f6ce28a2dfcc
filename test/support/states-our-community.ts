// The rooms of a community's own people, empty, filled in, wrong, and when two write at the same time.
import { paths } from '../../src/paths.js'
import { locales, type Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { SignedIn, TestApp } from './app.js'
import type { State } from './every-page.js'

/** A community of its own for each language, so that every walk begins with nothing told. */
const communities = ['ua-stryi', 'ua-sambir', 'ua-truskavets', 'ua-boryslav', 'ua-morshyn']

/** To be visited in this order. */
export function ourCommunityStates(app: TestApp, locale: Locale): State[] {
  const t = translator(locale)
  const { our } = paths
  const community = communities[locales.indexOf(locale)]!
  const someone = (name: string) =>
    app.member(community, { name, email: `${name.toLowerCase()}.${locale}@example.org` })
  let oksana: SignedIn
  let petro: SignedIn
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const at = (name: string, address: string) => state(name, 200, () => oksana.opens(address))
  const saves = t('our-community/profile.save')

  return [
    state('our community, nothing told', 200, async () => {
      oksana = await someone('Oksana')
      petro = await someone('Petro')
      return oksana.opens(our.community(locale))
    }),
    at('our history, empty', our.history(locale)),
    at('our preview, empty', our.preview(locale)),
    at('our profile', our.profile(locale)),
    state('our profile, wrong', 422, async () => {
      await oksana.opens(our.profile(locale))
      return oksana.sends({ website: 'x', sizeLeast: 'abc' }, saves)
    }),
    state('our profile, saved', 200, async () => {
      await petro.opens(our.profile(locale))
      await oksana.opens(our.profile(locale))
      const textEn = 'A town of salt.\n\nAnd of oil.'
      return oksana.sends({ website: 'stryi.example', textEn, sizeLeast: '1000' }, saves)
    }),
    state('our profile, somebody was faster', 409, () =>
      petro.sends({ textUk: 'Місто', textEn: 'A town', sizeMost: '90000', hardSize: true }, saves),
    ),
    state('our profile, saved all the same', 200, () => petro.sends({}, saves)),
    at('our history', our.history(locale)),
    state('our history, a change taken back', 200, async () => {
      const { html } = await oksana.opens(our.history(locale))
      const [, undo = ''] = /action="([^"]+\/undo)"/.exec(html) ?? []
      const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(html) ?? []
      await oksana.asks(undo, { method: 'POST', body: new URLSearchParams({ _csrf: csrf }) })
      return oksana.opens(`${our.history(locale)}?undone=yes`)
    }),
    at('our preview', `${our.preview(locale)}?lang=uk`),
    at('our people', our.people(locale)),
    state('our people, wrong', 422, async () => {
      await oksana.opens(our.people(locale))
      return oksana.sends({ name: '', email: 'x' }, t('our-community/people.send'))
    }),
    state('our people, a colleague invited', 200, async () => {
      await oksana.opens(our.people(locale))
      const colleague = { name: 'Olena', email: `olena.${locale}@example.org` }
      return oksana.sends(colleague, t('our-community/people.send'))
    }),
    at('our contact', our.contact(locale)),
    state('our contact, wrong', 422, async () => {
      await oksana.opens(our.contact(locale))
      return oksana.sends({ name: '', email: 'x', phone: 'x' })
    }),
    state('our contact, saved', 200, async () => {
      await oksana.opens(our.contact(locale))
      return oksana.sends({ name: 'Oksana', email: `oksana.${locale}@example.org` })
    }),
    at('our declaration', our.declaration(locale)),
    state('our declaration, wrong', 422, async () => {
      await oksana.opens(our.declaration(locale))
      return oksana.sends({ until: '2001-01-01' })
    }),
    state('our community, declared', 200, async () => {
      await oksana.opens(our.declaration(locale))
      return oksana.sends({})
    }),
    state('our community, seen by a reader', 200, () =>
      app.visitor().opens(paths.community(locale, community)),
    ),
  ]
}
