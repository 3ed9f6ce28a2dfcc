// Shows what a round would suggest, from the database of the settings: `npm run round -- --dry-run`.
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { tellMendable } from './mendable.js'
import { dryRun } from './round/dry-run.js'
import { readOptions, usage } from './round/options.js'
import { report } from './round/report.js'
import { script } from './script.js'

await script(() =>
  tellMendable(async () => {
    const options = readOptions(process.argv.slice(2))
    if (options === 'help') return console.log(usage)
    const context = await createContext(readConfig())
    try {
      console.log(report(await dryRun(context.db, options)).join('\n'))
    } finally {
      await context.close()
    }
  }),
)
