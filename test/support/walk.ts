// Goes through every state of every page in one language: what the tests look at, and what the gallery keeps.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { createTestApp, type TestApp } from './app.js'
import { everyState, type Seen } from './every-page.js'

/** The site with the registry and the proposals of its first night; each walk needs one of its own. */
export async function openWalk(): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pobratym-walk-'))
  const app = await createTestApp({ matched: true, settings: { trustProxy: 1, dataDir } })
  return {
    ...app,
    close: async () => {
      await app.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Three proposals that wait for a decision. */
async function openProposals({ ctx }: TestApp): Promise<[string, string, string]> {
  const rows = await ctx.db
    .selectFrom('proposals')
    .select('id')
    .where('state', '=', 'offered')
    .orderBy('total', 'desc')
    .orderBy('id')
    .limit(3)
    .execute()
  const [first, second, third] = rows.map(({ id }) => id)
  if (!first || !second || !third) throw new Error('There are not enough proposals to walk')
  return [first, second, third]
}

/**
 * Every state in its order, as it was found.
 * @throws when a page answers otherwise than its state says
 */
export async function* walk(app: TestApp, locale: Locale): AsyncGenerator<Seen> {
  const email = 'taras@auc.example'
  const staff = await app.staff({ name: 'Тарас', email })
  const states = everyState(app, locale, { open: await openProposals(app), staff, email })
  for (const { name, status, arrive } of states) {
    const page = await arrive().catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error })
    })
    if (page.status !== status) throw new Error(`${name}: ${page.status} instead of ${status}`)
    yield { name, status, html: page.html, headers: page.headers, at: page.at }
  }
}
