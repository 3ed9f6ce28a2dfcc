// How files are read: personal data, dates, durations, names of places, headings, workbooks. No database.
import { describe, expect, it } from '@jest/globals'
import writeXlsxFile from 'write-excel-file/node'
import { countryIn } from '../../src/features/imports/country-names.js'
import { guessKind, guessMapping } from '../../src/features/imports/headings.js'
import { looksPrivate, redacted } from '../../src/features/imports/redact.js'
import { signedIn } from '../../src/features/imports/register-dates.js'
import {
  councilIn,
  isNoCommunity,
  oblastIn,
  placeIn,
  placesInTitle,
} from '../../src/features/imports/register-units.js'
import { durationOf, kindOfTitle } from '../../src/features/imports/register-words.js'
import { readUpload } from '../../src/features/imports/sheet.js'

describe('personal data in cells', () => {
  it.each([
    ['місто Білгорай - Іваненко І. І.', 'місто Білгорай', ['person']],
    ['Тарту, mayor John Doe', 'Тарту', ['person']],
    ['І. І. Іваненко, м. Броди', 'м. Броди', ['person']],
    ['Іваненко Іван Петрович', '', ['person']],
    ['м. Ковель, вул. Незалежності, 73', 'м. Ковель', ['address']],
    ['Bonn, Rathausgasse 5', 'Bonn', ['address']],
    ['тел.: +38 (03352) 0-00-10', '', ['phone']],
    ['Рада, office@rada.example.org', 'Рада', ['email']],
  ])('%s', (cell, text, leftOut) => {
    expect(redacted(cell)).toEqual({ text, leftOut })
  })

  it.each([
    '22.03.2017, м.Устрики Долішні',
    '2008-03-13 00:00:00',
    'UA46040070010064000',
    '1 234 567',
    'м. Івано-Франківськ',
    'Миколаївська міська рада, міський голова',
    '49.35, 23.51',
    'Угода про співпрацю між м. Броди та м. Белжице',
  ])('leaves %s as it is', (cell) => {
    expect(redacted(cell)).toEqual({ text: cell, leftOut: [] })
  })

  it('tells private addresses from those of offices', () => {
    expect(['a@gmail.com', 'b@ukr.net', 'c@wp.pl'].map(looksPrivate)).toEqual([true, true, true])
    expect(['a@drohobych-rada.gov.ua', 'info@mairie-die.fr'].map(looksPrivate)).toEqual([false, false])
  })
})

describe('dates', () => {
  it.each([
    ['22.03.2017, м. Устрики Долішні', '2017-03-22', 2017],
    ['07.01.1995,                  м. Батумі', '1995-01-07', 1995],
    ['19 листопада 2025 року', '2025-11-19', 2025],
    ['«9» червня 2009 р., м. Броди', '2009-06-09', 2009],
    ['2008-03-13 00:00:00', '2008-03-13', 2008],
    ['45000', '2023-03-15', 2023],
    ['2009 р.', null, 2009],
    ['31.02.2010', null, null],
    ['', null, null],
  ])('%s', (text, on, year) => expect(signedIn(text)).toEqual({ on, year }))
})

describe('the words of the register', () => {
  it.each([
    ['безстроково', true, null, null],
    ['3 роки', false, 3, null],
    ['5 (п’ять) років з автоматичним продовженням', false, 5, true],
    ['_', false, null, null],
  ])('%s', (text, unlimited, years, autoRenewal) =>
    expect(durationOf(text)).toEqual({ unlimited, years, autoRenewal }),
  )

  it.each([
    ['Договір про побратимство та дружбу', 'twinning'],
    ['Угода про поріднення міст', 'twinning'],
    ['Меморандум про взаєморозуміння', 'memorandum'],
    ['Угода про співпрацю та партнерство', 'partnership'],
    ['Угода про співробітництво', 'cooperation'],
    ['Протокол про наміри щодо співробітництва', 'other'],
  ])('%s', (title, kind) => expect(kindOfTitle(title)).toBe(kind))

  it.each([
    ['Республіка Польща', 'PL'],
    ['Румунія', 'RO'],
    ['Англія, Сполучене Королівство Великої Британії і Північної Ірландії', 'GB'],
    ['Китайська Народна Республіка', 'CN'],
    ['Чеська Республіка', 'CZ'],
    ['Germany', 'DE'],
    ['Нарнія', undefined],
  ])('%s', (text, code) => expect(countryIn(text)).toBe(code))
})

describe('names of places', () => {
  it.each([
    ['м. Устрики Долішні', 'city', 'Устрики Долішні'],
    ['Гміна Ясло', 'gmina', 'Ясло'],
    ['Комуна\nАпа (повіт Сату Маре)', 'commune', 'Апа'],
    ['місто Білгорай Люблінського воєводства', 'city', 'Білгорай'],
    ['м. Тиргу-Нямц, Бакеу повіт', 'city', 'Тиргу-Нямц'],
    ['Істрійська жупанія', 'county', 'Істрійська жупанія'],
    ['повіт Сучава', 'county', 'Сучава'],
    ['Еш-кам-Рідлі (графство Кент, Англія)', null, 'Еш-кам-Рідлі'],
  ])('%s', (cell, unit, name) => expect(placeIn(cell)).toEqual({ unit, name }))

  it('reads councils, oblasts and titles in any case', () => {
    expect(councilIn('Білгород-Дністровська міська рада')).toEqual({
      adjective: 'Білгород-Дністровська',
      kind: 'city',
    })
    expect(councilIn('Забродівською сільською радою')).toEqual({ adjective: 'Забродівська', kind: 'village' })
    expect(oblastIn('радою Чернівецького району Чернівецької області')).toBe('Чернівецька область')
    expect(placesInTitle('між м.Білгород – Дністровський \nта м. Тиргу Окна, Бакеу повіт')).toEqual([
      'Білгород-Дністровський',
      'Тиргу Окна',
    ])
    expect(isNoCommunity('Ковельська районна державна адміністрація (м. Ковель)')).toBe(true)
    expect(isNoCommunity('Ковельська міська рада')).toBe(false)
  })
})

describe('headings and workbooks', () => {
  it('tells the kinds of files apart, in Ukrainian and English', () => {
    expect(guessKind(['Назва', 'Країна', 'Населення'])).toBe('communities')
    expect(guessKind(['Community', 'Contact name', 'E-mail', 'Phone'])).toBe('contacts')
    expect(guessKind(['Українська громада', 'Партнер', 'Країна', 'Рік'])).toBe('partnerships')
    expect(guessKind(['Назва угоди', 'Субʼєкт України', 'Іноземна держава', 'Строк дії'])).toBe('register')
    expect(guessMapping('communities', ['Населення, осіб', 'Назва'])).toEqual({ population: 0, name: 1 })
  })

  it('reads a workbook as it reads text: numbers, days and line breaks', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'Назва' }, { value: 'Дата' }, { value: 'Населення' }],
      [
        { value: 'Броди\nмісто' },
        { value: new Date('2009-06-09T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
        { value: 23134, type: Number },
      ],
    ] as never).toBuffer()
    const read = await readUpload(bytes)
    expect(read).toEqual({
      ok: true,
      sheet: {
        headings: ['Назва', 'Дата', 'Населення'],
        rows: [{ no: 2, cells: ['Броди\nмісто', '2009-06-09 00:00:00', '23134'] }],
        format: 'xlsx',
      },
    })
  })
})
