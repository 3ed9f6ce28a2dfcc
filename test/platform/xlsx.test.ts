// A workbook holds any text, and a spreadsheet can open it again.
import { expect, it } from '@jest/globals'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readSheet } from 'read-excel-file/node'
import { cellsOf, type Cell, type Column } from '../../src/platform/sheets/sheet.js'
import { xlsxFile } from '../../src/platform/sheets/xlsx.js'

async function afterRoundTrip(...texts: string[]): Promise<unknown[]> {
  const columns: Column<string>[] = [{ heading: 'Назва & <опис>', type: 'text', value: (text) => text }]
  async function* pieces(): AsyncGenerator<Cell[][]> {
    for (const text of texts) yield [cellsOf(columns, text)]
  }
  const file = await buffer(Readable.from(xlsxFile({ name: 'A/B [1]', columns }, pieces())))
  const [headings, ...rows] = await readSheet(Readable.from([file]))
  expect(headings).toEqual(['Назва & <опис>'])
  return rows.map(([cell]) => cell)
}

it('keeps what means something in XML, and every letter', async () => {
  const texts = ['<b>&amp;</b> "ґ" \u2019 ʼ', '=1+1', '00380', 'два\nрядки', '🇺🇦 𝕏']
  expect(await afterRoundTrip(...texts)).toEqual(texts)
})

it('leaves out signs that no such file can hold', async () => {
  expect(await afterRoundTrip('Дро\u0001го\u000bбич\ufffe', 'пів знака \ud83d тут')).toEqual([
    'Дрогобич',
    'пів знака  тут',
  ])
})

it('cuts a text that is too long for a cell, never through the middle of a sign', async () => {
  const longest = 32_767
  const [text] = await afterRoundTrip(`${'а'.repeat(longest - 1)}🇺🇦`)
  expect(text).toBe('а'.repeat(longest - 1))
})
