// Links in letters: a purpose, an id and an expiry, signed. The key ring's first key signs, all keys
// verify, so that rotating a key never breaks a letter already sent.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface LinkSigner {
  /** A URL-safe token for one purpose and one subject, good until `expires`. */
  sign(purpose: string, subject: string, expires: Date): string
  /** What the token stands for; 'expired' when it was genuine once; undefined when it never was. */
  open(purpose: string, token: string, now: Date): { subject: string } | 'expired' | undefined
}

const signature = (key: string, text: string) =>
  createHmac('sha256', key).update(text).digest().subarray(0, 24).toString('base64url')

const same = (a: string, b: string) => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

export function linkSigner(keys: readonly string[]): LinkSigner {
  const [first] = keys
  if (first === undefined) throw new Error('A link signer needs at least one key')
  return {
    sign(purpose, subject, expires) {
      const body = `${Math.floor(expires.getTime() / 1000).toString(36)}.${Buffer.from(subject).toString('base64url')}`
      return `${body}.${signature(first, `${purpose}\n${body}`)}`
    },
    open(purpose, token, now) {
      const [expires, subject, mark, ...rest] = token.split('.')
      if (!expires || !subject || !mark || rest.length > 0) return undefined
      const text = `${purpose}\n${expires}.${subject}`
      if (!keys.some((key) => same(signature(key, text), mark))) return undefined
      if (parseInt(expires, 36) * 1000 <= now.getTime()) return 'expired'
      return { subject: Buffer.from(subject, 'base64url').toString() }
    },
  }
}
