// Public pages are repeated for a few seconds; nothing personal and nothing wrong is.
import { beforeEach, describe, expect, it } from '@jest/globals'
import express, { type Express } from 'express'
import request from 'supertest'
import { pageMemory } from '../../src/platform/http/page-memory.js'

let now: number
let made: number
let app: Express
beforeEach(() => {
  now = 0
  made = 0
  app = express()
  app.get('/*page', pageMemory({ now: () => new Date(now) }, { freshFor: 5_000, atMost: 300 }))
  app.get('/private', (_req, res) => res.set('Cache-Control', 'no-store').send(`private ${++made}`))
  app.get('/broken', (_req, res) => res.status(422).send(`broken ${++made}`))
  app.get('/*page', (req, res) => res.send(`${req.originalUrl} ${++made} ${'ї'.repeat(40)}`))
})

const get = (path: string) => request(app).get(path)
const numberIn = async (path: string) => Number(/ (\d+)/.exec((await get(path)).text)?.[1])

describe('a public page', () => {
  it('is repeated as it was, and made anew when its time is over', async () => {
    const first = await get('/uk?q=a')
    const again = await get('/uk?q=a')
    expect(again.text).toBe(first.text)
    expect(again.headers).toMatchObject({
      etag: first.headers.etag,
      'content-type': first.headers['content-type'],
    })
    now = 5_000
    expect(await numberIn('/uk?q=a')).toBe(2)
  })

  it('answers a browser that still has it with 304', async () => {
    const { headers } = await get('/uk')
    await get('/uk').set('If-None-Match', String(headers.etag)).expect(304)
  })

  it('is another page at another address', async () => {
    expect(await numberIn('/uk?q=a')).toBe(1)
    expect(await numberIn('/uk?q=b')).toBe(2)
  })

  it.each(['/private', '/broken'])('is not remembered at %s', async (path) => {
    expect(await numberIn(path)).toBe(1)
    expect(await numberIn(path)).toBe(2)
  })

  it('is made anew for whoever brings a cookie, and what they saw is not shown to others', async () => {
    expect(await numberIn('/uk')).toBe(1)
    expect((await get('/uk').set('Cookie', 'pobratym=x')).text).toContain(' 2 ')
    expect(await numberIn('/uk')).toBe(1)
  })

  it('is forgotten, the oldest first, when there are too many', async () => {
    for (const page of ['a', 'b', 'c', 'd']) await numberIn(`/${page}`)
    expect(await numberIn('/d')).toBe(4)
    expect(await numberIn('/a')).toBe(5)
  })
})
