// Two processes on one PGlite directory lose rows, so the second is turned away.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DirectoryInUse, lockDirectory } from '../../src/platform/db/data-lock.js'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pobratym-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('the lock of the data directory', () => {
  it('is held by one, told to the second, and free again afterwards', () => {
    const unlock = lockDirectory(dir)
    expect(() => lockDirectory(dir)).toThrow(DirectoryInUse)
    expect(() => lockDirectory(dir)).toThrow(String(process.pid))
    unlock()
    lockDirectory(dir)()
  })

  it('is respected while another process lives and taken over once it was killed', async () => {
    const other = spawn('sleep', ['30'])
    await once(other, 'spawn')
    writeFileSync(join(dir, 'lock'), String(other.pid))
    expect(() => lockDirectory(dir)).toThrow(DirectoryInUse)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const unlock = lockDirectory(dir)
    expect(readFileSync(join(dir, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`))
    unlock()
  })

  it('is not fooled by a stranger who was given the same pid later', () => {
    if (!existsSync('/proc/self/stat')) return
    writeFileSync(join(dir, 'lock'), `${process.pid} 1`)
    expect(() => lockDirectory(dir)()).not.toThrow()
  })

  it.each(['', 'nonsense', '-1'])('takes over a lock that says %j', (text) => {
    writeFileSync(join(dir, 'lock'), text)
    expect(() => lockDirectory(dir)()).not.toThrow()
  })
})
