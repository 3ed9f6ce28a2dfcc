// Two engines as one keep the promises of search, whichever is down.
import { describe, expect, it } from '@jest/globals'
import { later } from '../../src/platform/kit/clock.js'
import { SearchUnavailable, type CommunitySearch } from '../../src/platform/search/community-search.js'
import { embeddedCommunitySearch } from '../../src/platform/search/embedded-community-search.js'
import { withFallback } from '../../src/platform/search/fallback-community-search.js'
import { aDocument } from '../support/builders.js'
import { communitySearchContract } from './community-search.contract.js'

const quiet = { warn: () => {} }
const refuse = () => Promise.reject(new SearchUnavailable('connection refused'))
/** An engine whose server is down for questions only, so that the contract can still change things. */
const deaf: CommunitySearch = {
  find: refuse,
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  rebuild: () => Promise.resolve(),
}

communitySearchContract('fallback', (documents) =>
  Promise.resolve({
    search: withFallback(deaf, embeddedCommunitySearch(documents), quiet),
    close: () => Promise.resolve(),
  }),
)

describe('with a second engine behind the first', () => {
  const konin = aDocument({ id: 'pl-konin' })
  const query = { text: 'konin', choice: {}, sort: 'relevance', page: 1, pageSize: 20, locale: 'en' } as const

  const rig = () => {
    const calls: string[] = []
    const warnings: unknown[] = []
    const time = { now: new Date('2026-11-23T09:00:00Z') }
    const state = { down: false }
    const inner = embeddedCommunitySearch()
    const first: CommunitySearch = Object.fromEntries(
      (['find', 'put', 'remove', 'rebuild'] as const).map((call) => [
        call,
        (given: never) => {
          calls.push(call)
          return state.down ? refuse() : inner[call](given)
        },
      ]),
    ) as never
    const second = embeddedCommunitySearch()
    const log = { warn: (facts: unknown) => void warnings.push(facts) }
    const search = withFallback(first, second, log, { now: () => time.now })
    return { search, second, state, time, calls, warnings }
  }

  it('the first answers while it is up, and the page need not say anything', async () => {
    const { search, calls, warnings } = rig()
    await search.rebuild([konin])
    expect(await search.find(query)).toMatchObject({ total: 1, fallback: false })
    expect([calls, warnings]).toEqual([['rebuild', 'find'], []])
  })

  it('the second answers when the first is down, and says so', async () => {
    const { search, state, warnings } = rig()
    await search.put([konin])
    state.down = true
    expect(await search.find(query)).toMatchObject({ total: 1, fallback: true })
    expect(warnings).toEqual([{ reason: 'connection refused', restSeconds: 10 }])
  })

  it('the first is left alone for ten seconds and then asked again', async () => {
    const { search, state, time, calls } = rig()
    await search.put([konin])
    state.down = true
    for (let visitor = 0; visitor < 5; visitor++) await search.find(query)
    expect(calls.filter((call) => call === 'find')).toHaveLength(1)
    state.down = false
    expect((await search.find(query)).fallback).toBe(true)
    time.now = later(time.now, 10_001)
    expect((await search.find(query)).fallback).toBe(false)
    expect((await search.find(query)).fallback).toBe(false)
  })

  it('a change reaches the second even when the first refuses it, and is not taken for done', async () => {
    const { search, second, state } = rig()
    state.down = true
    await expect(search.put([konin])).rejects.toThrow(SearchUnavailable)
    expect((await second.find(query)).total).toBe(1)
    await expect(search.remove(['pl-konin'])).rejects.toThrow(SearchUnavailable)
    expect((await second.find(query)).total).toBe(0)
    await expect(search.rebuild([konin])).rejects.toThrow(SearchUnavailable)
    expect((await second.find(query)).total).toBe(1)
  })

  it('a mistake of ours is not hidden behind the second', async () => {
    const broken = { ...deaf, find: () => Promise.reject(new TypeError('no such field')) }
    await expect(withFallback(broken, embeddedCommunitySearch(), quiet).find(query)).rejects.toThrow(
      TypeError,
    )
  })
})
