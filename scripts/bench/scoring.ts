// Scoring: a nation against the world, one changed profile, a night's full run, and rounds.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gatherEvidence } from '../../src/scoring/evidence.js'
import { rankPairs } from '../../src/scoring/rank.js'
import { roundCandidates } from '../../src/scoring/round-candidates.js'
import { currentWeights } from '../../src/scoring/weights.js'
import { readRegistry, visiblePairs } from '../quality/registry.js'
import type { NationFigures } from './nation.js'
import { roundFigures, type RoundFigures } from './rounds.js'
import { ms, type Figure } from './table.js'
import { timed } from './timed.js'

const millions = (pairs: number) => `${(pairs / 1e6).toFixed(pairs < 1e7 ? 2 : 0)} M pairs/s`
const size = (n: number) => n.toLocaleString('en')

const round = (what: string, { pairs, chosen, took, gap }: RoundFigures): Figure => ({
  what: `round, ${what}, at most 3 each`,
  value: ms(took),
  beside: `proven best: ${chosen} of ${size(pairs)} pairs; greedy ${(gap * 100).toFixed(2)} % less`,
})

async function measureNation(): Promise<Figure[]> {
  const run = promisify(execFile)
  const { stdout } = await run('npx', ['tsx', 'scripts/bench/nation.ts'], { maxBuffer: 1e8 })
  const nation = JSON.parse(stdout) as NationFigures
  const pairs = `${size(nation.ukrainian)} × ${size(nation.foreign)}, best 50`
  return [
    {
      what: `a loop over objects, ${pairs}`,
      value: millions(nation.naive),
      beside: 'measured with 9 of them',
    },
    {
      what: `columns, ${pairs}`,
      value: millions(nation.columns),
      beside: `${(nation.columns / nation.naive).toFixed(0)} times the loop; peak ${nation.memory.toFixed(0)} MB`,
    },
    {
      what: `one changed profile in Ukraine against ${size(nation.foreign)}`,
      value: ms(nation.oneUkrainian),
      beside: `columns arranged once in ${ms(nation.arranged)}`,
    },
    { what: `one changed profile abroad against ${size(nation.ukrainian)}`, value: ms(nation.oneForeign) },
    round(`${size(nation.ukrainian)} × 10,000, 50 candidates each`, nation.round),
  ]
}

async function measureRegistry(): Promise<Figure[]> {
  const registry = await readRegistry()
  const pairs = visiblePairs(registry, new Set())
  const ours = registry.profiles.filter(({ id }) => !id.startsWith('geonames-'))
  const evidence = () => gatherEvidence(registry.profiles, pairs)
  const night = () => timed(() => rankPairs(ours, new Set(), evidence(), currentWeights))
  const nights = [night(), night(), night()].sort((a, b) => a.ms - b.ms)
  const candidates = roundCandidates(ours, new Set(ours.map(({ id }) => id)), evidence(), currentWeights)
  return [
    {
      what: `a night's full run of the registry, ${ours.length} communities`,
      value: ms(nights[1]!.ms),
      beside: `${size(nights[1]!.result.length)} proposals, evidence gathered anew; median of 3`,
    },
    round('146 × 745', await roundFigures(candidates)),
  ]
}

export async function measureScoring(): Promise<Figure[]> {
  return [...(await measureNation()), ...(await measureRegistry())]
}
