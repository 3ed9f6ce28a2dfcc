// What travels through a person's browser and must come back as it was: a value, sealed with the key
// ring until a moment. It can be read on the way, but not changed.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Sealer {
  /** The value as text for a hidden field, good until `expires`. */
  seal(purpose: string, value: unknown, expires: Date): string
  /** What the text holds, and whether it can be believed; undefined when it cannot even be read. */
  open(purpose: string, sealed: string, now: Date): { value: unknown; state: SealState } | undefined
}

/** 'expired': genuine, but too old. 'broken': somebody or something changed it on the way. */
export type SealState = 'good' | 'expired' | 'broken'

const mark = (key: string, text: string) => createHmac('sha256', key).update(text).digest()

export function sealer(keys: readonly string[]): Sealer {
  const [first] = keys
  if (first === undefined) throw new Error('A sealer needs at least one key')
  const isOurs = (text: string, given: Buffer) =>
    keys.some((key) => given.length === 32 && timingSafeEqual(mark(key, text), given))
  return {
    seal(purpose, value, expires) {
      const body = `${expires.getTime().toString(36)}.${Buffer.from(JSON.stringify(value)).toString('base64url')}`
      return `${body}.${mark(first, `${purpose}\n${body}`).toString('base64url')}`
    },
    open(purpose, sealed, now) {
      const [expires = '', body = '', given = ''] = sealed.split('.')
      const value = read(body)
      if (value === undefined) return undefined
      const ours = isOurs(`${purpose}\n${expires}.${body}`, Buffer.from(given, 'base64url'))
      if (!ours) return { value, state: 'broken' }
      return { value, state: parseInt(expires, 36) > now.getTime() ? 'good' : 'expired' }
    },
  }
}

function read(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown
  } catch {
    return undefined
  }
}
