import { createApp } from './src/app.js'
import { readConfig } from './src/config.js'
import { createContext } from './src/context.js'
import { communityDocuments } from './src/features/communities/documents.queries.js'
import { testDatabase } from './test/support/database.js'
const connection = await testDatabase({ seeded: true })
const ctx = await createContext(readConfig({ NODE_ENV: 'test', PORT: '47131', DATA_DIR: '/tmp/try/data', LOG_LEVEL: 'info' }), { connection })
await ctx.search.rebuild(await communityDocuments(ctx.db))
createApp(ctx).listen(47131, '127.0.0.1', (e) => console.log('up', e))
