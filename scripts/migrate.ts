// Brings the database of the settings to the newest schema: `npm run migrate`.
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { migrate } from '../src/platform/db/migrate.js'
import { script } from './script.js'

await script(async () => {
  const context = await createContext(readConfig())
  try {
    const ran = await migrate(context.db)
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}` : 'The schema is up to date.')
  } finally {
    await context.close()
  }
})
