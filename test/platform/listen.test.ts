// Whoever cannot have their port learns it at once and in words, not from a stack after a long start.
import { describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CannotListen, listen, tryAddress } from '../../src/platform/http/listen.js'

const host = '127.0.0.1'

describe('the address of the service', () => {
  it('that another program holds is named, with what to do', async () => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(tryAddress({ host, port })).rejects.toThrow(CannotListen)
    await expect(listen(createServer(), { host, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to another port.`,
    )
    other.close()
    await once(other, 'close')
    await tryAddress({ host, port })
    await tryAddress({ host, port })
  })

  it('that is not of this machine is named, too', async () => {
    await expect(tryAddress({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      '192.0.2.1 is no address of this machine. Set HOST to one that is.',
    )
  })
})
