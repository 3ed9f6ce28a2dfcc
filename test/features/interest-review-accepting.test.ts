// Taras accepts an interest, as a new community or for one that is known: it is in the registry, in the search
// and in scoring at once, and the municipality learns of it.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { indexChanges } from '../../src/features/communities/index-changes.job.js'
import { profilesForScoring } from '../../src/features/our-community/index.js'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { tokenIn } from '../support/agent.js'
import {
  acceptExisting,
  acceptNew,
  anInterest,
  belvaux,
  decides,
  interestOf,
  placed,
} from '../support/interests.js'
import type { Visitor } from '../support/page.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  await app.ctx.pool.query('truncate interests')
  await indexChanges(app.ctx)
  taras = await app.staff()
})

const { staff } = paths
const diary = async () =>
  (await app.ctx.db.selectFrom('events').select(['who', 'did', 'what']).orderBy('id').execute()).filter(
    ({ what }) => 'interest' in what,
  )
const letterTo = async (email: string) => (await app.letters()).findLast(({ to }) => to.email === email)
const search = async (text: string) => {
  const asked = { text, choice: {}, sort: 'relevance', page: 1, pageSize: 10, locale: 'en' } as const
  return (await app.ctx.search.find(asked)).hits.map(({ community }) => community.id)
}
describe('accepting a new community', () => {
  it('enters it in the registry, in the search and in scoring, and tells the municipality in its language', async () => {
    const { db } = app.ctx
    await db
      .insertInto('regions')
      .values({ code: 'FR.44', country: 'FR', nameEn: 'Grand Est', nameUk: null })
      .execute()
    const id = await anInterest(db, belvaux)
    await taras.opens(staff.interest('en', id))
    expect(taras.page().text).toContain('Nothing like it was found')
    expect(taras.page().value('Region')).toBe('FR.44')
    const page = await taras.sends({ [acceptNew]: true, ...placed })
    expect([page.status, page.at]).toEqual([200, staff.interest('en', id)])
    expect(page.text).toContain('Accepted: Тарас')

    const entered = await db
      .selectFrom('communities')
      .selectAll()
      .where('country', '=', 'FR')
      .where('id', '!=', 'fr-die')
      .execute()
    expect(entered).toMatchObject([
      {
        id: 'fr-belvaux-sur-reve',
        kind: 'settlement',
        regionCode: 'FR.44',
        lat: 48.9,
        lon: 6.2,
        population: 4_900,
        features: ['small'],
        seeking: true,
        source: 'interest',
        editedAt: app.now(),
      },
    ])
    const community = 'fr-belvaux-sur-reve'
    expect(await interestOf(db, id)).toMatchObject({
      state: 'accepted',
      communityId: community,
      decidedBy: taras.accountId,
      decidedAt: app.now(),
    })
    expect(await db.selectFrom('contacts').selectAll().execute()).toMatchObject([
      {
        communityId: community,
        name: 'Claire Dubois',
        email: 'claire@belvaux.example',
        office: 'Adjointe au maire',
        phone: '+33 3 87 00 00 00',
        language: 'en',
      },
    ])
    expect(await db.selectFrom('declarations').selectAll().execute()).toMatchObject([
      { communityId: community, state: 'open', until: '2027-11-03' },
    ])
    expect(await db.selectFrom('communityProfiles').selectAll().execute()).toMatchObject([
      {
        communityId: community,
        website: 'https://www.belvaux.example',
        textEn: 'We make cheese.',
        textUk: null,
      },
    ])

    expect(await search('Belvaux sur Reve')).not.toContain(community)
    await indexChanges(app.ctx)
    expect((await search('Belvaux sur Reve'))[0]).toBe(community)
    expect((await profilesForScoring(db)).find((profile) => profile.id === community)).toMatchObject({
      topics: { needs: ['energy'], offers: ['youth'] },
      languages: ['fr'],
      wishes: { places: { value: ['UA.15'], hard: false }, kinds: { value: ['trial'], hard: false } },
    })
    const drohobych = await taras.opens(paths.community('en', 'ua-drohobych'))
    expect(drohobych.links).toContain('Belvaux-sur-Rêve')

    const letter = await letterTo('claire@belvaux.example')
    expect(letter?.subject).toBe('Interest accepted: Belvaux-sur-Rêve')
    expect(letter?.text).toMatch(/\/en\/interest\/manage\//)
    expect((await diary()).map(({ did }) => did)).toEqual(['saw-contact', 'accepted'])
    expect(JSON.stringify(await diary())).not.toContain('Claire')
  })

  it('needs a place, and keeps what was typed', async () => {
    const id = await anInterest(app.ctx.db, belvaux)
    const page = await decides(taras, id, {
      [acceptNew]: true,
      Longitude: '200',
      'Name in Ukrainian': 'Бельво',
    })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Enter the latitude in degrees from −90 to 90, such as 44.75',
      'Enter the longitude in degrees from −180 to 180, such as 5.37',
    ])
    expect([page.value('Longitude'), page.value('Name in Ukrainian'), page.value(acceptNew)]).toEqual([
      '200',
      'Бельво',
      true,
    ])
    expect((await interestOf(app.ctx.db, id)).state).toBe('awaiting-review')
  })

  it('gives the second of one name another id, and enters a country nobody knew', async () => {
    const { db } = app.ctx
    const somewhere = { ...belvaux, town: 'Vila', country: 'AD', region: null }
    for (const contactEmail of ['a@vila.example', 'b@vila.example'])
      await decides(taras, await anInterest(db, { ...somewhere, contactEmail }), {
        [acceptNew]: true,
        ...placed,
      })
    const entered = await db
      .selectFrom('communities')
      .select('id')
      .where('country', '=', 'AD')
      .orderBy('id')
      .execute()
    expect(entered.map(({ id }) => id)).toEqual(['ad-vila', 'ad-vila-2'])
    const andorra = await db
      .selectFrom('countries')
      .selectAll()
      .where('code', '=', 'AD')
      .executeTakeFirstOrThrow()
    expect(andorra).toMatchObject({ nameEn: 'Andorra', nameUk: 'Андорра' })
    expect((await taras.opens(paths.community('uk', 'ad-vila'))).text).toContain('відомості самої громади')
  })

  it('is refused for a place whose GeoNames number the registry has', async () => {
    const { db } = app.ctx
    await db.updateTable('communities').set({ geonamesId: 42 }).where('id', '=', 'fr-die').execute()
    const page = await decides(taras, await anInterest(db, { ...belvaux, geonamesId: 42 }), {
      [acceptNew]: true,
      ...placed,
    })
    expect(page.errors).toEqual([
      'This place is in the registry already. Choose “Accept: it is a community of the registry”',
    ])
  })
})

