// From where something was done: as much of an address as the diary needs, and no more.
import { describe, expect, it } from '@jest/globals'
import { networkOf, originNow, readOrigin, withOrigin } from '../../src/platform/db/origin.js'

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::/48'],
    ['2001:db8::1', '2001:db8::/48'],
    ['2001:0db8:0001::', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::1', '::/48'],
    ['1:2:3::4:5', '1:2:3::/48'],
    ['::2:3:4:5:6:7:8', '0:2:3::/48'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network))

  it.each(['', 'unknown', '300.1.2.3', undefined])('of %s is not known', (address) =>
    expect(networkOf(address)).toBeUndefined(),
  )
})

describe('an origin', () => {
  it('goes along with everything that follows from an act', async () => {
    const later = () => new Promise((resolve) => setTimeout(resolve, 1))
    const seen = await withOrigin({ way: 'page', network: '203.0.113.0/24' }, async () => {
      await later()
      return withOrigin({ way: 'job' }, async () => {
        await later()
        return originNow()
      }).then((inner) => [inner, originNow()])
    })
    expect(seen).toEqual(['job', 'page 203.0.113.0/24'])
  })

  it('is a command where nobody said otherwise', () => expect(originNow()).toBe('command'))

  it('is read as it was written', () => {
    expect(readOrigin('letter-link 203.0.113.0/24')).toEqual({
      way: 'letter-link',
      network: '203.0.113.0/24',
    })
    expect(readOrigin('job')).toEqual({ way: 'job', network: undefined })
  })
})
