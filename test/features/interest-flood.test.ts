// A flood of forms: what one network sends is limited, what many send is kept, and other pages answer
// meanwhile; one address gets three letters.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { sealAnswers } from '../../src/features/interest/interest.seal.js'
import { createTestApp, type TestApp } from '../support/app.js'

let app: TestApp
// A thousand fetches take longer than what they ask for.
const agent = new Agent({ keepAlive: true, maxSockets: 20 })
const forms = 60

beforeAll(async () => {
  const limits = { signIn: 10, forms, api: 600 }
  app = await createTestApp({ settings: { trustProxy: 1, limits } })
})
afterAll(async () => {
  agent.destroy()
  await app.close()
})

beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, letters, events')
  app.startOver()
})

interface Submission {
  network: string
  email: string
}

/** Sends answers that were checked before, as a browser behind some network would. */
async function submits({ network, email }: Submission): Promise<number> {
  const typed = { contactName: 'Claire', contactEmail: email, country: 'FR', town: 'Nulle-Part' }
  const sealed = sealAnswers(app.ctx, { ...typed, needs: ['energy'], consent: 'yes' }, undefined)
  const body = new URLSearchParams({ sealed, place: 'none' }).toString()
  return new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': network, 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request(`${app.url}/en/interest/send`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** A thousand submissions, twenty at a time; gives how often each status was answered. */
async function flood(make: (n: number) => Submission): Promise<Record<number, number>> {
  const answered: Record<number, number> = {}
  let next = 0
  const lane = async () => {
    while (next < 1000) {
      const status = await submits(make(next++))
      answered[status] = (answered[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 20 }, lane))
  return answered
}

const count = async (table: 'interests' | 'letters') =>
  (await app.ctx.db.selectFrom(table).select('id').execute()).length
const network = (n: number) => `198.51.${Math.floor(n / 250)}.${(n % 250) + 1}`

describe('a thousand forms', () => {
  it('from one network are too many after the first', async () => {
    const answered = await flood((n) => ({ network: '203.0.113.9', email: `c${n}@die.example` }))
    expect(answered).toEqual({ 303: forms, 429: 1000 - forms })
    expect([await count('interests'), await count('letters')]).toEqual([forms, forms])
  }, 400_000)

  it('from many networks are all kept, and other pages answer meanwhile', async () => {
    let over = false
    const waited: number[] = []
    const reader = async () => {
      while (!over) {
        const began = performance.now()
        const answer = await app.visitor().asks('/en/about')
        expect([answer.status, (await answer.text()).length > 1000]).toEqual([200, true])
        waited.push(performance.now() - began)
        await pause(100)
      }
    }
    const reading = reader()
    const answered = await flood((n) => ({ network: network(n), email: `c${n}@die.example` }))
    over = true
    await reading
    expect(answered).toEqual({ 303: 1000 })
    expect([await count('interests'), await count('letters')]).toEqual([1000, 1000])
    expect(waited.length).toBeGreaterThan(5)
    expect(Math.max(...waited)).toBeLessThan(30_000)
  }, 400_000)

  it('to one address bring it three letters', async () => {
    const answered = await flood((n) => ({ network: network(n), email: 'claire@die.example' }))
    expect(answered).toEqual({ 303: 1000 })
    expect([await count('interests'), await count('letters')]).toEqual([3, 3])
  }, 400_000)
})
