// A database that is not there stops the start with one plain line.
import { describe, expect, it } from '@jest/globals'
import { connectServer } from '../../src/platform/db/connect.js'

describe('a database server that does not answer', () => {
  it('is named as such, without the password', async () => {
    // The discard port: nobody listens there.
    const connecting = connectServer('postgres://oksana:geheim@127.0.0.1:9/pobratym', 2)
    await expect(connecting).rejects.toThrow(
      'The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:9',
    )
    await expect(connecting).rejects.not.toThrow('geheim')
  })
})
