// What staff see of registered interests, and what municipalities see behind their mailed link, state by state.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import { anInterest, belvaux, manageLink } from './interests.js'
import type { Visitor } from './page.js'

export function interestReviewStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const { db } = app.ctx
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const claire = app.visitor()
  const email = `claire.${locale}@belvaux.example`
  const ids: Record<string, string> = {}
  const idOf = async (name: string, given: Parameters<typeof anInterest>[1] = {}) =>
    (ids[name] ??= await anInterest(db, { ...belvaux, contactEmail: email, locale, ...given }))
  const known = () =>
    idOf('known', {
      town: 'Legnica',
      country: 'PL',
      lat: 51.21,
      lon: 16.16,
      contactEmail: `jan.${locale}@legnica.example`,
    })
  const opens = async (id: Promise<string>) => staff.opens(paths.staff.interest(locale, await id))
  const decides = async (id: Promise<string>, typed: Record<string, string | boolean>) => {
    await opens(id)
    return staff.sends(typed)
  }
  const manages = async (id: Promise<string>, view = '') =>
    claire.opens(manageLink(app, await id, locale) + view)
  const list = paths.staff.interests(locale)
  return [
    state('interests, none', 200, () => staff.opens(`${list}?state=paused`)),
    state('interests that wait', 200, async () => {
      await known()
      return staff.opens(list)
    }),
    state('interests, wrong filter', 422, () => staff.opens(`${list}?state=lost`)),
    state('interest like a community', 200, () => opens(known())),
    state('interest like nobody', 200, () => opens(idOf('new'))),
    state('interest, nothing decided', 422, () => decides(idOf('new'), {})),
    state('interest returned without words', 422, () => decides(known(), { 'decision-return': true })),
    state('interest accepted without a place', 422, () =>
      decides(idOf('new'), { 'decision-new': true, lat: 'x', lon: '', nameEn: '', population: 'x' }),
    ),
    state('interest accepted for nobody', 422, () =>
      decides(idOf('new'), { 'decision-existing': true, other: 'xx' }),
    ),
    state('interest that waits, for its owner', 200, () => manages(idOf('new'))),
    state('interest accepted', 200, () =>
      decides(idOf('new'), { 'decision-new': true, lat: '48.9', lon: '6.2' }),
    ),
    state('interest decided by somebody else', 409, async () => {
      const id = idOf('quick', { town: 'Hastière' })
      await opens(id)
      await db
        .updateTable('interests')
        .set({ state: 'declined' })
        .where('id', '=', await id)
        .execute()
      return staff.sends({ 'decision-decline': true, note: 'Не муніципалітет' })
    }),
    state('interest returned', 200, () =>
      decides(known(), { 'decision-return': true, note: 'Яке саме місто?' }),
    ),
    state('interest returned, for its owner', 200, () => manages(known())),
    state('interest to be mended', 200, () => manages(known(), '?view=answers')),
    state('interest mended wrongly', 422, () => claire.sends({ contactEmail: 'x', town: '' })),
    state('interest sent again', 200, async () => {
      await manages(known(), '?view=answers')
      return claire.sends({ about: 'Legnica nad Kaczawą' })
    }),
    state('interest declined, for its owner', 200, () => manages(idOf('quick'))),
    state('interest accepted, for its owner', 200, () => manages(idOf('new'))),
    state('interest, a button of an old page', 422, async () => {
      const at = `${manageLink(app, await idOf('new'), locale)}/state`
      const answer = await claire.asks(at, { method: 'POST', body: new URLSearchParams({ step: 'pause' }) })
      return { status: answer.status, headers: answer.headers, html: await answer.text(), at }
    }),
    state('interest with changed answers', 200, async () => {
      await manages(idOf('new'), '?view=answers')
      return claire.sends({ about: 'Des vergers' })
    }),
    state('interest paused', 200, () => claire.sends({}, t('interest/manage.pause'))),
    state('interest with an account', 200, () => claire.sends({}, t('interest/manage.account'))),
    state('interest to be withdrawn', 200, () => manages(idOf('new'), '?view=withdraw')),
    state('interest withdrawn', 200, () => claire.sends({})),
    state('interest withdrawn, for staff', 200, () => opens(idOf('new'))),
    state('link to an interest lost', 200, () => claire.opens(paths.interest.newLink(locale))),
    state('link to an interest lost, wrong address', 422, () => claire.sends({ email: 'claire' })),
    state('link to an interest sent', 200, () => claire.sends({ email })),
    state('link to an interest expired', 410, async () => {
      const link = manageLink(app, await known(), locale)
      app.travel(days(31))
      const seen = await claire.opens(link)
      app.travel(-days(31))
      return seen
    }),
  ]
}
