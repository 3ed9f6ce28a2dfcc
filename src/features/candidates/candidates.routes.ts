// The people of a community look at the partners that fit it, keep some on a short-list with notes of
// their own, and ask the Association for an introduction.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingMember } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type Read } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { askForCandidate, shortlist, takeOffShortlist } from './candidates.actions.js'
import { askForm, candidatesFilter, noteForm, type CandidatesFilter } from './candidates.forms.js'
import type { LookAround } from './candidates.model.js'
import { candidatesPage } from './candidates.pages.js'
import { candidateFile, candidateList, shortlistFile } from './candidates.queries.js'
import { askPage, candidatePage, shortlistPage } from './candidate.pages.js'

type Form = Pick<Read<unknown>, 'typed' | 'errors'>
const nothingTyped: Form = { typed: {}, errors: [] }

export function candidatesRoutes(ctx: AppContext, lookAround: LookAround): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.our.partners.pattern, async (req, res) => {
    const { filter, ...form } = readFilter(req.query)
    const list = await candidateList(db, req.locale, await outlookOf(req), filter)
    res.status(form.errors.length > 0 ? 422 : 200)
    res.render('our-community/partners/index', candidatesPage(list, filter, form))
  })

  routes.get(paths.our.partner.pattern, async (req, res) => {
    await show(req, res, nothingTyped, req.query.saved === 'yes')
  })

  routes.get(paths.our.ask.pattern, (req, res) => ask(req, res, nothingTyped))

  routes.post(paths.our.ask.pattern, csrfProtected, async (req, res) => {
    const form = readForm(askForm, req.body)
    if (!form.ok) return ask(req, res.status(422), form)
    const { score, them } = await findCandidate(req)
    const asked = await askForCandidate(ctx, askingMember(req), them.id, form.value.words, score)
    if (asked.outcome !== 'refused') return res.redirect(303, paths.our.introductions(req.locale))
    const errors = [{ field: 'words', key: `our-community/partners/ask.refused-${asked.why}` }]
    return ask(req, res.status(422), { typed: form.typed, errors })
  })

  routes.get(paths.our.shortlist.pattern, async (req, res) => {
    const file = await shortlistFile(db, req.locale, askingMember(req).communityId)
    res.render('our-community/shortlist', shortlistPage(file, csrfToken(req)))
  })

  routes.post(paths.our.shortlisted.pattern, csrfProtected, async (req, res) => {
    if ((req.body as { do?: unknown }).do === 'remove') {
      await takeOffShortlist(ctx, askingMember(req), String(req.params.id))
      return res.redirect(303, paths.our.shortlist(req.locale))
    }
    const form = readForm(noteForm, req.body)
    if (!form.ok) return show(req, res.status(422), form, false)
    const { them } = await findCandidate(req)
    await shortlist(ctx, askingMember(req), them.id, form.value.note)
    res.redirect(303, `${paths.our.partner(req.locale, them.id)}?saved=yes#shortlist`)
  })

  const outlookOf = async (req: Request) => mustFind(await lookAround(askingMember(req).communityId))

  const findCandidate = async (req: Request) =>
    mustFind(await candidateFile(db, req.locale, await outlookOf(req), String(req.params.id)))

  async function show(req: Request, res: Response, form: Form, saved: boolean) {
    const page = candidatePage(await findCandidate(req), { ...form, saved, csrf: csrfToken(req) })
    res.render('our-community/partners/show', page)
  }

  async function ask(req: Request, res: Response, form: Form) {
    const page = askPage(await findCandidate(req), { ...form, csrf: csrfToken(req) })
    res.render('our-community/partners/ask', page)
  }

  return routes
}

/** A wrong field is named and left out; the rest still filters. */
function readFilter(query: unknown): { filter: CandidatesFilter } & Form {
  const read = readForm(candidatesFilter, query)
  if (read.ok) return { filter: read.value, typed: read.typed, errors: [] }
  const wrong = read.errors.map(({ field }) => field)
  const good = Object.entries(read.typed).filter(([field]) => !wrong.includes(field))
  return { filter: candidatesFilter.parse(Object.fromEntries(good)), typed: read.typed, errors: read.errors }
}
