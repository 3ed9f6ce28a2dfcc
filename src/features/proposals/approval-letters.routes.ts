// The letters of a pair before it is approved: staff read them as they will be sent, and edit them.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { untouched } from '../../platform/mail/written-letter.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { editLetter, restoreLetter } from './approval-letters.actions.js'
import { letterForm, restoreForm } from './approval-letters.forms.js'
import { lettersFile, type LettersFile } from './approval-letters-for-staff.queries.js'
import { fieldOf, lettersPage, rendered, type LettersShown } from './approval-letters.pages.js'
import { proposalFor } from './proposals-for-staff.queries.js'

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
    const wanted = restoreForm.safeParse(req.body).data
    if (!wanted) return show(req, res.status(422), file, {})
    const letter = mustFind(file.letters[wanted.side])
    const { id: proposalId, regionCode } = file.proposal
    if (wanted.do === 'restore') {
      await restoreLetter(ctx, asking(req), { proposalId, side: wanted.side })
      return res.redirect(303, pageAt(req, wanted.side, 'restored'))
    }
    const form = readForm(letterForm, sideFields(wanted.side, req.body as Typed))
    const typed = { side: wanted.side, fields: form.typed }
    const errors = form.errors.map(({ field, key }) => ({ field: fieldOf(wanted.side, field), key }))
    if (!form.ok) return show(req, res.status(422), file, { typed, errors })
    if (form.value.do === 'look') return show(req, res, file, { typed, said: 'looked' })
    const what = { proposalId, regionCode, language: letter.words.locale, original: letter.original }
    const edited = await editLetter(ctx, asking(req), what, form.value)
    if (edited === 'saved') return res.redirect(303, pageAt(req, wanted.side, 'saved'))
    if (edited === 'decided') return res.redirect(303, paths.staff.proposal(req.locale, proposalId))
    if (edited === 'overtaken')
      return show(req, res.status(409), await find(req), { typed, said: 'overtaken' })
    const noSigner = {
      field: fieldOf(wanted.side, 'signer'),
      key: 'staff/proposals/letters.error-signer-gone',
    }
    return show(req, res.status(422), file, { typed, errors: [noSigner] })
  })

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
    { typed, errors = [], said }: Partial<Omit<LettersShown, 'csrf'>> & { errors?: FieldError[] },
  ) {
    await noteLooks(req, file)
    const page = lettersPage(file, { csrf: csrfToken(req), typed, errors, said })
    res.render('staff/proposals/letters', page)
  }

  const pageAt = (req: Request, side: Side, done: string) =>
    `${paths.staff.proposalLetters(req.locale, String(req.params.id))}?done=${done}#${side}`

  return routes
}

/** The fields of one of the two forms, without the side before their names. */
function sideFields(side: Side, body: Typed): Typed {
  const before = fieldOf(side, '')
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.startsWith(before) ? name.slice(before.length) : name,
      value,
    ]),
  )
}
