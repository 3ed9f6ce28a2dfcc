// A community on one page: when much is known, when little is, one abroad, and none at all.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'

export function printStates(app: TestApp, locale: Locale): State[] {
  const anybody = app.visitor()
  const state = (name: string, status: number, id: string): State => ({
    name,
    status,
    arrive: () => anybody.opens(paths.profile(locale, id)),
  })
  return [
    state('community on one page', 200, 'ua-lviv'),
    state('community on one page, abroad', 200, 'jp-kyoto'),
    state('community on one page, only seeking', 200, 'it-palmariggi'),
    state('community on one page, none such', 404, 'ua-nowhere'),
  ]
}
