// Whether somebody is here already: under another name, at the same place, behind the same domain.
import { describe, expect, it } from '@jest/globals'
import { likeliest, signsOf, type Known } from '../../src/features/interest/review.duplicates.js'
import {
  asciiName,
  idsFor,
  kindOf,
  regionNamed,
  sizeClassOf,
} from '../../src/features/interest/review.registry.js'
import { domainOfOffice, domainOfSite } from '../../src/platform/kit/domains.js'

const place = (given: Partial<Known>): Known => ({
  communityId: null,
  country: 'PL',
  geonamesId: null,
  lat: null,
  lon: null,
  names: ['Legnica'],
  domains: [],
  email: null,
  ...given,
})
const kinds = (a: Partial<Known>, b: Partial<Known>) => signsOf(place(a), place(b)).map(({ kind }) => kind)

describe('a likeness', () => {
  it.each([
    [{ names: ['LEGNICA'] }, 'name'],
    [{ names: ['Łegnica'] }, 'name'],
    [{ names: ['Liegnitz'] }, 'other-name'],
    [{ names: ['Легниця'] }, 'other-name'],
    [{ names: ['Legnicka'] }, 'similar'],
    [{ names: ['Lignica'] }, 'similar'],
  ])('is found between a typed name and those of a place: %j', (typed, kind) => {
    expect(kinds(typed, { names: ['Legnica', 'Легниця', 'Liegnitz'] })).toEqual([kind])
  })

  it('is not found between short names with one letter of difference, or across a border', () => {
    expect(kinds({ names: ['Die'], country: 'FR' }, { names: ['Dié'], country: 'FR' })).toEqual(['name'])
    expect(kinds({ names: ['Die'], country: 'FR' }, { names: ['Dio'], country: 'FR' })).toEqual([])
    expect(kinds({ names: ['Valence'], country: 'FR' }, { names: ['Valence'], country: 'ES' })).toEqual([])
  })

  it('is the GeoNames number, a distance of at most 12 km, a domain or an address', () => {
    const apart = { names: ['Somewhere'] }
    expect(kinds({ ...apart, geonamesId: 5 }, { geonamesId: 5 })).toEqual(['geonames'])
    expect(kinds({ ...apart, lat: 51.2, lon: 16.1 }, { lat: 51.21, lon: 16.16 })).toEqual(['near'])
    expect(kinds({ ...apart, lat: 51.2, lon: 16.1 }, { lat: 51.21, lon: 16.36 })).toEqual([])
    expect(kinds({ ...apart, domains: ['um.legnica.example'] }, { domains: ['legnica.example'] })).toEqual([
      'domain',
    ])
    expect(kinds({ ...apart, domains: ['blegnica.example'] }, { domains: ['legnica.example'] })).toEqual([])
    expect(kinds({ ...apart, email: 'a@b.example' }, { email: 'a@b.example' })).toEqual(['contact'])
  })

  it('counts the surest first, and of the merely near only the nearest three', () => {
    const near = [5, 1, 9, 3].map((km) => ({
      km,
      signs: signsOf(place({ names: ['X'], lat: 50, lon: 20 }), place({ lat: 50 + km / 111.2, lon: 20 })),
    }))
    const named = { km: 0, signs: signsOf(place({}), place({})) }
    expect(likeliest([...near, named, { km: -1, signs: [] }]).map(({ km }) => km)).toEqual([0, 1, 3, 5])
  })
})

it('a domain is that of an office; a public mailbox has none', () => {
  expect(domainOfSite('https://www.die.fr/accueil')).toBe('die.fr')
  expect(domainOfSite('ville-die.fr')).toBe('ville-die.fr')
  expect(domainOfSite('no address')).toBeUndefined()
  expect(domainOfOffice('claire@die.fr')).toBe('die.fr')
  expect(domainOfOffice('claire.die@gmail.com')).toBeUndefined()
})

describe('a new community', () => {
  const first = (n: number, ...given: Parameters<typeof idsFor>) => {
    const ids = idsFor(...given)
    return Array.from({ length: n }, () => ids.next().value)
  }

  it('gets an id of country and name, then with the region, then a number', () => {
    expect(first(3, 'FR', 'Saint-Étienne', 'Auvergne-Rhône-Alpes')).toEqual([
      'fr-saint-etienne',
      'fr-saint-etienne-auvergne-rhone-alpes',
      'fr-saint-etienne-auvergne-rhone-alpes-2',
    ])
    expect(first(2, 'PL', 'Łódź', null)).toEqual(['pl-lodz', 'pl-lodz-2'])
    expect(first(1, 'BG', 'Велико Търново', null)).toEqual(['bg-veliko-tarnovo'])
    expect(asciiName('京都', 'JP')).toBe('')
  })

  it('gets the size classes of the registry', () => {
    expect([null, 800, 3_000, 5_000].map(kindOf)).toEqual(['settlement', 'village', 'settlement', 'city'])
    expect([null, 49_999, 50_000, 100_000, 500_000].flatMap(sizeClassOf)).toEqual([
      'small',
      'medium',
      'large',
      'metropolis',
    ])
  })

  it('lies in the region of the registry that its answer names', () => {
    const regions = [{ nameEn: 'Lower Silesia', nameUk: 'Нижньосілезьке воєводство' }]
    expect(regionNamed('lower  silesia', regions)).toBe(regions[0])
    expect(regionNamed('нижньосілезьке воєводство', regions)).toBe(regions[0])
    expect(regionNamed('Woiwodschaft Niederschlesien', regions)).toBe(regions[0])
    expect(regionNamed('Silesia', regions)).toBeUndefined()
    expect(regionNamed(null, regions)).toBeUndefined()
  })
})
