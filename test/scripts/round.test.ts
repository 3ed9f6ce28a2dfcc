// Taras looks at a round from the command line before anybody hears of it: `npm run round -- --dry-run`.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { dryRun } from '../../scripts/round/dry-run.js'
import { readOptions, takingPart, type Options } from '../../scripts/round/options.js'
import { report } from '../../scripts/round/report.js'
import type { Connection } from '../../src/platform/db/connect.js'
import { lockDirectory } from '../../src/platform/db/data-lock.js'
import { aProposal } from '../support/builders.js'
import { aDesk, runScript } from '../support/command-line.js'
import { testDatabase } from '../support/database.js'

const options = (...args: string[]) => readOptions(['--dry-run', ...args]) as Options

describe('a round of the registry', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await testDatabase({ seeded: true })
  })
  afterAll(() => connection.close())

  it('serves the 34 who look for a partner, three introductions each', async () => {
    const outcome = await dryRun(connection.db, options('--show', '2'))
    const lines = report(outcome)
    expect(lines[0]).toBe('A round for 34 communities: 17 in Ukraine, 17 abroad. Nothing is saved.')
    expect(lines.join('\n')).toContain('34 communities got one or more, 0 got none.')
    expect(lines.slice(-2).every((line) => /^ {2}0\.\d{3} {2}\S.* – .* \([A-Z]{2}\)$/.test(line))).toBe(true)
    const each = (id: string) =>
      outcome.chosen.filter((pair) => pair.uaId === id || pair.foreignId === id).length
    for (const id of outcome.taking) expect(each(id)).toBeLessThanOrEqual(3)
    expect(each('ua-tiachiv')).toBe(3)
  })

  it('keeps caps and floors, says who got none and why, and leaves out what staff decided', async () => {
    const first = await dryRun(
      connection.db,
      options('--for', 'all', '--cap', '2', '--cap', 'PL=9', '--floor', '1'),
    )
    const best = first.chosen[0]!
    const { uaId, foreignId } = best
    await aProposal(connection.db, { uaId, foreignId, state: 'rejected' })
    const outcome = await dryRun(
      connection.db,
      options('--for', 'all', '--cap', '2', '--cap', 'PL=9', '--floor', '1'),
    )
    const lines = report(outcome).join('\n')
    expect(outcome.chosen).not.toContainEqual(best)
    expect(outcome.chosen.filter(({ country }) => country === 'PL').length).toBeLessThanOrEqual(9)
    expect(outcome.chosen.filter(({ country }) => country === 'DE').length).toBeLessThanOrEqual(2)
    expect(outcome.chosen.filter(({ country }) => ['UA', 'RU', 'BY'].includes(country))).toEqual([])
    expect(lines).toContain('at most 2 with each country, 9 with PL')
    expect(lines).toContain('1 pair decided before and left out')
    expect(lines).toMatch(
      /Taking the best pair again and again would give \d+ with a total of [\d.]+, [\d.]+ % less\./,
    )
    expect(lines).toMatch(/\d+: the countries of their remaining candidates have reached their cap \(.*…\)/)
    // Abroad most of them lie in few countries, whose caps stand; in Ukraine nobody stays alone.
    const ours = outcome.alone.filter((id) => id.startsWith('ua-'))
    expect(ours.length).toBeGreaterThan(0)
    expect(ours.filter((id) => !outcome.chosen.some((pair) => pair.uaId === id))).toEqual([])
    expect(lines).toMatch(/Of the \d+ without any partner \d+ reach the floor of 1\./)
  })

  it('knows the communities it is asked for, or says so', async () => {
    const outcome = await dryRun(connection.db, options('--for', 'ua-lviv,ua-drohobych', '--most-ua', '2'))
    expect(outcome.chosen.map(({ uaId }) => uaId).sort()).toEqual([
      'ua-drohobych',
      'ua-drohobych',
      'ua-lviv',
      'ua-lviv',
    ])
    await expect(dryRun(connection.db, options('--for', 'ua-lviv,ua-atlantis'))).rejects.toThrow(
      'ua-atlantis',
    )
  })
})

describe('the command line', () => {
  it('takes part for those abroad too, but for nobody in a closed country', () => {
    const communities = new Map([
      ['ua-lviv', { country: 'UA', seeking: true }],
      ['de-kiel', { country: 'DE', seeking: false }],
      ['ru-pskov', { country: 'RU', seeking: true }],
    ])
    expect([...takingPart('all', communities)]).toEqual(['ua-lviv', 'de-kiel'])
    expect([...takingPart('seeking', communities)]).toEqual(['ua-lviv'])
    expect(() => takingPart(['ru-pskov'], communities)).toThrow('ru-pskov')
  })

  it('reads caps, limits and the least total', () => {
    const { cap, rules, show } = options(
      '--cap',
      '10',
      '--cap',
      'PL=40',
      '--most',
      '2',
      '--most-ua',
      '5',
      '--least',
      '.25',
    )
    expect([cap('PL'), cap('DE')]).toEqual([40, 10])
    expect(rules).toEqual({ perUa: 5, perForeign: 2, least: 0.25 })
    expect(show).toBe(20)
  })

  it.each([
    [[], '--dry-run is missing'],
    [['--dry-run', '--most', '0'], '--most 0: must be a whole number from 1'],
    [['--dry-run', '--cap', 'Poland'], '--cap Poland: must look like 10 or PL=40'],
    [['--dry-run', '--least', '2'], '--least 2: must be a number from 0 to 1'],
    [['--dry-run', '--wet'], "Unknown option '--wet'"],
  ])('is refused with the way it is used: %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
    expect(() => readOptions(args)).toThrow('npm run round -- --dry-run')
  })

  it('says who holds the data directory, and leaves it alone', async () => {
    const desk = aDesk()
    const unlock = lockDirectory(desk.dir)
    try {
      const { code, err } = await runScript('scripts/round.ts', ['--dry-run'], {
        DATA_DIR: desk.dir,
        DATABASE_URL: '',
        MEILI_URL: '',
      })
      expect(code).toBe(2)
      expect(err.join('\n')).toContain(`is in use by process ${process.pid}`)
    } finally {
      unlock()
      desk.clear()
    }
  })
})
