// Introductions as staff care for them: the list with its filters, the forms of one with something wrong in
// each, what is told afterwards, and the sister associations.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { TestApp } from './app.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/**
 * To be visited in this order; `staff` is somebody of the Association, signed in. `ended`: an introduction that
 * is opened anew for this, with the link of its foreign side.
 */
export function introductionsStates(
  app: TestApp,
  locale: Locale,
  staff: Visitor,
  ended: () => { introduction: string; link: string },
): State[] {
  const t = translator(locale)
  const show = (key: string) => t(`staff/introductions/show.${key}`)
  const list = paths.staff.introductions(locale)
  const anybody = app.visitor()
  const opens = () => staff.opens(paths.staff.introduction(locale, ended().introduction))
  const sends = (typed: Record<string, string | boolean>, by: string) => async () => {
    await opens()
    return staff.sends(typed, by)
  }
  const resends = async (typed: Record<string, string>) => {
    const { html } = await opens()
    const buttons = [...html.matchAll(/name="foreign-seen"[\s\S]*?<button[^>]*>([^<]+)<\/button>/g)]
    return staff.sends(typed, (buttons[0]?.[1] ?? '').replaceAll('&#x27;', "'").replace(/\s+/g, ' '))
  }
  const opensAnew = async () => {
    const { db } = app.ctx
    const { introduction: id } = ended()
    const answersUntil = later(app.now(), days(30))
    await db
      .updateTable('introductions')
      .set({ state: 'awaiting', closedAt: null, closedAs: null, restUntil: null, answersUntil })
      .where('id', '=', id)
      .execute()
    await db
      .updateTable('introductionSides')
      .set({ answer: null, answeredAt: null })
      .where('introductionId', '=', id)
      .execute()
  }
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const association = { name: 'Związek Miast', email: `${locale}@zmp.example`, language: 'pl' }
  return [
    state('introductions filtered', 200, () => staff.opens(`${list}?turn=both&days=1&country=PL`)),
    state('introductions, every filter wrong', 422, () =>
      staff.opens(`${list}?region=x&country=x&turn=x&days=x&round=x&page=x`),
    ),
    state('introduction, to be stopped without a reason', 422, async () => {
      await opensAnew()
      return sends({ stopNote: '' }, show('do-stop'))()
    }),
    state('introduction, more time until a wrong day', 422, () =>
      sends({ extendUntil: '2019-01-01' }, show('do-extend'))(),
    ),
    state('introduction, a letter to no address', 422, () =>
      resends({ 'foreign-name': '', 'foreign-email': 'x' }),
    ),
    state('introduction with more time', 200, sends({}, show('do-extend'))),
    state('associations', 200, () => staff.opens(paths.staff.associations(locale))),
    state('associations, wrong', 422, () => staff.sends({ name: '' }, t('staff/associations/index.enter'))),
    state('association entered', 200, async () => {
      const country = await countryAbroad(app, ended().introduction)
      await staff.opens(paths.staff.associations(locale))
      return staff.sends({ ...association, country }, t('staff/associations/index.enter'))
    }),
    state('association', 200, async () => {
      const { id } = await app.ctx.db
        .selectFrom('associations')
        .select('id')
        .where('email', '=', association.email)
        .executeTakeFirstOrThrow()
      return staff.opens(paths.staff.association(locale, id))
    }),
    state('association, wrong', 422, () => staff.sends({ email: 'x' }, t('staff/associations/index.save'))),
    state('introduction, association told', 200, sends({}, show('do-copy'))),
    state('introduction, answer of an association left out', 422, sends({}, show('do-association'))),
    state('question of a letter that went to another person', 410, async () => {
      await resends({ 'foreign-email': `another.${locale}@example.org` })
      return anybody.opens(ended().link)
    }),
    state('introduction that rests', 200, async () => {
      await app.ctx.db
        .updateTable('introductions')
        .set({ state: 'resting', restUntil: '2027-05-01', closedAt: app.now() })
        .where('id', '=', ended().introduction)
        .execute()
      return opens()
    }),
    state('introduction stopped', 200, sends({ stopNote: 'Ґанок, їжак' }, show('do-stop'))),
  ]
}

async function countryAbroad(app: TestApp, introduction: string): Promise<string> {
  const { country } = await app.ctx.db
    .selectFrom('introductionSides')
    .innerJoin('communities', 'communities.id', 'introductionSides.communityId')
    .select('country')
    .where('introductionId', '=', introduction)
    .where('side', '=', 'foreign')
    .executeTakeFirstOrThrow()
  return country
}
