// Weights and figures as staff see them: the sets, one with its form and with errors, what another would
// change, and the figures with a filter, with errors and with nothing to show.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'
import { recallPreview, rememberPreview } from './weight-preview.js'

const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, n * 1000))

/** To be visited in this order; `staff` is somebody of the Association, signed in. */
export function weightsStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const figures = paths.staff.figures(locale)
  const first = paths.staff.weightSet(locale, 'learned-1')
  const make = t('staff/weights/show.make-button')
  const finished = () =>
    app.ctx.db.selectFrom('weightPreviews').select('setId').where('finishedAt', 'is not', null).execute()
  const compared = async () => {
    const [{ id }] = (await app.ctx.db
      .selectFrom('weightSets')
      .select('id')
      .where('basedOn', '=', 'learned-1')
      .orderBy('version', 'desc')
      .limit(1)
      .execute()) as [{ id: string }]
    const address = paths.staff.weightPreview(locale, id)
    await staff.opens(address)
    for (let n = 0; n < 240 && (await finished()).length === 0; n++) await seconds(0.5)
    return staff.opens(address)
  }
  return [
    state('weights', 200, () => staff.opens(paths.staff.weights(locale))),
    state('set of weights', 200, () => staff.opens(first)),
    state('set of weights, wrong numbers', 422, () =>
      staff.sends({ 'points-distance-0': '99', 'strength-population': 'x', name: 'Ґ', why: '' }, make),
    ),
    state('set of weights, compared', 200, async () => {
      await staff.opens(first)
      await recallPreview(app.ctx)
      await staff.sends({ 'strength-distance': '40', why: 'Ґрунтовніше' }, make)
      const page = await compared()
      await rememberPreview(app.ctx)
      return page
    }),
    state('set of weights, put in use without a reason', 422, () =>
      staff.sends({ why: '' }, t('staff/weights/preview.choose-button')),
    ),
    state('weights, made by somebody', 200, () => staff.opens(paths.staff.weights(locale))),
    state('figures', 200, () => staff.opens(figures)),
    state('figures, wrong filter', 422, () => staff.opens(`${figures}?size=huge&from=2026-02-30`)),
    state('figures of nothing', 200, () => staff.opens(`${figures}?to=2020-01-01`)),
  ]
}
