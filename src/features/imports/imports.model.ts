// What a load of the registry is made of: the files, the rows they hold, and the problems they may have.
import type { Rows } from './imports.forms.js'

/** Each kind of row and the file it comes from, in the order they are read. */
export const seedFiles = {
  countries: 'countries.csv',
  regionsUa: 'regions-ua.csv',
  regionsAbroad: 'regions-abroad.csv',
  communities: 'communities.csv',
  uaAdmin: 'ua-admin.csv',
  measures: 'measures.csv',
  seekers: 'seekers.csv',
  altNames: 'alt-names.csv',
  interests: 'interests.csv',
  partnerships: 'partnerships.csv',
  agreements: 'agreements.csv',
  worldPairs: 'world-pairs.csv',
} as const
export type SeedName = keyof typeof seedFiles

/** A row and the line of its file on which it begins. */
export type Placed<T> = T & { line: number }

export type Seeds = { [Name in SeedName]: Placed<Rows[Name]>[] }

export interface Problem {
  file: string
  line: number
  column: string
  message: string
}

/** Notes a problem of one row. */
export type Complain = (name: SeedName, line: number, column: string, message: string) => void

export class BadSeeds extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
    )
  }
}

const straight = /(?<=\p{Script=Cyrillic})['’](?=\p{Script=Cyrillic})/gu

/** Ukrainian names are written with the letter apostrophe (U+02BC), whatever the file has. */
export const withUkrainianApostrophe = (name: string): string => name.replace(straight, 'ʼ')

/** "Dnipropetrovsk; Дніпропетровськ" → each name with its language; the first is English, the second Ukrainian. */
export function formerNames(field: string | null): { name: string; language: 'en' | 'uk' }[] {
  const [en, uk] = (field ?? '').split(';').map((name) => name.trim())
  return [
    ...(en ? [{ name: en, language: 'en' as const }] : []),
    ...(uk ? [{ name: withUkrainianApostrophe(uk), language: 'uk' as const }] : []),
  ]
}

export type Script = 'latin' | 'cyrillic' | 'other'

/** The script of a name, judged by its first letter. */
export function scriptOf(name: string): Script {
  const letter = /\p{Letter}/u.exec(name)?.[0] ?? ''
  if (/\p{Script=Latin}/u.test(letter)) return 'latin'
  return /\p{Script=Cyrillic}/u.test(letter) ? 'cyrillic' : 'other'
}
