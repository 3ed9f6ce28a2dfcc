// Which municipality is meant: the registry and the places of the world offer what they know of a name, so
// that nobody is written down twice.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { setImmediate } from 'node:timers/promises'
import { rebuildIndex } from '../../src/features/communities/index.js'
import { placeById, placesBeginning, placesNamed } from '../../src/platform/places/world-places.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'
import { fillsIn, sendsIn } from '../support/claire.js'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const { db } = app.ctx
  const legnica = { nameUk: 'Легниця', geonamesId: 3093692, population: 97_300 }
  await aCommunity(db, { id: 'pl-legnica', ...legnica })
  await db
    .insertInto('communityNames')
    .values({
      communityId: 'pl-legnica',
      name: 'Liegnitz',
      kind: 'former',
      language: 'de',
      script: 'latin',
      source: 'a test',
    })
    .execute()
  await aCommunity(db, { id: 'fr-die', geonamesId: 3021435 })
  const region = { code: 'FR.84', country: 'FR', nameEn: 'Auvergne-Rhône-Alpes', nameUk: null }
  await db.insertInto('regions').values(region).execute()
  await rebuildIndex(app.ctx)
})
afterAll(() => app.close())

beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, letters, events')
  app.startOver()
})

const registered = () =>
  app.ctx.db
    .selectFrom('interests')
    .select(['town', 'communityId', 'geonamesId', 'lat', 'lon'])
    .executeTakeFirst()

describe('a typed name', () => {
  it('that is in the registry, under any of its names, is chosen there', async () => {
    const person = app.visitor()
    const page = await fillsIn(person, { country: 'PL', town: 'liegnitz' }, 'uk')
    expect(page.text).toContain('Legnica (Легниця)')
    await sendsIn(person, 'uk', 'place-pl-legnica')
    expect(await registered()).toMatchObject({ communityId: 'pl-legnica', geonamesId: 3093692, lat: null })
  })

  it('that several places bear is told apart by their regions', async () => {
    const person = app.visitor()
    const page = await fillsIn(person, { town: 'VALENCE' })
    expect(page.text).toContain('Valence, Auvergne-Rhône-Alpes, 63,864 inhabitants')
    expect(page.text).toContain('Valence, region of Toulouse, 5,039 inhabitants')
    await sendsIn(person, 'en', 'place-geonames:2971054')
    expect(await registered()).toEqual({
      town: 'VALENCE',
      communityId: null,
      geonamesId: 2971054,
      lat: 44.10823,
      lon: 0.89101,
    })
  })

  it('that the world knows and the registry, too, is offered once', async () => {
    const page = await fillsIn(app.visitor())
    expect(page.html.match(/name="place"/g)).toHaveLength(2)
    expect(page.has('place-fr-die')).toBe(true)
  })

  it('may be none of those that are offered', async () => {
    const person = app.visitor()
    await fillsIn(person, { town: 'Valence' })
    await sendsIn(person)
    expect(await registered()).toMatchObject({ town: 'Valence', communityId: null, geonamesId: null })
  })

  it('has to be chosen or refused, and nobody chooses what was not offered', async () => {
    const person = app.visitor()
    await fillsIn(person, { town: 'Valence' })
    const page = await person.sends({}, 'Send the form')
    expect([page.status, ...page.errors]).toEqual([
      422,
      'Choose your municipality, or say that it is not in the list',
    ])
    const sealed = String(page.html.match(/name="sealed" value="([^"]+)"/)?.[1])
    const body = new URLSearchParams({ sealed, place: 'pl-legnica' })
    const sent = await person.asks('/en/interest/send', { method: 'POST', body })
    expect(sent.status).toBe(422)
    expect(await registered()).toBeUndefined()
  })

  it('that nobody knows is simply taken', async () => {
    const person = app.visitor()
    const page = await fillsIn(person, { town: 'Nowhere-sur-Rien' })
    expect(page.has('place')).toBe(false)
    await sendsIn(person)
    expect(await registered()).toMatchObject({ town: 'Nowhere-sur-Rien', communityId: null })
  })

  it('carries no link into the letter', async () => {
    for (const told of [{ town: 'Win at evil.example now' }, { contactName: 'https://evil.example' }])
      expect((await fillsIn(app.visitor(), told)).status).toBe(422)
    for (const town of ['Y', 'St. Gallen', 'St.Gallen', 'Frankfurt/Oder', '’s-Hertogenbosch', '1ère Commune'])
      expect([town, (await fillsIn(app.visitor(), { town })).status]).toEqual([town, 200])
  })
})

describe('suggestions', () => {
  const ask = async (query: string) => {
    const answer = await app.visitor().asks(`/api/v1/places?${query}`)
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() }
  }

  it('name the registry first, then the world, in the reader’s language', async () => {
    const { status, body } = await ask('q=legn&country=PL&lang=uk')
    expect(status).toBe(200)
    expect(body).toEqual({
      places: [
        {
          name: 'Legnica',
          called: 'Легниця',
          region: null,
          population: 97_300,
          community: 'pl-legnica',
          geonames: 3093692,
        },
        {
          name: 'Legnickie Pole',
          called: 'Legnickie Pole',
          region: 'Wrocław',
          population: 1301,
          community: null,
          geonames: expect.any(Number),
        },
      ],
    })
  })

  it('are eight at most', async () => {
    expect(((await ask('q=sa&country=FR')).body as { places: unknown[] }).places).toHaveLength(8)
  })

  it.each([
    'q=v&country=FR',
    'q=val',
    'q=lviv&country=UA',
    'q=minsk&country=BY',
    `q=${'x'.repeat(101)}&country=FR`,
  ])('refuse %s with a problem document', async (query) => {
    const { status, type, body } = await ask(query)
    expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8'])
    expect(body).toMatchObject({ status: 422, errors: [{ detail: expect.any(String) }] })
  })
})

describe('the places of the world', () => {
  it('are found by name, by a beginning, and by number', async () => {
    expect((await placesNamed('DE', 'koln')).map(({ name }) => name)).toEqual(['Köln'])
    const [shortest] = await placesBeginning('FR', 'die', 5)
    expect(shortest?.name).toBe('Die')
    expect((await placesBeginning('PL', 'lodz', 3)).map(({ name }) => name)).toContain('Łódź')
    expect(await placeById('PL', 3093692)).toMatchObject({
      name: 'Legnica',
      region: 'PL.72',
      seat: 'Wrocław',
    })
    expect([await placesNamed('AQ', 'x'), await placesNamed('FR', '–'), await placeById('FR', 1)]).toEqual([
      [],
      [],
      undefined,
    ])
  })

  it('are read a little at a time, so that others have their turn', async () => {
    let turns = 0
    let read = false
    const others = async () => {
      while (!read) {
        await setImmediate()
        turns++
      }
    }
    const waiting = others()
    expect((await placesBeginning('US', 'spring', 8)).length).toBe(8)
    read = true
    await waiting
    expect(turns).toBeGreaterThan(15)
  })
})
