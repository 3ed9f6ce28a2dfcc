// Deleting one's own data, as everybody with an account sees it, and as the last admin does.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'

/** To be visited in this order. */
export function privacyStates(app: TestApp, locale: Locale): State[] {
  const t = translator(locale)
  const forget = paths.account.forget(locale)
  const { db } = app.ctx
  const at = (name: string) => ({ name, email: `${name.toLowerCase()}.${locale}@privacy.example` })
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  return [
    state('delete my data, staff', 200, async () => (await app.staff(at('Petro'))).opens(forget)),
    state('delete my data, the last admin', 200, async () => {
      const iryna = await app.admin(at('Iryna'))
      const others = await db
        .updateTable('accounts')
        .set({ disabledAt: app.now() })
        .where('role', '=', 'admin')
        .where('disabledAt', 'is', null)
        .where('id', '!=', iryna.accountId)
        .returning('id')
        .execute()
      const page = await iryna.opens(forget)
      for (const { id } of others)
        await db.updateTable('accounts').set({ disabledAt: null }).where('id', '=', id).execute()
      return page
    }),
    state('my data are deleted', 200, async () => {
      const oksana = await app.member('ua-brody', at('Oksana'))
      await oksana.opens(paths.account.data(locale))
      await oksana.opens(forget)
      return oksana.sends({}, t('account/forget.delete'))
    }),
    state('delete my data, an official', 200, async () =>
      (await app.member('ua-brody', at('Olha'))).opens(forget),
    ),
  ]
}
