// Drohobych and Legnica have been introduced: what both were written, what they answer, and what came of it.
import { beforeEach } from '@jest/globals'
import type { SignedIn, TestApp } from './app.js'
import { onSmallRegistry, opensIntroduction } from './pair.js'

export interface Introduced {
  app: TestApp
  taras: SignedIn
  opened: Awaited<ReturnType<typeof opensIntroduction>>
}

interface Addressee {
  email: string
}

/** The path of a letter's link. */
export const at = (link: string): string => new URL(link).pathname

/** Opens the site on the small registry for the tests of a file; each begins with an introduction just opened. */
export function onIntroduction(ready: (scene: Introduced) => void) {
  let app: TestApp
  let opened: Introduced['opened']

  onSmallRegistry((site) => {
    app = site
  })
  beforeEach(async () => {
    const taras = await app.staff()
    opened = await opensIntroduction(app, taras)
    ready({ app, taras, opened })
  })

  const lettersTo = async ({ email }: Addressee) =>
    (await app.letters()).filter(({ to }) => to.email === email)
  return {
    /** Every letter that left to somebody, oldest first. */
    lettersTo,
    subjectsTo: async (person: Addressee) => (await lettersTo(person)).map(({ subject }) => subject),
    /** What the introduction is by now. */
    introduction: () =>
      app.ctx.db
        .selectFrom('introductions')
        .selectAll()
        .where('id', '=', opened.introduction)
        .executeTakeFirstOrThrow(),
    /** What each side has answered. */
    answers: async () => {
      const rows = await app.ctx.db.selectFrom('introductionSides').select(['side', 'answer']).execute()
      return Object.fromEntries(rows.map(({ side, answer }) => [side, answer]))
    },
    /** Somebody opens a link and answers. */
    answer: async (link: string, typed: Record<string, string | boolean>) => {
      const person = app.visitor()
      await person.opens(at(link))
      return person.sends(typed)
    },
  }
}
