// The diary and the page of sheets: full, searched, searched in vain and wrongly.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { writeEvent } from '../../src/platform/db/events.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/** To be visited in this order; `staff` is somebody of the Association, signed in. */
export function diaryStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const diary = paths.staff.diary(locale)
  const sheets = paths.staff.exports(locale)
  const state = (name: string, status: number, address: string): State => ({
    name,
    status,
    arrive: () => staff.opens(address),
  })
  const noted = (did: string, what: Record<string, string | number>, note?: string) =>
    writeEvent(app.ctx.db, app.ctx.clock.now(), { who: 'system', did, what, ...(note && { note }) })
  return [
    {
      name: 'diary',
      status: 200,
      arrive: async () => {
        const pair = { community: 'ua-drohobych', candidate: 'pl-legnica', side: 'ua' }
        await noted('shortlisted', pair, 'Голосування в раді – після 15 грудня')
        await noted('exported', { sheet: 'proposals', rows: 412, state: 'approved' })
        return staff.opens(diary)
      },
    },
    state('diary, searched', 200, `${diary}?about=drohobych&who=${encodeURIComponent('Тарас')}`),
    state('diary, an older page', 200, `${diary}?before=2`),
    state('diary, nothing found', 200, `${diary}?note=zzzqqqxx`),
    state('diary, wrong', 422, `${diary}?from=2026-13-45&to=x&did=sang&about=${'x'.repeat(101)}`),
    state('sheets', 200, sheets),
    state('sheets, wrong', 422, `${paths.staff.export(locale, 'partnerships.csv')}?status=lost&region=here`),
    state('sheets, wrong filter of a list', 422, `${paths.staff.export(locale, 'proposals.csv')}?state=lost`),
  ]
}
