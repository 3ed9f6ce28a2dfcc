// Wrong settings stop the start, all at once.
import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, WrongSettings } from '../../src/config.js'

const dir = mkdtempSync(join(tmpdir(), 'pobratym-config-'))
afterAll(() => rmSync(dir, { recursive: true }))

const problems = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig({ DATA_DIR: dir, ...env })
    return []
  } catch (error) {
    if (error instanceof WrongSettings) return error.problems
    throw error
  }
}

describe('settings', () => {
  it('need nothing at all outside production, and treat an empty value as none', () => {
    const config = readConfig({ DATA_DIR: dir, DATABASE_URL: '', MEILI_URL: '' })
    expect(config).toMatchObject({ mode: 'development', port: 3000, publicUrl: 'http://localhost:3000' })
    expect(config.database.url).toBeUndefined()
    expect(config.meili).toBeUndefined()
  })

  it('name every problem at once', () => {
    expect(problems({ PORT: 'eighty', DATABASE_URL: 'mysql://x', LIMIT_API: '0', SECRETS: 'short' })).toEqual(
      [
        expect.stringMatching(/^PORT: /),
        expect.stringMatching(/^DATABASE_URL: must be an address that begins with postgres:\/\//),
        expect.stringMatching(/^SECRETS: every key must have at least 32/),
        expect.stringMatching(/^LIMIT_API: must be at least 1/),
      ],
    )
  })

  it('name what production needs beside what is wrong', () => {
    const found = problems({ NODE_ENV: 'production', PORT: '99999' })
    expect(found).toEqual([
      expect.stringMatching(/^PORT: must be at most 65535/),
      'PUBLIC_URL: is needed in production',
      'SECRETS: is needed in production',
      'SMTP_URL: is needed in production',
      'MAIL_FROM: is needed in production',
      'MAIL_REPLY_TO: is needed in production',
    ])
  })

  it('make one key and keep it, so that a restart signs nobody out', () => {
    const [first] = readConfig({ DATA_DIR: dir }).secrets
    const [again] = readConfig({ DATA_DIR: dir }).secrets
    expect(first.length).toBeGreaterThanOrEqual(32)
    expect(again).toBe(first)
  })

  it('take a key ring in its order', () => {
    const [newer, older] = ['n'.repeat(32), 'o'.repeat(40)]
    expect(readConfig({ DATA_DIR: dir, SECRETS: `${newer}, ${older}` }).secrets).toEqual([newer, older])
  })
})
