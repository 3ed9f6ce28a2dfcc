// The queue and the desk when something is going on: filters that are on, saved and wrong, several proposals
// decided at once, a desk on which every kind of thing waits.
import { randomUUID } from 'node:crypto'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/** To be visited in this order; `staff` is somebody of the Association, signed in. `spared`: proposals to leave alone. */
export function queueStates(
  app: TestApp,
  locale: Locale,
  staff: Visitor,
  spared: readonly string[],
): State[] {
  const { db } = app.ctx
  const t = translator(locale)
  const list = paths.staff.proposals(locale)
  const press = t('staff/proposals/index.do')
  const filtered = `${list}?country=PL&order=oldest`
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const csrf = () => /name="_csrf" value="([^"]+)"/.exec(staff.page().html)?.[1] ?? ''
  const rejects = async (ids: readonly string[]) => {
    await staff.opens(filtered)
    const body = new URLSearchParams({ _csrf: csrf(), decision: 'reject', whyReject: 'capacity' })
    for (const id of ids) body.append('chosen', `${id}.offered`)
    const response = await staff.asks(filtered, { method: 'POST', body })
    return { status: response.status, headers: response.headers, html: await response.text(), at: filtered }
  }
  let chosen: string[] = []
  const choose = async () => {
    const rows = await db
      .selectFrom('proposals')
      .select('id')
      .where('state', '=', 'offered')
      .where('id', 'not in', [...spared])
      .orderBy('total')
      .orderBy('id')
      .limit(4)
      .execute()
    chosen = rows.map(({ id }) => id)
  }
  const everythingWaits = async () => {
    const now = app.now()
    const [asked, taken] = chosen.slice(2)
    await db
      .updateTable('proposals')
      .set({ askedAt: later(now, -days(9)) })
      .where('id', '=', asked!)
      .execute()
    await db
      .updateTable('proposals')
      .set({ takenBy: await anybody(), takenAt: now })
      .where('id', '=', taken!)
      .execute()
    await db
      .insertInto('declarations')
      .values({
        communityId: 'ua-lviv',
        state: 'open',
        until: later(now, days(9)).toISOString().slice(0, 10),
        declaredBy: 'system',
        declaredAt: now,
        remindedAt: now,
      })
      .onConflict((known) => known.column('communityId').doNothing())
      .execute()
    await db
      .insertInto('recordConflicts')
      .values({
        id: randomUUID(),
        communityId: 'ua-lviv',
        field: 'population',
        ours: '1',
        oursSource: 'a test',
        theirs: '2',
        theirsSource: 'another test',
        notedAt: now,
        decision: null,
        decidedBy: null,
        decidedAt: null,
      })
      .execute()
  }
  const anybody = async () =>
    (await db.selectFrom('accounts').select('id').where('role', '=', 'staff').executeTakeFirstOrThrow()).id

  return [
    state('queue, filtered', 200, async () => {
      await choose()
      return staff.opens(filtered)
    }),
    state('queue, nothing found', 200, () => staff.opens(`${list}?country=PL&age=3000`)),
    state('queue, wrong filters', 422, () =>
      staff.opens(`${list}?least=x&age=0&topic=love&round=1&whose=us`),
    ),
    state('queue, filter without a name', 422, async () => {
      await staff.opens(filtered)
      return staff.sends({ filterName: '' }, t('staff/proposals/index.save-filter'))
    }),
    state('queue, filter of the same name', 422, async () => {
      await staff.opens(filtered)
      await staff.sends({ filterName: 'Ґанок' }, t('staff/proposals/index.save-filter'))
      await staff.opens(`${list}?country=FR`)
      return staff.sends({ filterName: 'Ґанок' }, t('staff/proposals/index.save-filter'))
    }),
    state('queue, all ticked', 200, () => staff.opens(`${list}?tick=all`)),
    state('queue, nothing ticked', 422, async () => {
      await staff.opens(filtered)
      return staff.sends({ [t('staff/proposals/index.act-reject')]: true }, press)
    }),
    state('several decided', 200, () => rejects(chosen.slice(0, 1))),
    state('several, some decided before', 200, () => rejects(chosen.slice(0, 2))),
    state('several, nothing left to decide', 409, () => rejects(chosen.slice(0, 2))),
    state('desk on which everything waits', 200, async () => {
      await everythingWaits()
      return staff.opens(paths.staff.desk(locale))
    }),
    state('declarations that lapse soon', 200, () => staff.opens(paths.staff.declarations(locale))),
    state('queue, taken and asked for', 200, () => staff.opens(`${list}?stuck=yes`)),
  ]
}
