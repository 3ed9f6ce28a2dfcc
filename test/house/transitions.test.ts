// The tables of states can be read aloud: every state is reached, none is a dead end by mistake, and
// the diagrams in the README are the tables.
import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import * as batches from '../../src/features/imports/batches.model.js'
import * as interests from '../../src/features/interest/interest.model.js'
import * as claims from '../../src/features/claims/claims.model.js'
import * as introductions from '../../src/features/introductions/introductions.model.js'
import * as requests from '../../src/features/introductions/requests.model.js'
import * as proposals from '../../src/features/proposals/proposals.model.js'
import { locales } from '../../src/platform/i18n/locales.js'
import { hasWords } from '../../src/platform/i18n/translate.js'

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Each life: where it begins, where it may end, and its table. */
const lives: { name: string; begins: string; ends: string[]; table: Table }[] = [
  { name: 'proposals', begins: 'offered', ends: ['approved'], table: proposals.transitions },
  {
    name: 'introductions',
    begins: 'awaiting',
    ends: ['connected', 'closed'],
    table: introductions.transitions,
  },
  {
    name: 'requests',
    begins: 'asked',
    ends: ['withdrawn', 'proposed'],
    table: requests.requestTransitions,
  },
  {
    name: 'claims',
    begins: 'unconfirmed',
    ends: ['accepted', 'declined'],
    table: claims.transitions,
  },
  { name: 'interests', begins: 'unconfirmed', ends: ['withdrawn'], table: interests.transitions },
  { name: 'batches', begins: 'mapping', ends: ['undone'], table: batches.transitions },
]

const arrows = (table: Table) =>
  Object.entries(table).flatMap(([from, steps]) =>
    Object.entries(steps).map(([step, to]) => ({ from, step, to })),
  )

/** The table as a mermaid diagram, line by line as the README has it. */
const diagram = (begins: string, table: Table) => [
  'stateDiagram-v2',
  `  [*] --> ${begins}`,
  ...arrows(table).map(({ from, step, to }) => `  ${from} --> ${to}: ${step}`),
]

describe.each(lives)('the life of $name', ({ begins, ends, table }) => {
  it('leads only to states it knows', () => {
    expect(arrows(table).filter(({ to }) => !(to in table))).toEqual([])
  })

  it('reaches every state from the first', () => {
    const reached = new Set([begins])
    for (const state of reached) for (const to of Object.values(table[state] ?? {})) reached.add(to)
    expect([...reached].sort()).toEqual(Object.keys(table).sort())
  })

  it('ends only where it is meant to end', () => {
    const dead = Object.keys(table).filter((state) => Object.keys(table[state] ?? {}).length === 0)
    expect(dead.sort()).toEqual([...ends].sort())
  })

  it('can end from every state', () => {
    const canEnd = new Set(ends)
    for (let before = -1; before !== canEnd.size;) {
      before = canEnd.size
      for (const { from, to } of arrows(table)) if (canEnd.has(to)) canEnd.add(from)
    }
    expect(Object.keys(table).filter((state) => !canEnd.has(state))).toEqual([])
  })

  it('is drawn in the README', () => {
    const readme = existsSync('README.md') ? readFileSync('README.md', 'utf8') : ''
    const drawn = [...readme.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, text]) => text?.split('\n'))
    expect(drawn).toContainEqual(diagram(begins, table))
  })
})

describe('buttons and words', () => {
  it('offer in each state exactly the decisions of its row', () => {
    for (const state of proposals.proposalStates) {
      const row = Object.keys(proposals.transitions[state]).filter(
        (step) => !['wake', 'reopen'].includes(step),
      )
      expect([state, ...proposals.decisionsIn(state)]).toEqual([state, ...row])
    }
  })

  it.each([...locales])('there are words in %s for every state and decision', (locale) => {
    const keys = [
      ...proposals.proposalStates.flatMap((state) => [
        `staff/proposals/index.${state}`,
        `staff/proposals/index.is-${state}`,
        `staff/proposals/show.decided-${state}`,
        `staff/proposals/show.already-${state}`,
      ]),
      ...proposals.decisions.flatMap((decision) => [
        `staff/proposals/show.${decision}`,
        `staff/proposals/show.${decision}-means`,
        `diary.${proposals.didOf[decision]}`,
      ]),
      ...introductions.introductionStates.flatMap((state) => [
        `staff/introductions/index.${state}`,
        `staff/introductions/show.became-${state}`,
        ...(state === 'awaiting'
          ? []
          : [
              `staff/introductions/show.state-${state}`,
              `introductions/answered.heading-${state}`,
              `diary.${state}`,
            ]),
      ]),
      ...introductions.closings.flatMap((closing) => [
        `staff/introductions/index.closed-${closing}`,
        `staff/introductions/show.state-closed-${closing}`,
        `exports/columns.introduction-closed-${closing}`,
        `diary.closed-${closing}`,
      ]),
      ...requests.requestStates.flatMap((state) => [
        `our-community/introductions/index.request-${state}`,
        `our-community/introductions/index.request-${state}-next`,
        `staff/proposals/show.request-${state}`,
      ]),
      ...claims.reviewStates.flatMap((state) => [
        `staff/claims/index.${state}`,
        `staff/claims/index.is-${state}`,
      ]),
      ...claims.decisions.flatMap((decision) => [
        `staff/claims/show.${decision}`,
        `staff/claims/show.${decision}-means`,
        `staff/claims/show.did-${claims.didOf[decision]}`,
      ]),
      ...introductions.answers.flatMap((answer) => [
        `introductions/answer.${answer}`,
        `introductions/answer.${answer}-means`,
        `introductions/answered.answer-${answer}`,
        `introductions/answered.heading-awaiting-${answer}`,
        `our-community/introductions/show.standing-awaiting-${answer}`,
        `staff/introductions/show.answer-${answer}`,
        `diary.answered-${answer}`,
      ]),
    ]
    expect(keys.filter((key) => !hasWords(locale, key))).toEqual([])
  })
})
