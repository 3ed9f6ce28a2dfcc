// The README tells the truth: every setting, every command, every file it links, every state.
import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { settings } from '../../src/config.js'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

describe('README', () => {
  it('opens with exactly two commands', () => {
    const first = /```[a-z]*\n([\s\S]*?)```/.exec(readme)?.[1]?.trim().split('\n')
    expect(first?.map((line) => line.replace(/\s+#.*$/, ''))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ])
  })

  it('has a row in its table for every setting, and none for a setting that is not there', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(rows.sort()).toEqual(Object.keys(settings.shape).sort())
  })

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm run (?:--silent |-s )?([a-z:-]+)/g)].map(([, name]) => name ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)\)/g)].map(([, file]) => file ?? '')
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((file) => !existsSync(file))).toEqual([])
  })
})
