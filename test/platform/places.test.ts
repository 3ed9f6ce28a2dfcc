// Names of regions, within a sentence and where they stand alone.
import { describe, expect, it } from '@jest/globals'
import { regionInSentence, regionName } from '../../src/platform/i18n/places.js'

const lviv = { uk: 'Львівська область', en: 'Lviv Oblast' }
const luzon = { uk: 'провінція Лусон', en: 'Luzon' }
const kyiv = { uk: 'м. Київ', en: 'Kyiv City' }

describe('a region', () => {
  it('is written small within a sentence where the language does so', () => {
    expect(regionInSentence('pl', lviv)).toBe('obwód lwowski')
    expect(regionInSentence('uk', luzon)).toBe('провінція Лусон')
  })

  it('begins with a capital where it stands alone, but for an abbreviation', () => {
    expect(regionName('pl', lviv)).toBe('Obwód lwowski')
    expect(regionName('uk', luzon)).toBe('Провінція Лусон')
    expect(regionName('uk', kyiv)).toBe('м. Київ')
  })

  it('has no name where the language has none', () => {
    expect(regionName('uk', { uk: null, en: 'Luzon' })).toBeUndefined()
  })
})
