// Every name a community can be found under, and how much a hit in it is worth. All engines index
// exactly these.
import type { CommunityDocument } from './community-search.js'
import { fold, foldedWords } from './fold.js'
import { inCyrillic, inLatin, inOldLatin, isCyrillic } from './romanise.js'

/** In falling worth: a present name, a former one or a spelling of a present one, any other. */
export type NameKind = 'present' | 'near' | 'other'

export interface FindableName {
  folded: string
  kind: NameKind
  /** The name as it is written in the document, of which this may be only a spelling. */
  written: string
}

const marks = (name: string) => name.normalize('NFD').length

function gather({
  nameUk,
  nameEn,
  nameNative,
  formerNames,
  aliases,
  country,
}: CommunityDocument): FindableName[] {
  const names = new Map<string, FindableName>()
  const add = (name: string, kind: NameKind, written = name) => {
    const folded = fold(name)
    if (folded === '') return
    const known = names.get(folded)
    if (!known) names.set(folded, { folded, kind, written })
    // Of "Lwow" and "Lwów" the one with its marks is shown.
    else if (known.kind === kind && marks(name) > marks(known.written)) known.written = written
  }
  const present = [nameUk, nameEn, nameNative].filter((name) => name !== undefined)
  for (const name of present) add(name, 'present')
  for (const name of formerNames) add(name, 'near')
  const official = country === 'UA' ? [nameUk ?? nameNative, ...formerNames] : [nameNative]
  for (const name of official) for (const spelling of inLatin(name, country)) add(spelling, 'near', name)
  if (!present.some(isCyrillic))
    for (const name of [nameEn, nameNative])
      for (const spelling of inCyrillic(name, country)) add(spelling, 'near', name)
  for (const name of aliases) add(name, 'other')
  for (const name of aliases) for (const spelling of inOldLatin(name)) add(spelling, 'other', name)
  return [...names.values()]
}

const gathered = new WeakMap<CommunityDocument, FindableName[]>()

/** The names in falling worth, each folded form once; always in the same order. */
export function findableNames(community: CommunityDocument): readonly FindableName[] {
  return gathered.get(community) ?? gather(community)
}

/** As `findableNames`, kept for as long as the document is: for the few that are shown again and again. */
export function keptNames(community: CommunityDocument): readonly FindableName[] {
  const names = findableNames(community)
  gathered.set(community, names as FindableName[])
  return names
}

/** The keys of a folded name: all of it, then what is left of it from each later word on, without spaces. */
export function keysOf(folded: string): string[] {
  const words = foldedWords(folded)
  return words
    .map((_, from) => words.slice(from).join(''))
    .filter((key, from) => from === 0 || key.length > 2)
}
