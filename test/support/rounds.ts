// Taras and a round of the small registry: made by its form, with Drohobych and Izium on one side.
import { paths } from '../../src/paths.js'
import type { TestApp } from './app.js'
import type { Visitor } from './page.js'

export const rounds = paths.staff.rounds('uk')

/** Somebody makes a round by the form and stands before its draft; gives its id. */
export async function makesRound(
  person: Visitor,
  typed: Record<string, string> = {},
  locale = 'uk',
): Promise<string> {
  await person.opens(paths.staff.rounds(locale))
  await person.sends({ whom: 'all', ...typed })
  return idIn(person.page().at)
}

/** The id in the address of a round. */
export const idIn = (address: string): string => {
  const [, id] = /\/staff\/rounds\/([0-9a-f-]{36})/.exec(address) ?? []
  if (!id) throw new Error(`${address} is no round`)
  return id
}

/** The token of the session, as the forms of a page carry it. */
export const tokenIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

export const buttons = {
  lock: (pair: string) => `Закріпити (${pair})`,
  strike: (pair: string) => `Викреслити (${pair})`,
  unlock: (pair: string) => `Відкріпити (${pair})`,
  allow: (pair: string) => `Повернути (${pair})`,
  note: (pair: string) => `Зберегти примітку (${pair})`,
  again: 'Обчислити знову',
  accept: 'Прийняти до черги',
  discard: 'Відкинути чернетку',
}

/** The pairs of a round in the database, as `ua foreign`. */
export async function pairsOf({ ctx }: TestApp, roundId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('roundPairs')
    .select(['uaId', 'foreignId'])
    .where('roundId', '=', roundId)
    .orderBy('uaId')
    .orderBy('foreignId')
    .execute()
  return rows.map(({ uaId, foreignId }) => `${uaId} ${foreignId}`)
}
