// The letters of a pair, edited: the page has a form for each side, with the same buttons.
import type { Visitor } from './page.js'

export type LetterTyped = [
  side: 'ua' | 'foreign',
  typed: Record<string, string>,
  act?: 'save' | 'look' | 'restore',
]

/** What somebody types into one side's fields, ready to be sent as its form would send it. */
export async function typesLetter(
  person: Visitor,
  address: string,
  ...[side, typed, act = 'save']: LetterTyped
) {
  const page = await person.opens(address)
  const field = (name: string) => String(page.value(`${side}-${name}`))
  const html = page.html.slice(page.html.indexOf(`id="${side}"`))
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const body = new URLSearchParams({ _csrf: hidden('_csrf'), side, seen: hidden('seen'), do: act })
  for (const name of ['subject', 'personal', 'body', 'signer'])
    body.set(`${side}-${name}`, typed[name] ?? field(name))
  return async () => {
    const answer = await person.asks(address, { method: 'POST', body })
    return { status: answer.status, html: await answer.text(), next: answer.headers.get('location') }
  }
}
