// Rounds as staff see them: the form, a draft that is adjusted, a pair that cannot be added, and a round that
// is over.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'
import { idIn, tokenIn } from './rounds.js'

/** To be visited in this order; `staff` is somebody of the Association, signed in. */
export function roundsStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const words = (key: string) => t(`staff/rounds/show.${key}`)
  let id = ''
  /** Presses a button of the list's form, with whatever pair comes first. */
  const press = async (button: 'lock' | 'strike') => {
    const [, pair] = new RegExp(`name="${button}" value="([^"]+)"`).exec(staff.page().html) ?? []
    if (!pair) throw new Error(`There is no pair to ${button}`)
    const body = new URLSearchParams({ [button]: pair, _csrf: tokenIn(staff.page().html) })
    await staff.asks(paths.staff.roundMarks(locale, id), { method: 'POST', body })
    return staff.opens(paths.staff.round(locale, id))
  }
  const computing = (since: Date | null) =>
    app.ctx.db.updateTable('rounds').set({ computingSince: since }).where('id', '=', id).execute()
  return [
    state('rounds', 200, () => staff.opens(paths.staff.rounds(locale))),
    state('round, wrong options', 422, () => staff.sends({ name: '', mostUa: 'none', closeAfterDays: '1' })),
    state('round, a draft', 200, async () => {
      await staff.opens(paths.staff.rounds(locale))
      const page = await staff.sends({ name: 'Ґанок' })
      id = idIn(page.at)
      return page
    }),
    state('round, being computed', 200, async () => {
      await computing(app.now())
      const page = await staff.opens(paths.staff.round(locale, id))
      await computing(null)
      return page
    }),
    state('round, wrong options in a draft', 422, async () => {
      await staff.opens(paths.staff.round(locale, id))
      return staff.sends({ mostUa: 'none' }, words('compute-again'))
    }),
    state('round, locked and struck pairs', 200, async () => {
      await staff.opens(paths.staff.round(locale, id))
      await press('lock')
      return press('strike')
    }),
    state('round, accepted too early', 409, () => staff.sends({}, words('accept'))),
    state('round, computed again', 200, () => staff.sends({}, words('compute-again'))),
    state('round, a pair to add', 200, () => staff.opens(paths.staff.roundMarks(locale, id))),
    state('round, a pair that nobody knows', 422, () => staff.sends({ ua: 'zzzqqqxx', foreign: '' })),
    state('round, a pair of two unknown', 422, () => staff.sends({ ua: 'zzzqqqxx', foreign: 'zzzqqqxx' })),
    state('round, accepted', 200, async () => {
      await staff.opens(paths.staff.round(locale, id))
      return staff.sends({}, words('accept'))
    }),
    state('rounds, one accepted and a draft', 200, async () => {
      await staff.opens(paths.staff.rounds(locale))
      await staff.sends({ name: 'Їжак' })
      return staff.opens(paths.staff.rounds(locale))
    }),
    state('round, discarded', 200, async () => {
      await staff.opens(paths.staff.rounds(locale))
      await staff.clicks('Їжак')
      const { at } = staff.page()
      await staff.sends({}, words('discard'))
      return staff.opens(at)
    }),
  ]
}
