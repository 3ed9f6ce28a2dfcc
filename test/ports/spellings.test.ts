// How names are compared and spelt: folding, keyboards, romanisation, alphabetical order.
import { describe, expect, it } from '@jest/globals'
import { distanceKm } from '../../src/platform/search/distance.js'
import { fold } from '../../src/platform/search/fold.js'
import { oneAlphabet, otherLayout } from '../../src/platform/search/keyboard.js'
import { keysOf } from '../../src/platform/search/names.js'
import { readingsOf } from '../../src/platform/search/reading.js'
import { inCyrillic, inLatin, inOldLatin } from '../../src/platform/search/romanise.js'
import { sortKey } from '../../src/platform/search/sort-key.js'

describe('folding', () => {
  it.each([
    ['Кам’янець-Подільський', 'камянець подільськии'],
    ['КАМʼЯНЕЦЬ  ПОДІЛЬСЬКИЙ ', 'камянець подільськии'],
    ['Łódź', 'lodz'],
    ['Gießen', 'giessen'],
    ['İzmir', 'izmir'],
    ['Iğdır', 'igdir'],
    ['Ґданськ', 'гданськ'],
    ['Saint-Étienne (Loire)', 'saint etienne loire'],
    ['Žďár nad Sázavou', 'zdar nad sazavou'],
    ['…', ''],
  ])('%s becomes "%s"', (name, folded) => {
    expect(fold(name)).toBe(folded)
    expect(fold(folded)).toBe(folded)
  })

  it('composed and decomposed letters are the same', () => {
    for (const name of ['Їжакевич', 'München', 'Đà Nẵng', 'Йозеф'])
      expect(fold(name.normalize('NFD'))).toBe(fold(name))
  })

  it('a name has a key from each word on, but none that is only a letter or two', () => {
    expect(keysOf('ivano frankivsk')).toEqual(['ivanofrankivsk', 'frankivsk'])
    expect(keysOf('frankfurt am main')).toEqual(['frankfurtammain', 'ammain', 'main'])
    expect(keysOf('ax i')).toEqual(['axi'])
  })
})

describe('keyboards', () => {
  it.each([
    ['kmdsd', 'львів'],
    ['[fhrsd', 'харків'],
    ['{FHRSD', 'харків'],
    ['lhjuj,bx', 'дрогобич'],
    ['Лщтшт', 'konin'],
    ['Ылн', 'sky'],
    ['ЧшєАн', "xi'fy"],
  ])('%s was meant as %s', (typed, meant) => {
    expect(otherLayout(typed)).toBe(meant)
  })

  it.each(['Київ', 'Жовква', '12', 'Львiв', '北京'])('%s can be no name in the other layout', (typed) => {
    expect(otherLayout(typed)).toBeUndefined()
  })

  it('letters of another alphabet that only look right are put right', () => {
    expect(oneAlphabet('львiв')).toBe('львів')
    expect(oneAlphabet('кoнін')).toBe('конін')
    expect(oneAlphabet('kоnin')).toBe('konin')
    expect(oneAlphabet('kиїv')).toBe('kиїv')
  })

  it('a text has one reading or two, and none when there is nothing to read', () => {
    expect(readingsOf('Kiel').map(({ key }) => key)).toEqual(['kiel', 'лшуд'])
    expect(readingsOf('Нова Жовква').map(({ words }) => words)).toEqual([['нова', 'жовква']])
    expect(readingsOf(' ?! ')).toEqual([])
    expect(readingsOf('а'.repeat(10_000))[0]?.key.length).toBeLessThan(200)
  })
})

describe('other spellings', () => {
  it('Ukrainian names the official way, the older ways, and as neighbours write them', () => {
    expect(inLatin('Житомир', 'UA')).toEqual(['zhytomyr', 'zhitomir', 'zytomyr', 'schytomyr'])
    expect(inLatin('Згурівка', 'UA')).toContain('zghurivka')
    expect(inLatin('Єнакієве', 'UA')[0]).toBe('yenakiieve')
    expect(inLatin('Кам’янець-Подільський', 'UA')).toContain('kamyanets-podilskyy')
    expect(inOldLatin('Каменец-Подольский')).toEqual(['kamenets-podolsky'])
    expect(inLatin('София', 'BG')).toContain('sofiya')
    expect(inLatin('Berlin', 'DE')).toEqual([])
  })

  it('foreign names by ear of their country', () => {
    expect(inCyrillic('Łowicz', 'PL')).toEqual(['ловіч'])
    expect(inCyrillic('Żyrardów', 'PL')).toEqual(['жирардув'])
    expect(inCyrillic('Schwäbisch Gmünd', 'DE')).toEqual(['швебіш гмюнд'])
    expect(inCyrillic('Szombathely', 'HU')).toEqual(['сомбатгей'])
    expect(inCyrillic('Ploiești', 'RO')).toEqual(['плоіешті'])
    expect(inCyrillic('Київ', 'UA')).toEqual([])
  })
})

describe('order and distance', () => {
  const sorted = (names: string[], locale: string) =>
    names.sort((a, b) => (sortKey(a, locale) < sortKey(b, locale) ? -1 : 1))

  it('the Ukrainian alphabet has its own order, and comes first for its readers', () => {
    const names = [
      'Яремче',
      'Aachen',
      'Ґданськ',
      'Їжакевич',
      'Гомель',
      'Дрогобич',
      'Йозефів',
      'Ізюм',
      'Ирпінь',
    ]
    expect(sorted(names, 'uk')).toEqual([
      'Гомель',
      'Ґданськ',
      'Дрогобич',
      'Ирпінь',
      'Ізюм',
      'Їжакевич',
      'Йозефів',
      'Яремче',
      'Aachen',
    ])
    expect(sorted(['Яремче', 'Zürich', 'Örebro', 'Opole'], 'en')).toEqual([
      'Opole',
      'Örebro',
      'Zürich',
      'Яремче',
    ])
  })

  it('Polish letters with marks follow those without for Polish readers only', () => {
    const names = () => ['Żary', 'Zamość', 'Źródło', 'Łódź', 'Lublin', 'Łańcut', 'Ósemka', 'Opole', 'Jürgen']
    expect(sorted(names(), 'pl')).toEqual(
      ['Jürgen', 'Lublin', 'Łańcut', 'Łódź', 'Opole', 'Ósemka', 'Zamość', 'Źródło', 'Żary'], // prettier-ignore
    )
    expect(sorted(names(), 'en').slice(1, 4)).toEqual(['Łańcut', 'Łódź', 'Lublin'])
  })

  it('a word ends before a letter begins', () => {
    expect(sorted(['Banská', 'Ban Pong', 'Ban'], 'en')).toEqual(['Ban', 'Ban Pong', 'Banská'])
  })

  it('kilometres are over the ground', () => {
    const lviv = { lat: 49.83826, lon: 24.02324 }
    expect(distanceKm(lviv, { lat: 50.45466, lon: 30.5238 })).toBeCloseTo(468.1, 0)
    expect(distanceKm(lviv, lviv)).toBe(0)
    expect(distanceKm({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 })).toBeCloseTo(22.2, 0)
  })
})
