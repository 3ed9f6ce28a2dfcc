// The states of the pages about records: the list, one record with everything on it, its forms, its history,
// a merge, a split, and what sources disagree about.
import { noteConflict } from '../../src/features/records/index.js'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import { aCommunity } from './builders.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

export function recordsStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const { db } = app.ctx
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const at = (address: string) => () => staff.opens(address)
  const sends = (address: string, typed: Record<string, string | boolean>, by?: string) => async () => {
    await staff.opens(address)
    return staff.sends(typed, by)
  }
  const id = 'ua-drohobych'
  const twin = 'ua-drogobych'
  const merge = `${paths.staff.merge(locale, id)}?with=${twin}`
  return [
    state('records', 200, async () => {
      const known = await db.selectFrom('communities').select('id').where('id', '=', twin).executeTakeFirst()
      if (!known)
        await aCommunity(db, { id: twin, nameUk: 'Дрогобичъ', regionCode: 'UA.15', lat: 49.35, lon: 23.51 })
      return staff.opens(paths.staff.records(locale))
    }),
    state('records, none', 200, at(`${paths.staff.records(locale)}?country=AD`)),
    state('new record', 200, at(paths.staff.newRecord(locale))),
    state('new record, wrong', 422, sends(paths.staff.newRecord(locale), { lat: 'x' })),
    state('record, edit', 200, at(paths.staff.editRecord(locale, id))),
    state('record, edit, wrong', 422, sends(paths.staff.editRecord(locale, id), { katottg: '1', lat: '99' })),
    state(
      'record, edit, saved',
      200,
      sends(paths.staff.editRecord(locale, id), { website: `${locale}.example.org` }),
    ),
    state(
      'record, edit, overtaken',
      409,
      sends(paths.staff.editRecord(locale, id), { version: '0', website: 'other.example.org' }),
    ),
    state('standing', 200, at(paths.staff.standing(locale, id))),
    state(
      'standing, wrong',
      422,
      sends(paths.staff.standing(locale, id), { [t('standings.occupied')]: true, since: '', source: '' }),
    ),
    state(
      'standing, recorded',
      200,
      sends(paths.staff.standing(locale, id), {
        [t('standings.military-administration')]: true,
        since: '2022-03-02',
        source: 'Наказ № 309',
      }),
    ),
    state('public page of a community under a military administration', 200, at(paths.community(locale, id))),
    state('conflicts', 200, async () => {
      const conflict = { communityId: id, field: 'population', ours: 73_682, theirs: 74_000 } as const
      await db
        .transaction()
        .execute((trx) => noteConflict(trx, app.now(), { ...conflict, source: `a sheet in ${locale}` }))
      return staff.opens(paths.staff.conflicts(locale))
    }),
    state('conflicts, records alike', 200, at(`${paths.staff.conflicts(locale)}?show=duplicates`)),
    state('record', 200, at(paths.staff.record(locale, id))),
    state('conflict', 200, async () => {
      await staff.opens(paths.staff.conflicts(locale))
      return staff.opens(paths.staff.conflict(locale, await conflictIn(locale)))
    }),
    state('conflict, wrong', 422, async () => {
      await staff.opens(paths.staff.conflict(locale, await conflictIn(locale)))
      return staff.sends({ value: 'x' })
    }),
    state('conflict, decided', 200, async () => {
      const conflict = await conflictIn(locale)
      await staff.opens(paths.staff.conflict(locale, conflict))
      await staff.sends({ 'decision-theirs': true })
      return staff.opens(paths.staff.conflict(locale, conflict))
    }),
    state('conflicts, decided', 200, at(`${paths.staff.conflicts(locale)}?show=decided`)),
    state('history of a record', 200, at(paths.staff.recordHistory(locale, id))),
    state('merge, choose', 200, at(paths.staff.merge(locale, id))),
    state('merge, found', 200, at(`${paths.staff.merge(locale, id)}?q=Drohobych`)),
    state('merge', 200, at(merge)),
    state('merge, wrong', 422, sends(merge, {}, t('staff/communities/merge.merge'))),
    state('split', 200, at(paths.staff.split(locale, id))),
    state('split, wrong', 422, sends(paths.staff.split(locale, id), { nameEn: '' })),
  ]

  async function conflictIn(source: Locale): Promise<string> {
    const found = await db
      .selectFrom('recordConflicts')
      .select('id')
      .where('theirsSource', '=', `a sheet in ${source}`)
      .executeTakeFirstOrThrow()
    return found.id
  }
}
