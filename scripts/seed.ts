// Loads the registry's files into the database of the settings: `npm run seed [folder]`. A running
// service learns of the changes by itself; the search index is told through the outbox.
import { resolve } from 'node:path'
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { loadRegistry } from '../src/features/imports/index.js'
import { migrate } from '../src/platform/db/migrate.js'
import { script } from './script.js'

await script(async () => {
  const folder = process.argv[2]
  const context = await createContext(readConfig())
  try {
    await migrate(context.db)
    const { changed, counts } = await loadRegistry(context, {
      ...(folder === undefined ? {} : { dir: resolve(folder) }),
      onProgress: (step, done, total) => console.error(`${done}/${total} ${step}`),
    })
    const rows = Object.entries(counts).map(([table, n]) => `${n} ${table}`)
    console.log(`${changed ? 'Loaded' : 'Nothing to do, these very files are loaded'}: ${rows.join(', ')}`)
  } finally {
    await context.close()
  }
})
