// The letters of a pair, edited: the page has one form with the fields of both, and buttons under each.
import { editedLetters } from '../../src/features/proposals/approval-letters.queries.js'
import { lettersToday, sendingsOf } from '../../src/features/proposals/approval-letters-for-staff.queries.js'
import { proposalById } from '../../src/features/proposals/proposals.queries.js'
import { contactsOf } from '../../src/features/contacts/index.js'
import { sides } from '../../src/features/pairs/pairs.model.js'
import type { TestApp } from './app.js'
import type { Page, Visitor } from './page.js'

export type LetterTyped = [
  side: 'ua' | 'foreign',
  typed: Record<string, string>,
  act?: 'save' | 'look' | 'restore',
]

const fields = ['seen', 'shown', 'language', 'subject', 'personal', 'body', 'signer']

/** The form as a browser would send it: what was typed into one side's fields, and what stands in the others. */
export function letterSent(page: Page, ...[side, typed, act = 'save']: LetterTyped): URLSearchParams {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const body = new URLSearchParams({ _csrf: csrf, do: `${act}-${side}` })
  for (const each of sides.filter((one) => page.has(`${one}-body`)))
    for (const name of fields) {
      const field = `${each}-${name}`
      body.set(field, (each === side ? typed[name] : undefined) ?? String(page.value(field)))
    }
  return body
}

/** What somebody types into one side's fields, ready to be sent. */
export async function typesLetter(person: Visitor, address: string, ...given: LetterTyped) {
  const body = letterSent(await person.opens(address), ...given)
  return async () => {
    const answer = await person.asks(address, { method: 'POST', body })
    return { status: answer.status, html: await answer.text(), next: answer.headers.get('location') }
  }
}

/** What the page of a proposal says would be sent, for an approval without a page. */
export async function readByNow({ ctx }: TestApp, id: string): Promise<string[]> {
  const proposal = await proposalById(ctx.db, id)
  if (!proposal) throw new Error(`There is no proposal ${id}`)
  const contacts = await contactsOf(ctx.db, [proposal.uaId, proposal.foreignId])
  return sendingsOf(await lettersToday(ctx, proposal, contacts, 'Тарас'), await editedLetters(ctx.db, id))
}
