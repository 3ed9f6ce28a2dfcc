// One way to compare names: documents and queries pass through the same folding in every engine, so
// that case, marks, apostrophes and hyphens never matter. Folding works letter by letter, so that a
// match in the folded name can be shown in the name as it is written.

const special: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'a',
  ı: 'i',
  ς: 'σ',
  ґ: 'г',
}

const apostrophes = /['’ʼ‘‛`´′″ʹʺʻʽʾʿ＇]/u
const known = new Map<string, string>()

function foldPart(part: string): string {
  // Asked first: to Unicode the Ukrainian apostrophe is a letter.
  if (apostrophes.test(part)) return ''
  return special[part] ?? (/[\p{L}\p{N}]/u.test(part) ? part : ' ')
}

/** One letter folded: nothing for marks and apostrophes, a space for whatever is no letter or digit. */
export function foldLetter(letter: string): string {
  const before = known.get(letter)
  if (before !== undefined) return before
  const bare = letter.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const folded = [...bare].map(foldPart).join('')
  // The letters of the world's scripts are many; a crowd of odd requests must not grow this for ever.
  if (known.size < 5_000) known.set(letter, folded)
  return folded
}

/** Words in small letters without marks, one space between: `Кам’янець-Подільський` → `камянець подільськии`. */
export function fold(text: string): string {
  let folded = ''
  for (const letter of text) folded += foldLetter(letter)
  return folded.trim().replace(/ {2,}/g, ' ')
}

export const foldedWords = (folded: string): string[] => (folded === '' ? [] : folded.split(' '))

/** Without spaces, so that a forgotten one is no difference: `ivano frankivsk` → `ivanofrankivsk`. */
export const joined = (folded: string): string => folded.replaceAll(' ', '')
