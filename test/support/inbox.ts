// The letters the service has written, as the people they are for would find them.
import type { Db } from '../../src/platform/db/connect.js'

export interface FoundLetter {
  letter: string
  locale: string
  to: string
  name: string
  about: string | null
  subject: string
  text: string
  html: string
  state: string
  /** The one thing the letter asks to do; empty when it asks nothing. */
  link: string
}

export interface Inbox {
  /** Every letter, oldest first. */
  all(): Promise<FoundLetter[]>
  to(email: string): Promise<FoundLetter[]>
  /** The newest letter to an address. */
  newest(email: string): Promise<FoundLetter>
  /** The one letter there is. */
  only(): Promise<FoundLetter>
}

export function inboxOf(db: Db): Inbox {
  const all = async () => {
    const rows = await db.selectFrom('letters').selectAll().orderBy('queuedAt').orderBy('id').execute()
    return rows.map(({ letter, locale, toEmail, toName, about, subject, text, html, state }) => {
      const link = /https?:\/\/\S+/.exec(text)?.[0] ?? ''
      return { letter, locale, to: toEmail, name: toName, about, subject, text, html, state, link }
    })
  }
  const to = async (email: string) => (await all()).filter((letter) => letter.to === email)
  return {
    all,
    to,
    newest: async (email) => {
      const newest = (await to(email)).at(-1)
      if (!newest) throw new Error(`No letter to ${email}`)
      return newest
    },
    only: async () => {
      const [only, ...more] = await all()
      if (!only || more.length > 0) throw new Error(`Not one letter, but ${more.length + (only ? 1 : 0)}`)
      return only
    },
  }
}
