// Somebody with files and a shell ranks communities: `npm run rank`, run as they run it.
import { afterAll, describe, expect, it } from '@jest/globals'
import { gatherProblems } from '../../scripts/rank/csv.js'
import { readCommunities, readPartnerships } from '../../scripts/rank/files.js'
import { readOptions } from '../../scripts/rank/options.js'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { scorePair } from '../../src/scoring/score.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { aDesk, runScript } from '../support/command-line.js'

const desk = aDesk()
const { file } = desk
const run = (...args: string[]) => runScript('scripts/rank.ts', args)
afterAll(() => desk.clear())

const columns = 'id,country,lat,lon,population,admin1_code,kind,features,topics'
const places = [
  'ua-buchach,UA,49.06,25.39,12000,UA.22,city,small,energy;need:water',
  'ua-lviv,UA,49.84,24.03,717000,UA.15,city,regional-seat;metropolis,',
  'ua-sambir,UA,49.52,23.20,34000,UA.15,city,small,',
  'pl-jaslo,PL,49.75,21.47,36000,PL.80,city,small,offer:water',
  'pl-lublin,PL,51.25,22.57,340000,PL.75,city,regional-seat;large,',
  'de-ulm,DE,48.40,9.99,120000,DE.01,city,large,energy',
  'fr-die,FR,44.75,5.37,,,,,',
  'ru-pskov,RU,57.81,28.33,190000,RU.60,city,large,',
]

describe('ranking', () => {
  it('gives Oksana the best for each community of Ukraine, and never a partner again', async () => {
    const communities = file('communities.csv', columns, ...places)
    const partnerships = file(
      'partnerships.csv',
      'ua_id,foreign_id,status',
      'ua-lviv,pl-lublin,active',
      'pl-jaslo,de-ulm,',
    )
    const { code, header, rows } = await run(
      '--communities',
      communities,
      '--partnerships',
      partnerships,
      '--for',
      'UA',
    )
    expect(code).toBe(0)
    expect(header).toBe('community_id,candidate_id,rank,score,coverage')
    expect(rows.map(([community]) => community)).toEqual([
      ...Array<string>(4).fill('ua-buchach'),
      ...Array<string>(3).fill('ua-lviv'),
      ...Array<string>(4).fill('ua-sambir'),
    ])
    expect(
      rows.filter(([community, candidate]) => community === 'ua-lviv' && candidate === 'pl-lublin'),
    ).toEqual([])
    expect(rows.flat()).not.toContain('ru-pskov')
    expect(rows.find(([community]) => community === 'ua-sambir')?.[1]).toBe('pl-jaslo')
    for (const [i, [community, , rank, score, coverage]] of rows.entries()) {
      const before = rows[i - 1]
      const first = before?.[0] !== community
      expect(Number(rank)).toBe(first ? 1 : Number(before?.[2]) + 1)
      if (!first) expect(Number(score)).toBeLessThanOrEqual(Number(before?.[3]))
      for (const share of [Number(score), Number(coverage)]) expect(share >= 0 && share <= 1).toBe(true)
    }
  })

  it('gives every community its list when no country is named, as long as asked for', async () => {
    const communities = file('communities.csv', columns, ...places)
    const { rows } = await run('--communities', communities, '--top', '2')
    const counts = new Map(places.map((line) => [line.split(',')[0]!, 0]))
    for (const [community] of rows) counts.set(community!, counts.get(community!)! + 1)
    expect([...counts.values()]).toEqual([2, 2, 2, 2, 2, 2, 2, 0])
  })

  it('needs no more than id, country and place, and knows less then', async () => {
    const bare = places.map((line) => line.split(',').slice(0, 4).join(','))
    const poor = await run('--communities', file('bare.csv', 'id,country,lat,lon', ...bare), '--for', 'UA')
    const rich = await run('--communities', file('communities.csv', columns, ...places), '--for', 'UA')
    const coverageOf = ({ rows }: typeof poor) =>
      Number(rows.find(([community, candidate]) => community === 'ua-lviv' && candidate === 'pl-lublin')?.[4])
    expect(poor.code).toBe(0)
    expect(poor.rows).toHaveLength(rich.rows.length)
    expect(coverageOf(poor)).toBeLessThan(coverageOf(rich))
  })

  it('takes partnerships between others as evidence', async () => {
    const communities = file('communities.csv', columns, ...places)
    const pairs = file('pairs.csv', 'community_id,candidate_id', 'ua-lviv,pl-jaslo')
    const score = async (...lines: string[]) => {
      const known = file('partnerships.csv', 'community_id,partner_id', ...lines)
      return Number(
        (await run('--communities', communities, '--partnerships', known, '--pairs', pairs)).rows[0]?.[3],
      )
    }
    const without = await score('ua-lviv,de-ulm', 'pl-jaslo,fr-die')
    const shared = await score('ua-lviv,de-ulm', 'pl-jaslo,de-ulm')
    expect(shared).toBeGreaterThan(without)
  })

  it('says what scoring says of a pair, however the list is made', async () => {
    const communities = file('communities.csv', columns, ...places)
    const partnerships = file('partnerships.csv', 'ua_id,foreign_id', 'ua-lviv,pl-lublin', 'ua-sambir,de-ulm')
    const profiles = await readCommunities(communities, gatherProblems())
    const byId = new Map(profiles.map((profile) => [profile.id, profile]))
    const known = await readPartnerships(partnerships, byId, gatherProblems(), console.error)
    const evidence = gatherEvidence(profiles, known)
    for (const top of ['1', 'all']) {
      const { rows } = await run('--communities', communities, '--partnerships', partnerships, '--top', top)
      for (const [community, candidate, , score, coverage] of rows) {
        const plain = scorePair(byId.get(community!)!, byId.get(candidate!)!, evidence, currentWeights)
        expect(Number(score)).toBeCloseTo(plain.total, 8)
        expect(Number(coverage)).toBeCloseTo(plain.coverage, 8)
      }
    }
  })

  it('falls out the same way whatever the order of the rows', async () => {
    const twins = ['pl-b', 'pl-a', 'pl-d', 'pl-c'].map((id) => `${id},PL,50,22,36000,PL.80,city,small,`)
    const here = file('here.csv', columns, ...places, ...twins)
    const there = file('there.csv', columns, ...[...places, ...twins].reverse())
    const sorted = async (communities: string) =>
      (await run('--communities', communities)).rows.map(String).sort()
    const first = await sorted(here)
    expect(first).toEqual(await sorted(there))
    const ranks = first.filter((row) => /^ua-sambir,pl-[a-d],/.test(row)).map((row) => row.split(','))
    expect(ranks.map(([, candidate]) => candidate)).toEqual(['pl-a', 'pl-b', 'pl-c', 'pl-d'])
    expect(Number(ranks[3]?.[2]) - Number(ranks[0]?.[2])).toBe(3)
  })
})

