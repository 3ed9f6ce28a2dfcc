// Learns the weights from the partnerships in seeds/ and writes them, with the figures they reach on
// communities they had not seen, to src/scoring/weights/. The same seeds give the same file.
//   npm run calibrate -- [version]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import prettier from 'prettier'
import { root } from '../src/platform/kit/root.js'
import { usualFolds } from '../src/scoring/quality/registry.js'
import { calibrate } from './quality/calibration.js'
import { judgeBy, rankHidden } from './quality/judging.js'
import { perCommunity, perPair, type Figures } from '../src/scoring/quality/metrics.js'
import { foldsOf, readRegistry } from './quality/registry.js'
import { script } from './script.js'

const rounded = (figures: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, x]) => [name, Math.round(Number(x) * 1000) / 1000]))

await script(async () => {
  const version = process.argv[2] ?? 'learned-1'
  if (!/^[a-z0-9-]+$/.test(version)) throw new Error('A version is lower-case letters, digits and hyphens')
  const registry = await readRegistry()
  const rankings = foldsOf(registry, usualFolds.count, usualFolds.seed).flatMap((hidden, i) => {
    console.log(`Fold ${i + 1} of ${usualFolds.count} …`)
    return rankHidden(registry, hidden, judgeBy(registry, hidden, calibrate(registry, hidden, version)))
  })
  const weights = calibrate(registry, new Set(), version)
  const figures = {
    communities: registry.ukrainian.length,
    partnerships: registry.partners.flat().length,
    candidates: registry.foreign.length,
    folds: usualFolds.count,
    perPair: rounded(perPair(rankings)),
    perCommunity: rounded(perCommunity(rankings)),
  }
  const file = join(root, 'src/scoring/weights', `${version}.ts`)
  const text = `// Written by \`npm run calibrate\`: what each measure is worth, learned from the partnerships in seeds/.
// Points above 0 speak for a pair; 0 is worth as much as not knowing.
import type { Weights } from '../weights.js'

export const learned: Weights = ${JSON.stringify(weights)}

/** What these rules reach on Ukrainian communities left out while learning. */
export const trainingFigures = ${JSON.stringify(figures)} as const
`
  const style = (await prettier.resolveConfig(file)) ?? {}
  writeFileSync(file, await prettier.format(text, { ...style, parser: 'typescript' }))
  console.log(figures)
  console.log(`Written: src/scoring/weights/${version}.ts`)
})
