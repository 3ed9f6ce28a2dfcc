// Makes the search index anew from the database of the settings: `npm run reindex`. The old index
// answers until the new one is complete. The embedded index lives in the service itself and is made
// whenever it starts.
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { rebuildIndex } from '../src/features/communities/index-changes.job.js'
import { migrate } from '../src/platform/db/migrate.js'
import { meiliCommunitySearch } from '../src/platform/search/meili-community-search.js'
import { script } from './script.js'

await script(async () => {
  const config = readConfig()
  if (!config.meili) {
    console.log('Without MEILI_URL the index is made anew whenever the service starts; nothing to do.')
    return
  }
  const context = await createContext(config)
  try {
    await migrate(context.db)
    const began = performance.now()
    const { communities, waiting } = await rebuildIndex({
      ...context,
      search: meiliCommunitySearch(config.meili),
    })
    if (waiting === undefined)
      console.log(
        `${communities} communities indexed in ${((performance.now() - began) / 1000).toFixed(1)} s`,
      )
    else {
      console.error(
        `Not indexed: ${waiting}\nAll communities are noted as changed; the service will tell the index.`,
      )
      process.exitCode = 2
    }
  } finally {
    await context.close()
  }
})
