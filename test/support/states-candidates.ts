// The partners that fit, the short-list, asking for an introduction, and a community's own introductions
// from the waiting letter to the signed agreement; beside them what staff see of it.
import { approveProposal } from '../../src/features/proposals/proposals.actions.js'
import { saveContact } from '../../src/features/contacts/index.js'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { dayInKyiv } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from './app.js'
import { readByNow } from './approval-letters.js'
import type { State } from './every-page.js'
import type { Visitor } from './page.js'

/** To be visited in this order, after an introduction of the same language was connected. */
export function candidatesStates(app: TestApp, locale: Locale, staff: Visitor): State[] {
  const t = translator(locale)
  const { our } = paths
  const { db } = app.ctx
  let ours: SignedIn & { communityId: string }
  let theirs: SignedIn
  let connected: string
  let asked: string
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const see = (name: string, address: () => string, status = 200) =>
    state(name, status, () => ours.opens(address()))
  const person = (name: string) => ({ name, email: `${name.toLowerCase()}.${locale}@candidates.example` })
  const words = 'Разом із нашим спільним партнером хотіли б говорити про воду й енергію.'
  const saves = t('our-community/introductions/show.save')
  const note = 'Ґанок, їжак: мер був у нас на святі'

  /** Members of both sides of the introduction that was connected last. */
  async function arrive(): Promise<void> {
    const sides = await db
      .selectFrom('introductionSides')
      .innerJoin('introductions', 'introductions.id', 'introductionSides.introductionId')
      .select(['introductions.id', 'side', 'communityId'])
      .where('state', '=', 'connected')
      .orderBy('closedAt', 'desc')
      .orderBy('openedAt', 'desc')
      .execute()
    const of = (side: 'ua' | 'foreign') => sides.find((each) => each.side === side)!
    connected = of('ua').id
    const { communityId } = of('ua')
    ours = Object.assign(await app.member(communityId, person('Solomiia')), { communityId })
    theirs = await app.member(
      sides.find((each) => each.id === connected && each.side === 'foreign')!.communityId,
      person('Claire'),
    )
  }

  /** An introduction of the same community that waits for its answer. */
  async function waiting(): Promise<string> {
    const { id, uaId, foreignId } = await db
      .selectFrom('proposals')
      .select(['id', 'uaId', 'foreignId'])
      .where('uaId', '=', ours.communityId)
      .where('state', '=', 'offered')
      .where('askedAt', 'is', null)
      .executeTakeFirstOrThrow()
    const contact = { name: 'Приймальня', office: 'Відділ міжнародних звʼязків', language: 'en' }
    await db.transaction().execute(async (trx) => {
      for (const communityId of [uaId, foreignId])
        await saveContact(trx, { ...contact, communityId, email: 'x@example.org' }, ours.accountId, app.now())
    })
    const approved = { seen: 'offered' as const, note: '', letters: await readByNow(app, id) }
    await approveProposal(app.ctx, id, { id: ours.accountId, name: 'Тарас' }, approved)
    return (
      await db.selectFrom('introductions').select('id').where('proposalId', '=', id).executeTakeFirstOrThrow()
    ).id
  }

  return [
    state('partners that fit', 200, async () => {
      await arrive()
      return ours.opens(our.partners(locale))
    }),
    see('partners that fit, a later page', () => `${our.partners(locale)}?page=2`),
    see('partners that fit, wrong filters', () => `${our.partners(locale)}?size=huge&topic=x&page=no`, 422),
    see('partners that fit, in vain', () => `${our.partners(locale)}?place=XX`),
    state('partners that fit, seen from abroad', 200, () => theirs.opens(our.partners(locale))),
    state('a candidate', 200, async () => {
      const page = await ours.opens(our.partners(locale))
      const first = /\/our-community\/partners\/([a-z-]+\d*)"/.exec(page.html)?.[1]
      if (!first) throw new Error('Nobody fits')
      asked = first
      return ours.opens(our.partner(locale, asked))
    }),
    state('a note that is too long', 422, () =>
      ours.sends({ note: 'ї'.repeat(1001) }, t('our-community/partners/show.add')),
    ),
    state('a candidate on the short-list', 200, () =>
      ours.sends({ note }, t('our-community/partners/show.add')),
    ),
    see('short-list', () => our.shortlist(locale)),
    state('empty short-list', 200, () => theirs.opens(our.shortlist(locale))),
    see('asking for an introduction', () => our.ask(locale, asked)),
    state('asking without words', 422, () => ours.sends({ words: '' })),
    state('asked', 200, () => ours.sends({ words })),
    see('a candidate that was asked for', () => our.partner(locale, asked)),
    state('proposals that were asked for', 200, () =>
      staff.opens(`${paths.staff.proposals(locale)}?asked=yes`),
    ),
    state('a proposal that was asked for', 200, async () => {
      const { id } = await db
        .selectFrom('proposals')
        .select('id')
        .where('askedAt', 'is not', null)
        .where('uaId', '=', ours.communityId)
        .executeTakeFirstOrThrow()
      return staff.opens(paths.staff.proposal(locale, id))
    }),
    state('own introduction that waits', 200, async () =>
      ours.opens(our.introduction(locale, await waiting())),
    ),
    see('own introductions', () => our.introductions(locale)),
    state('a request that was taken back', 200, () =>
      ours.sends({}, `${t('our-community/introductions/index.withdraw')}: ${nameOn(ours)}`),
    ),
    see('own introduction after two yes', () => our.introduction(locale, connected)),
    state('a step in the future', 422, () =>
      ours.sends({ [t('our-community/introductions/show.met')]: true, on: '2199-01-01' }, saves),
    ),
    state('a step is recorded', 200, () =>
      ours.sends(
        { [t('our-community/introductions/show.met')]: true, on: dayInKyiv(app.now()), note },
        saves,
      ),
    ),
    state('the same introduction from the other side', 200, () =>
      theirs.opens(our.introduction(locale, connected)),
    ),
    state('an introduction with its steps', 200, () =>
      staff.opens(paths.staff.introduction(locale, connected)),
    ),
    state('taken off the short-list', 200, async () => {
      await ours.opens(our.partner(locale, asked))
      return ours.sends({}, t('our-community/partners/show.remove'))
    }),
    see('no introduction of ours', () => our.introduction(locale, 'x'), 404),
  ]
}

/** The community whose request stands first on the page. */
const nameOn = (person: Visitor) => {
  const button = /<button[^>]*>[^<]*<span class="ds-sr-only">: ([^<]*)</.exec(person.page().html)
  return button?.[1] ?? ''
}
