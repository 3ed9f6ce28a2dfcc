// A browser seen from the wire: raw answers and redirects; keeps the cookie, reads a form before sending it.
import type { Express } from 'express'
import request, { type Response } from 'supertest'
import type { Inbox } from './inbox.js'

export type Fields = Record<string, string | string[]>

export const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
export const headingOf = (html: string) => /<h1[^>]*>([^<]*)</.exec(html)?.[1]
export const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** A link of a letter, as an address of the app under test. */
export const pathOf = (link: string) => link.replace('http://localhost:3000', '')

export function agentOf(app: Express) {
  const agent = request.agent(app)
  const opens = async (path: string): Promise<Response> => agent.get(path)
  const sends = async (path: string, fields: Fields): Promise<Response> =>
    agent.post(path).type('form').send(fields)
  return {
    opens,
    sends,
    /** Fills in the form of a page and sends it to where the page is, or elsewhere. */
    async fillsIn(page: string, fields: Fields, to = page) {
      const form = await opens(page)
      const next = /name="next" value="([^"]+)"/.exec(form.text)?.[1]?.replaceAll('&#x3D;', '=')
      return sends(to, { _csrf: tokenIn(form.text), ...(next && { next }), ...fields })
    },
    asksForLink(email: string, page = '/uk/sign-in') {
      return this.fillsIn(page, { email }, '/uk/sign-in')
    },
    /** Opens a letter's link and presses the button. */
    follows(link: string) {
      return this.fillsIn(pathOf(link), {})
    },
    async signsIn(email: string, inbox: Inbox) {
      await this.asksForLink(email)
      await this.follows((await inbox.newest(email)).link)
      return this
    },
  }
}
