// An oblast that stands alone, as a heading, a choice or a mark of a filter, begins with a capital also where
// the language writes it small within a sentence; so do days of the diary.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'
import { makesRound } from '../support/rounds.js'

let app: TestApp
let taras: SignedIn
onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

/** What stands alone in an element. */
const alone = (html: string) => [...html.matchAll(/>\s*([^<>]*?)\s*[<–]/g)].map(([, words]) => words ?? '')

describe('an oblast that stands alone', () => {
  it('begins with a capital in the queue: choices, lines, filters that are on', async () => {
    const { html } = await taras.opens(`${paths.staff.proposals('pl')}?region=UA.15`)
    const found = alone(html).filter((words) => /^obwód lwowski/i.test(words))
    expect(found.length).toBeGreaterThanOrEqual(3)
    expect(found.filter((words) => words.startsWith('o'))).toEqual([])
  })

  it('begins with a capital in a round: its place, its groups, its filter', async () => {
    const id = await makesRound(taras, { region: 'UA.15' })
    const { html, text } = await taras.opens(paths.staff.round('fr', id))
    const found = alone(html).filter((words) => /^oblast de Lviv/i.test(words))
    expect(found.length).toBeGreaterThanOrEqual(2)
    expect(found.filter((words) => words.startsWith('o'))).toEqual([])
    expect(text).toContain('. Oblast de Lviv')
  })
})

describe('a day of the diary', () => {
  it('begins with a capital as a heading', async () => {
    await makesRound(taras)
    const { html } = await taras.opens(paths.staff.diary('pl'))
    expect(html).toMatch(/<h2 id="day-[\d-]+">\p{Lu}/u)
  })
})
