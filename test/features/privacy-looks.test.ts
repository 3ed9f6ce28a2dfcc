// Every look at a contact stands in the diary: once an hour for one person and one thing, and without a
// word of what was seen.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { minutes } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import {
  claire,
  entersContacts,
  oksana,
  opensIntroduction,
  proposalOf,
  onSmallRegistry,
} from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const looks = async () =>
  app.ctx.db
    .selectFrom('events')
    .select(['who', 'what', 'note'])
    .where('did', '=', 'saw-contact')
    .orderBy('id')
    .execute()

describe('a look at a contact', () => {
  it('is written down for each side of a proposal, once an hour, and not among its steps', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(paths.staff.proposal('en', id))
    expect(await looks()).toEqual([])
    await entersContacts(taras, id)
    const seen = [
      { who: taras.accountId, what: { proposal: id, community: 'ua-drohobych' }, note: null },
      { who: taras.accountId, what: { proposal: id, community: 'pl-legnica' }, note: null },
    ]
    for (let n = 0; n < 3; n++) await taras.opens(paths.staff.proposal('en', id))
    expect(await looks()).toEqual(seen)
    app.travel(minutes(61))
    const page = await taras.opens(paths.staff.proposal('en', id))
    expect(await looks()).toEqual([...seen, ...seen])
    expect(page.text).not.toContain('viewed contact details')

    const olena = await app.staff({ name: 'Олена', email: 'olena@auc.example' })
    await olena.opens(paths.staff.contact('en', id, 'ua'))
    expect((await looks()).slice(4)).toEqual([
      { who: olena.accountId, what: { proposal: id, community: 'ua-drohobych' }, note: null },
    ])
  })

  it('is written down in an introduction, and in the list of letters', async () => {
    const { introduction } = await opensIntroduction(app, taras)
    const before = (await looks()).length
    await taras.opens(paths.staff.introduction('en', introduction))
    await taras.opens(paths.staff.letters('en'))
    expect((await looks()).slice(before).map(({ what }) => what)).toEqual([
      { introduction, community: 'ua-drohobych' },
      { introduction, community: 'pl-legnica' },
      { letters: 'recent' },
    ])
  })

  it('is written down when a member sees the other side’s, and there is none before both said yes', async () => {
    const { introduction, links } = await opensIntroduction(app, taras)
    const member = await app.member('ua-drohobych', oksana)
    const ours = paths.our.introduction('en', introduction)
    const mine = async () => (await looks()).filter(({ who }) => who === member.accountId)
    expect((await member.opens(ours)).html).not.toContain(claire.email)
    expect(await mine()).toEqual([])
    for (const link of [links.oksana, links.claire]) {
      const reader = app.visitor()
      await reader.opens(link)
      await reader.sends({ 'answer-yes': true })
    }
    expect((await member.opens(ours)).html).toContain(claire.email)
    expect((await mine()).map(({ what }) => what)).toEqual([{ introduction, community: 'pl-legnica' }])
  })
})
