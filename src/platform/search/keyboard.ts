// Two repairs of what keyboards do: a name typed in the wrong layout (kmdsd for львів, Лщтшт for
// Konin), and letters of the other alphabet that only look right (a Latin i in Львiв).

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\`"
const ukrainianKeys = 'йцукенгшщзхїфівапролджєячсмитьбюґʼ'
const shifted: Record<string, string> = {
  '{': '[',
  '}': ']',
  ':': ';',
  '"': "'",
  '<': ',',
  '>': '.',
  '|': '\\',
  '~': '`',
}

const toCyrillic = new Map([...latinKeys].map((key, at) => [key, ukrainianKeys[at] ?? key]))
const toLatin = new Map([...ukrainianKeys].map((key, at) => [key, latinKeys[at] ?? key]))
// Where the Russian layout differs from the Ukrainian one.
for (const [letter, key] of ['ыs', "э'", 'ъ]', 'ё`'].map(([letter = '', key = '']) => [letter, key] as const))
  toLatin.set(letter, key)

const hasLatin = (text: string) => /\p{Script=Latin}/u.test(text)
const hasCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)

// Of punctuation only an apostrophe between letters is part of a Latin name.
const noLatinName = /[[\],.;\\`]|(?<!\p{L})'|'(?!\p{L})/u

/**
 * The same keys in the other layout; undefined when the text is of both alphabets or of neither, or
 * when it would be no name there.
 */
export function otherLayout(text: string): string | undefined {
  const [latin, cyrillic] = [hasLatin(text), hasCyrillic(text)]
  if (latin === cyrillic) return undefined
  const keys = latin ? toCyrillic : toLatin
  const letters = [...text.toLowerCase()].map((letter) => (latin ? (shifted[letter] ?? letter) : letter))
  const other = letters.map((letter) => keys.get(letter) ?? letter).join('')
  return cyrillic && noLatinName.test(other) ? undefined : other
}

const lookalikes = ['aа', 'eе', 'iі', 'oо', 'pр', 'cс', 'yу', 'xх', 'kк', 'mм', 'tт', 'hн', 'bв', 'jј', 'sѕ']
const asCyrillic = new Map(lookalikes.map(([latin = '', cyrillic = '']) => [latin, cyrillic]))
const asLatin = new Map(lookalikes.map(([latin = '', cyrillic = '']) => [cyrillic, latin]))

/** A folded word of two alphabets in one of them, when every letter of the other only looks like it. */
export function oneAlphabet(word: string): string {
  if (!hasLatin(word) || !hasCyrillic(word)) return word
  const letters = [...word]
  for (const [foreign, map] of [
    [hasLatin, asCyrillic],
    [hasCyrillic, asLatin],
  ] as const)
    if (letters.every((letter) => !foreign(letter) || map.has(letter)))
      return letters.map((letter) => map.get(letter) ?? letter).join('')
  return word
}
