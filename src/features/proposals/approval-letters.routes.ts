// The letters of a pair before it is approved: staff read them as they will be sent, and edit them.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Read, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { untouched } from '../../platform/mail/written-letter.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { editLetters, restoreLetter, type LetterToSave } from './approval-letters.actions.js'
import { letterForm, pressedForm, type LetterForm } from './approval-letters.forms.js'
import { isOutdated, lettersFile, type LettersFile } from './approval-letters-for-staff.queries.js'
import { digestOfFields, isInAnotherLanguage } from './approval-letters.model.js'
import { fieldOf, fieldsTyped, lettersPage, rendered, type LettersShown } from './approval-letters.pages.js'
import { proposalFor } from './proposals-for-staff.queries.js'
import { listQuery } from './queue.forms.js'

// A letter's own HTML carries its styles inline; this page alone may show them, and nothing else.
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const said = z.enum(['saved', 'restored']).optional().catch(undefined)

export function approvalLettersRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.proposalLetters.pattern, async (req, res) => {
    const file = await find(req)
    if (req.query.as !== 'html') return show(req, res, file, { said: said.parse(req.query.done) })
    const side = sides.find((each) => each === req.query.side)
    const letter = mustFind(side && file.letters[side])
    await noteLooks(req, file)
    const { html } = rendered(letter, file.edited[side!] ?? untouched, file.edited[side!]?.signer)
    res.set('Content-Security-Policy', letterPolicy).type('html').send(html)
  })

  routes.post(paths.staff.proposalLetters.pattern, csrfProtected, async (req, res) => {
    const file = await find(req)
    const sent = sides.flatMap((side) => readLetter(file, side, req.body as Typed) ?? [])
    const typed = typedInto(sent)
    const pressed = pressedForm.safeParse(req.body).data?.do
    if (!pressed) return show(req, res.status(422), file, { typed })
    const { act, side } = pressed
    mustFind(file.letters[side])
    if (act === 'restore') return restore(req, res, file, side, sent)
    const meant = sent.filter((each) => each.touched || (act === 'save' && confirms(file, each, side)))
    const errors = meant.flatMap((each) => each.read.errors.map((error) => onPage(each.side, error)))
    if (errors.length > 0) return show(req, res.status(422), file, { typed, errors })
    if (act === 'look') return show(req, res, file, { typed, said: 'looked' })
    const edited = await editLetters(ctx, asking(req), file.proposal, toSave(file, meant))
    switch (edited.outcome) {
      case 'saved':
        return res.redirect(303, pageAt(req, side, 'saved'))
      case 'decided':
        return res.redirect(303, paths.staff.proposal(req.locale, file.proposal.id) + listQuery(req.query))
      case 'overtaken':
        return show(req, res.status(409), await find(req), { typed, said: 'overtaken' })
      case 'no-signer':
        return show(req, res.status(422), file, {
          typed,
          errors: edited.sides.map((each) => onPage(each, signerGone)),
        })
    }
  })

  /** One letter goes back to its original; what was typed into the other stays in its fields. */
  async function restore(req: Request, res: Response, { proposal }: LettersFile, side: Side, sent: Sent[]) {
    const seen = String(sent.find((each) => each.side === side)?.read.typed.seen ?? '')
    const restored = await restoreLetter(ctx, asking(req), proposal.id, { side, seen })
    const left = sent.filter((each) => each.side !== side)
    switch (restored.outcome) {
      case 'overtaken':
        return show(req, res.status(409), await find(req), { typed: typedInto(sent), said: 'overtaken' })
      case 'decided':
        return res.redirect(303, paths.staff.proposal(req.locale, proposal.id) + listQuery(req.query))
      case 'saved':
        return left.some(({ touched }) => touched)
          ? show(req, res, await find(req), { typed: typedInto(left), said: 'restored-one' })
          : res.redirect(303, pageAt(req, side, 'restored'))
    }
  }

  async function find(req: Request): Promise<LettersFile> {
    const id = mustFind(z.uuid().safeParse(req.params.id).data)
    const region = ownRegion(asking(req))
    const proposal = mustFind(await proposalFor(ctx.db, id, { region }))
    return lettersFile(ctx, req.locale, proposal, asking(req).name)
  }

  async function noteLooks(req: Request, { proposal, letters }: LettersFile) {
    for (const letter of Object.values(letters)) {
      const what = { proposal: proposal.id, community: letter.contact.communityId }
      await sawContact(ctx.db, ctx.clock.now(), asking(req).id, what)
    }
  }

  async function show(
    req: Request,
    res: Response,
    file: LettersFile,
    { typed = {}, errors = [], said }: Partial<Omit<LettersShown, 'csrf' | 'list'>>,
  ) {
    await noteLooks(req, file)
    const list = listQuery(req.query)
    const page = lettersPage(file, { csrf: csrfToken(req), list, typed, errors, said })
    res.render('staff/proposals/letters', page)
  }

  const pageAt = (req: Request, side: Side, done: string) => {
    const page = paths.staff.proposalLetters(req.locale, String(req.params.id)) + listQuery(req.query)
    return `${page}${page.includes('?') ? '&' : '?'}done=${done}#${side}`
  }

  return routes
}

/** One side's letter as the form brought it. */
interface Sent {
  side: Side
  read: Read<LetterForm>
  /** Whether something else stands in its fields than the page had put there. */
  touched: boolean
}

/** Nothing when there was no such letter on the page, or nobody to send it to any more. */
function readLetter({ letters }: LettersFile, side: Side, body: Typed): Sent | undefined {
  const before = fieldOf(side, '')
  const fields = Object.entries(body).filter(([name]) => name.startsWith(before))
  if (fields.length === 0 || !letters[side]) return undefined
  const read = readForm(
    letterForm,
    Object.fromEntries(fields.map(([name, value]) => [name.slice(before.length), value])),
  )
  return { side, read, touched: read.typed.shown !== digestOfFields(fieldsTyped(read.typed)) }
}

const typedInto = (sent: readonly Sent[]): LettersShown['typed'] =>
  Object.fromEntries(sent.filter(({ touched }) => touched).map(({ side, read }) => [side, read.typed]))

/** Whoever saves a letter about which the page warns, as it is, has looked and finds it right. */
function confirms({ letters, edited }: LettersFile, { side }: Sent, pressed: Side): boolean {
  const [letter, kept] = [letters[side], edited[side]]
  if (side !== pressed || !letter || !kept) return false
  return isOutdated(kept, letter) && !isInAnotherLanguage(kept, letter.contact.language)
}

const toSave = ({ letters }: LettersFile, meant: readonly Sent[]): LetterToSave[] =>
  meant.flatMap(({ side, read }) => {
    const letter = letters[side]
    if (!letter || !read.ok) return []
    return {
      ...read.value,
      side,
      language: read.value.language ?? letter.words.locale,
      original: letter.original,
    }
  })

const signerGone: FieldError = { field: 'signer', key: 'staff/proposals/letters.error-signer-gone' }

const onPage = (side: Side, { field, key }: FieldError): FieldError => ({ field: fieldOf(side, field), key })
