// LibreOffice opens the sheets as they are meant: numbers are numbers, days are days, and everything else is
// text. Where it is not installed, nothing can be said.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { paths } from '../../src/paths.js'
import type { TestApp } from '../support/app.js'
import { aCommunity, aPartnership } from '../support/builders.js'
import { onSmallRegistry, opensIntroduction } from '../support/pair.js'

const office = ['/usr/bin/soffice', '/opt/homebrew/bin/soffice'].find((file) => existsSync(file))
const whenThereIs = office ? it : it.skip
const patience = 180_000

let app: TestApp
let folder: string
onSmallRegistry((opened) => {
  app = opened
})
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pobratym-office-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The sheet as LibreOffice keeps it, each cell with its type. */
async function opened(name: string, address: string): Promise<{ text: string; cells: string[] }> {
  const taras = await app.staff({ name: 'Тарас', email: `${name}@auc.example` })
  const answer = await taras.asks(address)
  const file = join(folder, `${name}.xlsx`)
  await writeFile(file, new Uint8Array(await answer.arrayBuffer()))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const convert = [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, file]
  await promisify(execFile)(office!, convert, { timeout: patience })
  const text = await readFile(join(folder, `${name}.fods`), 'utf8')
  const cells = [...text.matchAll(/<table:table-cell[^>]*office:value-type[^>]*>\s*<text:p>[^<]*/g)].map(
    ([cell]) => cell,
  )
  return { text, cells }
}

const typesOf = (cells: string[], shown: string) =>
  cells.flatMap((cell) =>
    cell.endsWith(`>${shown}`) ? (/office:value-type="([a-z]+)"/.exec(cell)?.[1] ?? []) : [],
  )

whenThereIs(
  'numbers, days and texts have their types in LibreOffice, and nothing is calculated',
  async () => {
    await aCommunity(app.ctx.db, { id: 'de-formula', nameEn: '=1+1', nameUk: null, lat: -1.5, lon: 0.25 })
    await aPartnership(app.ctx.db, 'ua-drohobych', 'de-formula')
    await opensIntroduction(app, await app.staff())

    const communities = await opened('communities', paths.staff.export('uk', 'communities.xlsx'))
    expect(typesOf(communities.cells, 'Дрогобич')).toEqual(['string'])
    expect(typesOf(communities.cells, '73682')).toEqual(['float'])
    expect(communities.cells.filter((cell) => cell.includes('office:value="49.35"'))).toHaveLength(1)

    const partnerships = await opened('partnerships', paths.staff.export('uk', 'partnerships.xlsx'))
    expect(typesOf(partnerships.cells, '=1+1')).toEqual(['string'])
    expect(partnerships.text).not.toContain('table:formula')

    const introductions = await opened(
      'introductions',
      `${paths.staff.export('uk', 'introductions.xlsx')}?state=all`,
    )
    const today = app.now().toISOString().slice(0, 10)
    expect(introductions.cells.filter((cell) => cell.includes(`office:date-value="${today}`))).toHaveLength(1)
  },
  patience,
)
