// A coordinator cares for the letters of the own oblast, and sees no others.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import { tokenIn } from '../support/agent.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { claire, oksana, onSmallRegistry, opensIntroduction } from '../support/pair.js'

let app: TestApp
let bohdan: SignedIn
let nina: SignedIn
let introduction: string

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  ;({ introduction } = await opensIntroduction(app, await app.staff()))
  const { db } = app.ctx
  await db.updateTable('letters').set({ state: 'bounced', returnedAt: app.now() }).execute()
  const stranger = { name: 'Марко', email: 'marko@elsewhere.example' }
  const words = { name: 'Марко', ours: 'Ізюм', theirs: 'Die', words: undefined }
  await queueLetter(db, app.ctx, { letter: 'introduction-closed', locale: 'uk', to: stranger, data: words })
  await db.updateTable('letters').set({ state: 'failed' }).where('toEmail', '=', stranger.email).execute()
  bohdan = await app.coordinator('UA.15')
  nina = await app.coordinator('UA.07', { name: 'Ніна', email: 'nina@branch.example' })
})

const room = paths.staff.letters('uk')
const settled = async () =>
  (await app.ctx.db.selectFrom('letters').select('toEmail').where('settledAt', 'is not', null).execute()).map(
    ({ toEmail }) => toEmail,
  )

describe('letters in trouble', () => {
  it('stand on the desk of the oblast they belong to, with a way to where they are dealt with', async () => {
    const desk = await bohdan.opens(paths.staff.desk('uk'))
    expect(desk.text).toContain('2 листи потребують уваги')
    const letters = await bohdan.clicks('листи потребують уваги')
    expect([letters.status, letters.at]).toEqual([200, room])
    expect(letters.text).toContain('громад вашої області')
    for (const { email } of [oksana, claire]) expect(letters.text).toContain(email)
    expect(letters.text).not.toContain('marko@elsewhere.example')
    await bohdan.opens(paths.staff.introduction('uk', introduction))
    const [way] = bohdan.page().links.filter((link) => /лист/.test(link))
    expect((await bohdan.clicks(way ?? '')).at).toBe(room)

    const office = await (await app.admin()).opens(paths.staff.desk('uk'))
    expect(office.text).toContain('3 листи потребують уваги')
    expect((await nina.opens(paths.staff.desk('uk'))).text).not.toMatch(/лист\S* потребу\S+ уваги/)
  })

  it('are dealt with by the coordinator of that oblast and by no other', async () => {
    const { id } = await app.ctx.db
      .selectFrom('letters')
      .select('id')
      .where('toEmail', '=', oksana.email)
      .executeTakeFirstOrThrow()
    const hers = await nina.opens(room)
    for (const { email } of [oksana, claire]) expect(hers.html).not.toContain(email)
    const refused = await nina.asks(room, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: tokenIn(hers.html), letter: id, do: 'settle' }),
    })
    expect([refused.status, await settled()]).toEqual([404, []])

    await bohdan.opens(room)
    const after = await bohdan.sends({}, `Питання вирішено (Знайомство, ${oksana.name})`)
    expect(after.text).toContain('питання із цим листом вирішено')
    expect(await settled()).toEqual([oksana.email])
  })
})