describe('scoring pairs', () => {
  it('keeps the order of the file and leaves out pairs that nobody makes', async () => {
    const communities = file('communities.csv', columns, ...places)
    const pairs = file(
      'pairs.csv',
      'community_id,candidate_id',
      'ua-sambir,de-ulm',
      'ua-sambir,pl-jaslo',
      'pl-jaslo,ua-sambir',
      'ua-lviv,ru-pskov',
      'ua-lviv,ua-sambir',
    )
    const { code, rows, err } = await run('--communities', communities, '--pairs', pairs)
    expect(code).toBe(0)
    expect(rows.map(([a, b, rank]) => `${a} ${b} ${rank}`)).toEqual([
      'ua-sambir de-ulm 2',
      'ua-sambir pl-jaslo 1',
      'pl-jaslo ua-sambir 1',
    ])
    expect(rows[1]?.[3]).toBe(rows[2]?.[3])
    expect(err).toEqual([expect.stringMatching(/^2 pairs left out: /)])
  })
})

describe('what is wrong', () => {
  it('is told for each cell with file, line and column', async () => {
    const communities = file(
      'bad.csv',
      columns,
      'ua-lviv,UA,149.84,24.03,717000,UA.15,city,metropolis,',
      'ua-sambir,ua,49.52,north,many,UA.15,town,small;costal,engery',
      'ua-halych,UA,49.12,24.73',
      ',UA,49,25,1,,,,',
      '"ua-skole',
    )
    const { code, err, header } = await run('--communities', communities)
    expect(code).toBe(2)
    expect(header).toBe('')
    expect(err).toEqual([
      'bad.csv:2:lat: must be from -90 to 90',
      'bad.csv:3:country: must be two capital letters (ISO 3166-1)',
      'bad.csv:3:lon: must be a number',
      'bad.csv:3:population: must be a number',
      'bad.csv:3:kind: must be one of: city, settlement, village',
      expect.stringMatching(/^bad\.csv:3:features: must be one of: capital, /),
      expect.stringMatching(/^bad\.csv:3:topics: must be one of: energy, /),
      'bad.csv:4:row: has 4 cells instead of 9',
      'bad.csv:5:id: must not be empty',
      expect.stringMatching(/^bad\.csv:6:row: Quote Not Closed/),
    ])
  })

  it('is told for every file at once', async () => {
    const communities = file(
      'twice.csv',
      'id,country,lat,lon',
      'ua-lviv,UA,49,24',
      'pl-jaslo,PL,49,21',
      'ua-lviv,UA,49,24',
    )
    const partnerships = file('partners.csv', 'a,b', 'ua-lviv,pl-jaslo')
    const pairs = file('pairs.csv', 'community_id,candidate_id', 'ua-lviv,pl-jaslo', 'ua-lviv,pl-atlantis')
    const { code, err } = await run(
      '--communities',
      communities,
      '--partnerships',
      partnerships,
      '--pairs',
      pairs,
    )
    expect(code).toBe(2)
    expect(err).toEqual([
      'twice.csv:4:id: ua-lviv repeats line 2',
      'partners.csv:1:row: must have the columns community_id and partner_id, or ua_id and foreign_id',
      'pairs.csv:3:candidate_id: pl-atlantis is no community of the file',
    ])
  })

  it('is told of files that are not there, empty, or lack a column', async () => {
    const lacking = file('lacking.csv', 'id,country,lon', 'ua-lviv,UA,24')
    expect((await run('--communities', lacking)).err).toEqual(['lacking.csv:1:lat: this column is missing'])
    expect((await run('--communities', '/nowhere/none.csv')).err).toEqual(['none.csv: there is no such file'])
    expect((await run('--communities', file('empty.csv'))).err).toEqual(['empty.csv: the file is empty'])
  })

  it('counts lines as an editor does, also behind a cell with a line break', async () => {
    const communities = file(
      'lines.csv',
      'id,country,lat,lon,note',
      'ua-lviv,UA,49,24,"one',
      'two"',
      '',
      'ua-sambir,UA,x,24,',
    )
    expect((await run('--communities', communities)).err).toEqual(['lines.csv:5:lat: must be a number'])
  })

  it('is told with the way it is used, and nothing is written', async () => {
    const { code, err, header } = await run('--comunities', 'x.csv')
    expect(code).toBe(2)
    expect(err[0]).toMatch(/--comunities/)
    expect(err.join('\n')).toContain('npm run --silent rank -- --communities FILE.csv')
    expect(header).toBe('')
  })

  it.each([
    [[], '--communities FILE.csv is missing'],
    [['--communities', 'x.csv', 'y.csv'], "Unexpected argument 'y.csv'"],
    [['--communities', 'x.csv', '--top', 'many'], '--top many: must be a whole number from 1, or all'],
    [['--communities', 'x.csv', '--top', '0'], '--top 0: must be a whole number from 1, or all'],
    [['--communities', 'x.csv', '--for', 'Poland'], '--for Poland: must be two capital letters'],
    [['--communities', 'x.csv', '--for', 'BY'], '--for BY: communities of this country get no proposals'],
    [['--communities', 'x.csv', '--pairs', 'y.csv', '--top', '5'], '--pairs scores the pairs of its file'],
  ])('is refused before any file is read: %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })

  it('is only a note when a partnership names a place that is not in the file', async () => {
    const communities = file('communities.csv', columns, ...places)
    const partnerships = file(
      'partnerships.csv',
      'community_id,partner_id',
      'ua-lviv,pl-lublin',
      'ua-lviv,us-parma',
    )
    const { code, err } = await run('--communities', communities, '--partnerships', partnerships)
    expect(code).toBe(0)
    expect(err).toEqual([expect.stringMatching(/^partnerships\.csv: 1 pairs? .* us-parma in line 3/)])
  })
})
