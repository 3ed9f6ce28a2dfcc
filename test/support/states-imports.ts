// Files that staff bring: the list, what is wrong with a file, its columns, its rows, and what was applied.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../../src/paths.js'
import { root } from '../../src/platform/kit/root.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Page, Visitor } from './page.js'
import { brings } from './uploads.js'

/** To be visited in this order. */
export function importsStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const sample = readFileSync(join(root, 'seeds/register-sample.csv'))
  const file = (content: string | Buffer, name: string) => brings(staff, content, { name, locale })
  let at = ''
  const judged = async (): Promise<Page> => {
    let page = await staff.sends({}, t('staff/imports/mapping.continue'))
    while (page.text.includes(t('staff/imports/show.reading'))) page = await staff.opens(page.at)
    at = page.at.replace(/[?#].*/, '')
    return page
  }
  return [
    state('imports, wrong file', 422, () => file('a,b\n"c', 'list.csv')),
    state('import, columns', 200, () => file(sample, 'register.csv')),
    state('import, columns wrong', 422, async () => {
      await file(sample, 'register.csv')
      return staff.sends({ 'column-uaSubject': '' }, t('staff/imports/mapping.continue'))
    }),
    state('import of the register', 200, async () => {
      await file(sample, 'register.csv')
      return judged()
    }),
    state('import, a community nobody is called', 422, () =>
      staff.sends(
        { otherForeign: 'Ніде' },
        `${t('staff/imports/show.choose')} (${t('staff/imports/show.row', { row: 2 })})`,
      ),
    ),
    state('import of communities', 200, async () => {
      const row = (name: string) => `${name};Україна;Львівська область;49.3;23.56;${locale.length + 19_500}`
      await file(
        `Назва;Країна;Область;Широта;Довгота;Населення\n${row(`Стебник-${locale}`)}\n${row('Броди')}\n`,
        'list.csv',
      )
      return judged()
    }),
    state('import, its changes', 200, () => staff.opens(`${at}?fate=change`)),
    state('import being read', 200, async () => {
      const id = at.split('/').at(-1)!
      await app.ctx.db
        .updateTable('importBatches')
        .set({ state: 'checking', checked: 1 })
        .where('id', '=', id)
        .execute()
      const page = await staff.opens(at)
      await app.ctx.db.updateTable('importBatches').set({ state: 'ready' }).where('id', '=', id).execute()
      return page
    }),
    state('import applied', 200, async () => {
      await staff.opens(at)
      return staff.sends({}, t('staff/imports/show.apply'))
    }),
    state('import, somebody changed a row since', 409, async () => {
      await app.ctx.db
        .updateTable('communities')
        .set({ population: 7 })
        .where('id', '=', 'ua-brody')
        .execute()
      return staff.sends({}, t('staff/imports/show.undo'))
    }),
    state('import, the rest taken back', 200, () =>
      staff.sends({}, t('staff/imports/show.undo-rest', { count: 1 })),
    ),
    state('imports', 200, () => staff.opens(paths.staff.imports(locale))),
  ]
}
