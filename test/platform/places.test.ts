// Names of regions, within a sentence and where they stand alone, and the language of other names.
import { describe, expect, it } from '@jest/globals'
import { languageOfName, regionInSentence, regionName } from '../../src/platform/i18n/places.js'

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

  it('abroad is named as the reader’s language does it', () => {
    const lublin = { uk: 'Люблінське воєводство', en: 'Lublin Voivodeship' }
    expect(regionName('pl', lublin)).toBe('Województwo lubelskie')
    expect(regionName('de', { uk: 'Баварія', en: 'Bavaria' })).toBe('Bayern')
    expect(regionInSentence('fr', lublin)).toBe('voïvodie de Lublin')
  })

  it('has no name where the language has none', () => {
    expect(regionName('uk', { uk: null, en: 'Luzon' })).toBeUndefined()
    expect(regionName('pl', luzon)).toBeUndefined()
  })
})

describe('the language of a name', () => {
  it('is that of its country, but for a romanised one', () => {
    expect(languageOfName('GE', 'ფოთი')).toBe('ka')
    expect(languageOfName('GE', 'Poti')).toBe('en')
    expect(languageOfName('CN', 'Wanzhou')).toBe('en')
    expect(languageOfName('RS', 'Novi Sad')).toBe('sr')
    expect(languageOfName('PL', 'Łódź')).toBe('pl')
    expect(languageOfName('CH', 'Genève')).toBeNull()
  })
})
