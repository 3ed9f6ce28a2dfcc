// Whoever lost the letter asks for a new link, and nobody learns from the answer whether an address is known.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { minutes } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { anInterest } from '../support/interests.js'
import type { Visitor } from '../support/page.js'

let app: TestApp
let claire: Visitor

beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, letters')
  app.startOver()
  claire = app.visitor()
})

const lettersTo = async (email: string) => (await app.letters()).filter(({ to }) => to.email === email)

describe('a lost letter', () => {
  const ask = async (email: string) => {
    await claire.opens(paths.interest.newLink('en'))
    return claire.sends({ email }, 'Send the link')
  }

  it('is written anew for every live interest of the address; strangers see the same page', async () => {
    const { db } = app.ctx
    await anInterest(db)
    await anInterest(db, { town: 'Châtillon', locale: 'uk', state: 'returned' })
    await anInterest(db, { town: 'Gone', state: 'unconfirmed', confirmedAt: null })
    const known = await ask('Claire@Die.example')
    const unknown = await ask('nobody@die.example')
    expect([known.status, known.heading]).toEqual([200, 'Check your email'])
    expect(unknown.text).toBe(known.text)
    const letters = await lettersTo('claire@die.example')
    expect(letters.map(({ subject }) => subject).sort()).toEqual([
      'A new link: Die',
      'Нове посилання: Châtillon',
    ])
    expect(await lettersTo('nobody@die.example')).toEqual([])
    const link = /https?:\/\/\S+/.exec(letters[0]!.text)![0]
    expect((await claire.opens(link)).status).toBe(200)
  })

  it('is not written more than three times an hour, and needs an address', async () => {
    await anInterest(app.ctx.db)
    for (let n = 0; n < 5; n++) await ask('claire@die.example')
    expect(await lettersTo('claire@die.example')).toHaveLength(3)
    app.travel(minutes(61))
    await ask('claire@die.example')
    expect(await lettersTo('claire@die.example')).toHaveLength(4)
    const page = await ask('claire')
    expect([page.status, page.value('email')]).toEqual([422, 'claire'])
  })
})
