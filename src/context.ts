// What actions, queries and routes may need. A function asks for the part it uses:
// `type Needs = Pick<AppContext, 'db' | 'clock'>`.
import type { Config } from './config.js'
import { connectEmbedded, connectServer, type Connection, type Db } from './platform/db/connect.js'
import { systemClock, type Clock } from './platform/kit/clock.js'
import { linkSigner, type LinkSigner } from './platform/kit/signed-link.js'
import { createLog, type Log } from './platform/http/log.js'
import type { Mailer } from './platform/mail/mailer.js'
import { smtpMailer } from './platform/mail/smtp-mailer.js'
import type { CommunitySearch } from './platform/search/community-search.js'
import { embeddedCommunitySearch } from './platform/search/embedded-community-search.js'
import { withFallback } from './platform/search/fallback-community-search.js'
import { meiliCommunitySearch } from './platform/search/meili-community-search.js'

export interface AppContext {
  config: Config
  db: Db
  /** The same database as `db`, for the session store. */
  pool: Connection['pool']
  clock: Clock
  log: Log
  search: CommunitySearch
  /** Undefined without SMTP_URL: letters then wait in the mailbox page. */
  mailer: Mailer | undefined
  links: LinkSigner
}

export interface RunningContext extends AppContext {
  close(): Promise<void>
}

const connect = ({ database, dataDir }: Config) =>
  database.url ? connectServer(database.url, database.connections) : connectEmbedded(dataDir)

/** Opens everything a configuration names; parts given in `overrides` are taken as they are. */
export async function createContext(
  config: Config,
  overrides: Partial<AppContext> & { connection?: Connection } = {},
): Promise<RunningContext> {
  const { connection: given, ...parts } = overrides
  const log = parts.log ?? createLog(config)
  const connection = given ?? (await connect(config))
  const mailer = config.mail.smtpUrl
    ? smtpMailer(config.mail.smtpUrl, { total: config.mail.patience })
    : undefined
  const embedded = embeddedCommunitySearch()
  const search = config.meili ? withFallback(meiliCommunitySearch(config.meili), embedded, log) : embedded
  return {
    config,
    db: connection.db,
    pool: connection.pool,
    clock: systemClock,
    log,
    search,
    mailer,
    links: linkSigner(config.secrets),
    ...parts,
    close: async () => {
      await mailer?.close()
      await connection.close()
    },
  }
}
