// Every page in Ukrainian, the first language of the service; and whether the walk goes everywhere.
import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { paths } from '../../src/paths.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { everyPageIn } from '../support/every-page-in.js'

/** Addresses that forms are sent to and that no page is at. */
const onlySentTo = new Set([
  'signOut',
  'signInCode',
  'staff.answersRead',
  'staff.decide',
  'staff.decideInterest',
  'staff.diaryFile',
  'staff.forgetFilter',
  'staff.takeProposal',
  'staff.decideClaim',
  'staff.importRows',
  'staff.applyImport',
  'staff.undoImport',
  'staff.discardImport',
  'interest.send',
  'interest.save',
  'interest.changeState',
  'our.undo',
  'our.removePerson',
  'our.shortlisted',
  'our.milestone',
  'our.withdrawRequest',
  'account.endSession',
  'account.digest',
  // A picture.
  'registryMap',
  'account.signOutEverywhere',
  'account.data',
])

const patternsOf = (group: object, before = ''): { name: string; pattern: string }[] =>
  Object.entries(group).flatMap(([name, path]: [string, { pattern?: string }]) =>
    path.pattern === undefined
      ? patternsOf(path, `${before}${name}.`)
      : [{ name: before + name, pattern: path.pattern }],
  )

describe('every page in Ukrainian', () => {
  const { seen } = everyPageIn('uk')

  it('has been seen, wherever a page is', () => {
    const { api: _api, dev: _dev, health: _health, ...open } = paths
    const at = seen().map(({ at }) => at.split('?')[0] ?? '')
    const unseen = patternsOf(open).filter(({ name, pattern }) => {
      const like = new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`)
      return !onlySentTo.has(name) && !at.some((path) => like.test(path))
    })
    expect(unseen.map(({ name }) => name)).toEqual([])
  })
})

it('every language has a walk of its own', () => {
  expect(locales.filter((locale) => !existsSync(`test/pages/every-page.${locale}.test.ts`))).toEqual([])
})