describe('accepting for a community of the registry', () => {
  it('keeps the community and makes the answers its profile, the person its contact', async () => {
    const { db } = app.ctx
    const id = await anInterest(db)
    const page = await decides(taras, id, { [acceptExisting]: true, 'community-fr-die': true })
    expect(page.text).toContain('In the registry: Die')
    expect(await interestOf(db, id)).toMatchObject({ state: 'accepted', communityId: 'fr-die' })
    expect(
      await db.selectFrom('communities').select(['seeking', 'source']).where('id', '=', 'fr-die').execute(),
    ).toEqual([{ seeking: true, source: 'a test' }])
    expect(await db.selectFrom('contacts').select(['communityId', 'email']).execute()).toEqual([
      { communityId: 'fr-die', email: 'claire@die.example' },
    ])
  })

  it('takes the address of any community abroad, but none that is not there or not to be proposed', async () => {
    const { db } = app.ctx
    const id = await anInterest(db, belvaux)
    const choose = (other: string) =>
      decides(taras, id, { [acceptExisting]: true, 'Another community': other })
    expect((await choose('')).errors).toEqual([
      'Choose a community of the registry or give its id, such as fr-die',
    ])
    expect((await choose('fr-nowhere')).status).toBe(422)
    expect((await choose('ua-izium')).errors).toEqual([
      'Choose a community outside Ukraine; none from Russia or Belarus is accepted',
    ])
    expect((await choose('https://pobratym.example/en/communities/fr-die?x=1')).status).toBe(200)
    expect(await interestOf(db, id)).toMatchObject({ communityId: 'fr-die' })
  })

  it.each(['RU', 'BY', 'UA'])('is refused for %s, however it got here', async (country) => {
    const { db } = app.ctx
    const id = await anInterest(db, { country })
    const page = await taras.opens(staff.interest('en', id))
    expect(page.text).toContain('An interest from this country cannot be accepted.')
    expect(page.has(acceptNew)).toBe(false)
    const token = tokenIn(page.html.slice(page.html.indexOf('id="decide"')))
    const seen = String(page.value('seen'))
    const body = new URLSearchParams({ _csrf: token, seen, decision: 'existing', other: 'fr-die' })
    expect((await taras.asks(staff.decideInterest('en', id), { method: 'POST', body })).status).toBe(422)
    expect((await interestOf(db, id)).state).toBe('awaiting-review')
  })
})
