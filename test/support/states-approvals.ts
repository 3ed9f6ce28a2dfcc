// One proposal before and after a decision: its letters being edited, rightly and wrongly, the decision with
// what is missing, and the sheet for a folder.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import { letterSent } from './approval-letters.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/** To be visited in this order; `staff` is somebody of the Association, signed in. */
export function approvalsStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const { db, clock } = app.ctx
  const t = translator(locale)
  const words = (key: string) => t(`staff/proposals/${key}`)
  let id = ''
  const letters = () => paths.staff.proposalLetters(locale, id)
  const decides = async (typed: Record<string, string | boolean>) => {
    await staff.opens(paths.staff.proposal(locale, id))
    return staff.sends(typed, words('show.record'))
  }
  const posts = async (act: 'save' | 'look', typed: Record<string, string>) => {
    const body = letterSent(await staff.opens(letters()), 'foreign', typed, act)
    const answer = await staff.asks(letters(), { method: 'POST', body })
    const at = answer.headers.get('location')
    if (at) return staff.opens(at)
    return { status: answer.status, html: await answer.text(), headers: answer.headers, at: letters() }
  }
  /** An offered pair nobody has touched, with contacts. */
  const begin = async () => {
    const pair = await db
      .selectFrom('proposals')
      .select(['id', 'uaId', 'foreignId'])
      .where('state', '=', 'offered')
      .where('askedAt', 'is', null)
      .orderBy('total')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { id: by } = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirstOrThrow()
    for (const communityId of [pair.uaId, pair.foreignId])
      await db
        .insertInto('contacts')
        .values({
          communityId,
          name: 'Хтось',
          email: `${communityId}@office.example`,
          language: locale,
          enteredBy: by,
          enteredAt: clock.now(),
        })
        .onConflict((known) => known.doNothing())
        .execute()
    id = pair.id
  }
  return [
    {
      name: 'letters of a pair',
      status: 200,
      arrive: async () => {
        await begin()
        return staff.opens(letters())
      },
    },
    {
      name: 'letters of a pair, wrong',
      status: 422,
      arrive: () => posts('save', { subject: '', body: 'Без посилання' }),
    },
    {
      name: 'letters of a pair, only looked at',
      status: 200,
      arrive: () => posts('look', { personal: 'Olena & Taras' }),
    },
    {
      name: 'letters of a pair, saved',
      status: 200,
      arrive: () => posts('save', { personal: 'Olena & Taras' }),
    },
    {
      name: 'proposal with an edited letter',
      status: 200,
      arrive: () => staff.opens(paths.staff.proposal(locale, id)),
    },
    {
      name: 'sheet of a pair nobody decided on',
      status: 200,
      arrive: () => staff.opens(paths.staff.proposalSheet(locale, id)),
    },
    {
      name: 'rejection without a reason',
      status: 422,
      arrive: () => decides({ [words('show.reject')]: true }),
    },
    {
      name: 'rejected proposal',
      status: 200,
      arrive: () =>
        decides({ [words('show.reject')]: true, whyReject: 'capacity', note: 'Taras, Olena & Iryna' }),
    },
    {
      name: 'sheet of a rejected pair',
      status: 200,
      arrive: () => staff.opens(paths.staff.proposalSheet(locale, id)),
    },
    { name: 'letters of a decided pair', status: 200, arrive: () => staff.opens(letters()) },
  ]
}
