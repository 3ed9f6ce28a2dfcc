import { it } from '@jest/globals'
import { createTestApp } from '../support/app.js'
import { paths } from '../../src/paths.js'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
it('is quick', async () => {
  const app = await createTestApp({ seeded: true })
  await matchCommunities(app.ctx)
  await app.ctx.pool.query(`insert into proposals (id, ua_id, foreign_id, state, total, coverage, parts, weights, offered_at, scored_at)
   select gen_random_uuid(), u.id, f.id, 'offered', random(), .8, (select parts from proposals limit 1), 'x', now(), now() from communities u, communities f where u.country='UA' and f.country<>'UA' order by random() limit 10000 on conflict do nothing`)
  await app.ctx.pool.query('analyze')
  const taras = await app.staff()
  const time = async (address: string) => { const ts = []; for (let i = 0; i < 12; i++) { const a = performance.now(); const r = await taras.asks(address); await r.text(); ts.push(performance.now() - a) } ts.sort((a, b) => a - b); console.log(address, ts.map(Math.round).join(' ')) }
  await time(paths.staff.desk('uk'))
  await time(paths.staff.proposals('uk'))
  await time(paths.staff.proposals('uk') + '?page=300')
  await time(paths.staff.proposals('uk') + '?q=львів')
  const { id } = (await app.ctx.db.selectFrom('proposals').select('id').limit(1).executeTakeFirstOrThrow())
  await time(paths.staff.proposal('uk', id))
  await time(paths.staff.introductions('uk'))
  await app.close()
}, 120000)
