// Digests under the key ring, of secrets that need never be read again: what the database holds is worth
// nothing without a key, and a rotated key still recognises what it once made.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Digester {
  /** The digest of a text for one purpose, under the first key. */
  of(purpose: string, text: string): string
  /** Whether a digest is this text's under any key; takes as long for a wrong one as for a right one. */
  matches(purpose: string, text: string, digest: string): boolean
}

const digest = (key: string, purpose: string, text: string) =>
  createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url')

const same = (a: string, b: string) => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

export function digester(keys: readonly string[]): Digester {
  const [first] = keys
  if (first === undefined) throw new Error('A digester needs at least one key')
  return {
    of: (purpose, text) => digest(first, purpose, text),
    // Every key is tried, so that the time tells nothing about which one fits.
    matches: (purpose, text, known) =>
      keys.map((key) => same(digest(key, purpose, text), known)).includes(true),
  }
}
