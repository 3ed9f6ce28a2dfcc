// A community leaves the service: what waits closes kindly, and nothing of its people stays behind.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { at, onIntroduction, type Introduced } from '../support/introduced.js'
import { claire, oksana } from '../support/pair.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']

const { introduction, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
})

const leaves = (community: string) =>
  app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, community))

/** Everything the introductions, the letters and the diary still hold. */
const everything = async () =>
  JSON.stringify({
    sides: await app.ctx.db.selectFrom('introductionSides').selectAll().execute(),
    letters: await app.ctx.db.selectFrom('letters').selectAll().execute(),
    events: await app.ctx.db.selectFrom('events').selectAll().execute(),
  })

const lettersWaiting = () =>
  app.ctx.db.selectFrom('letters').select(['letter', 'toEmail']).where('state', '=', 'queued').execute()

describe('while answers are awaited', () => {
  it('closes, with one kind letter to the other side only', async () => {
    await answer(opened.links.claire, { Yes: true, 'A few words from you': 'Ask for Claire' })
    await leaves('pl-legnica')
    expect(await introduction()).toMatchObject({ state: 'closed', closedAt: app.now() })
    expect(await lettersWaiting()).toEqual([{ letter: 'introduction-closed', toEmail: oksana.email }])
    const left = await everything()
    for (const personal of [claire.name, claire.email, 'Ask for Claire']) expect(left).not.toContain(personal)
    expect(left).toContain(oksana.email)
  })

  it('tells whoever still opens a link that it is closed, and lets nobody answer', async () => {
    await leaves('pl-legnica')
    for (const link of [opened.links.oksana, opened.links.claire]) {
      const page = await app.visitor().opens(at(link))
      expect([page.status, page.has('answer')]).toEqual([200, false])
    }
    const page = await app.visitor().opens(at(opened.links.oksana))
    expect(page.heading).toBe('Це знайомство завершено')
  })

  it('is told on the desk', async () => {
    await leaves('pl-legnica')
    const page = await taras.opens(paths.staff.introduction('uk', opened.introduction))
    expect(page.text).toContain('Завершено: одна із громад уже не бере участі.')
    expect(page.text).toContain('Громада відкликала згоду: її контакт і слова видалено.')
    expect(page.text).toContain('Легниця: громада відкликала згоду')
    expect(page.text).toContain(oksana.email)
    expect((await taras.opens(paths.staff.proposal('uk', opened.proposal))).status).toBe(200)
  })

  it('writes to nobody when both have left, and does nothing the second time', async () => {
    await leaves('pl-legnica')
    await app.letters()
    await leaves('ua-drohobych')
    await leaves('ua-drohobych')
    expect(await lettersWaiting()).toEqual([])
    const left = await everything()
    for (const personal of [claire.name, claire.email, oksana.name, oksana.email])
      expect(left).not.toContain(personal)
  })
})

describe('after both said yes', () => {
  beforeEach(async () => {
    await answer(opened.links.oksana, { Так: true })
    await answer(opened.links.claire, {
      Yes: true,
      'A few words from you': 'We look forward to it!',
      'Drohobych may read these words': true,
    })
  })

  it('stays connected, but the contact is gone from the letters to the other side, too', async () => {
    await leaves('pl-legnica')
    expect((await introduction()).state).toBe('connected')
    const left = await everything()
    for (const personal of [claire.name, claire.email, 'look forward']) expect(left).not.toContain(personal)
    const letters = await app.ctx.db.selectFrom('letters').select(['letter', 'toEmail']).execute()
    expect(letters.filter(({ letter }) => letter !== 'sign-in')).toEqual([
      { letter: 'introduction', toEmail: oksana.email },
    ])
  })
})

describe('after a no with words for the other side', () => {
  it('takes the words out of the letter that repeated them', async () => {
    await answer(opened.links.claire, {
      No: true,
      'A few words from you': 'Our mayor has a friend there.',
      'Drohobych may read these words': true,
    })
    await theHourGoesBy(app)
    expect(await everything()).toContain('Our mayor has a friend there.')
    await leaves('pl-legnica')
    expect(await everything()).not.toContain('Our mayor has a friend there.')
    expect((await introduction()).state).toBe('closed')
  })
})
