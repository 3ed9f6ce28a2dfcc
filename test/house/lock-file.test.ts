// `npm ci` must work on any machine: the lock file knows the builds for other systems, too. A lock file
// written where some of them could not be had leaves them out, and newer npm versions then refuse it.
import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'

interface Locked {
  version?: string
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}

/** Where Node would look for a package: beside whoever asks, and outwards. */
function isLocked(from: string, name: string): boolean {
  const folders = from
    .split('/node_modules/')
    .map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'))
  return [...folders, ''].some((at) => `${at && `${at}/`}node_modules/${name}` in packages)
}

describe('The lock file', () => {
  it('has an entry for every optional build that a package names', () => {
    const named = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ from, name })),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ from, name }) => !isLocked(from, name))).toEqual([])
  })
})
