// How high real partnerships stand when they are hidden: the current weights beside simple rules.
//   npm run evaluate               the current weights, which have seen all partnerships in seeds/
//   npm run evaluate -- --relearn  also weights learned anew for every fold, without its communities
import { currentWeights, trainingFigures } from '../src/scoring/weights.js'
import { usualFolds } from '../src/scoring/quality/registry.js'
import { calibrate } from './quality/calibration.js'
import { baselines, judgeBy, rankByAll, rankHidden } from './quality/judging.js'
import { perCommunity, perPair, type Figures, type Ranking } from '../src/scoring/quality/metrics.js'
import { foldsOf, readRegistry, type Registry } from './quality/registry.js'
import { script } from './script.js'

const cells = (name: string, { auc, mrr, hits10, hits50, hits100 }: Figures) =>
  [name.padEnd(36), ...[auc, mrr, hits10, hits50, hits100].map((x) => x.toFixed(3).padStart(9))].join('')
const heading = ['AUC', 'MRR', 'hits@10', 'hits@50', 'hits@100'].reduce(
  (line, word) => line + word.padStart(9),
  ' '.repeat(36),
)

function table(title: string, rows: (readonly [string, Figures])[]): void {
  console.log(`\n${title}\n${heading}`)
  for (const [name, figures] of rows) console.log(cells(name, figures))
}

/** Whether the small are seen, and whether a few crowd out the rest. */
function visibility(registry: Registry, rankings: readonly Ranking[]): void {
  const isSmall = (f: number) => (registry.foreign[f]!.population ?? 0) < 20_000
  const share = (list: readonly number[]) => ((100 * list.filter(isSmall).length) / list.length).toFixed(0)
  const shown = rankings.flatMap(({ top }) => top)
  const times = new Map<number, number>()
  for (const f of shown) times.set(f, (times.get(f) ?? 0) + 1)
  console.log(`
Of the places in all lists of 100, ${share(shown)} % are foreign communities below 20,000 people; of all candidates, \
${share(registry.foreign.map((_, f) => f))} % are.
${times.size} different communities stand in some list; the one seen most often stands in \
${Math.max(...times.values())} of ${rankings.length}.`)
}

await script(async () => {
  const registry = await readRegistry()
  const folds = foldsOf(registry, usualFolds.count, usualFolds.seed)
  const rankings = new Map<string, Ranking[]>()
  const add = (name: string, found: Ranking[]) =>
    rankings.set(name, [...(rankings.get(name) ?? []), ...found])
  const simple = baselines()
  const current = `current weights (${currentWeights.version})`
  for (const hidden of folds) {
    for (const [name, judge] of Object.entries(simple)) add(name, rankHidden(registry, hidden, judge))
    if (process.argv.includes('--relearn'))
      add(
        'learned without the fold',
        rankHidden(registry, hidden, judgeBy(registry, hidden, calibrate(registry, hidden, 'fold'))),
      )
  }
  rankings.set(current, rankByAll(registry, [currentWeights])[0]!)
  console.log(
    `${registry.ukrainian.length} Ukrainian communities in ${folds.length} folds, each ranking ` +
      `${registry.foreign.length} foreign ones; ${registry.partners.flat().length} partnerships, hidden fold by fold.`,
  )
  const rows = [...rankings]
  table('Every partnership counts once', [
    ...rows.map(([name, found]) => [name, perPair(found)] as const),
    ['on unseen communities, when learned', trainingFigures.perPair],
  ])
  table('Every community counts once', [
    ...rows.map(([name, found]) => [name, perCommunity(found)] as const),
    ['on unseen communities, when learned', trainingFigures.perCommunity],
  ])
  visibility(registry, rankings.get(current)!)
})
