// A real SMTP server for stories: takes every letter, or none while it is closed.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface PostOffice {
  url: string
  letters: ParsedMail[]
  /** Letters to an address, in the order they came. */
  to(email: string): ParsedMail[]
  /** Waits until an address has had so many letters, two minutes unless told otherwise. */
  waitFor(email: string, count: number, ms?: number): Promise<ParsedMail[]>
  close(): Promise<void>
}

export async function openPostOffice(port = 0): Promise<PostOffice> {
  const letters: ParsedMail[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((letter) => {
        letters.push(letter)
        for (const look of [...waiting]) look()
        done()
      }, done)
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const at = (server.server.address() as AddressInfo).port
  const addressees = (letter: ParsedMail) =>
    [letter.to ?? []].flat().flatMap((to) => to.value.map((each) => each.address))
  const to = (email: string) => letters.filter((letter) => addressees(letter).includes(email))
  return {
    url: `smtp://127.0.0.1:${at}`,
    letters,
    to,
    waitFor: (email, count, ms = 120_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${to(email).length} of ${count} letters came`)), ms)
        const look = () => {
          if (to(email).length < count) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(to(email))
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The first link of a letter. */
export function linkIn(letter: ParsedMail | undefined): string {
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error('The letter has no link')
  return link
}
