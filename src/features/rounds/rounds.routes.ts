// Rounds on the staff's pages: options, a draft that is adjusted, and the decision. Coordinators have their
// own oblast's rounds only; to them there are no others.
import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { pageNumber, readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import type { Solver } from '../../scoring/round.js'
import { countRounds, roundById, roundsIn, type Round, type RoundTerms } from './drafts.queries.js'
import { outcomesOf } from './outcomes.queries.js'
import { pastPage } from './past.pages.js'
import { draftFile, pastFile } from './round-for-staff.queries.js'
import { draftPage, type Shown } from './round.pages.js'
import { acceptRound, computeRound, discardRound, makeRound, type Made } from './rounds.actions.js'
import { decisionForm, newRoundId, pairsFilter, roundForm, type RoundForm } from './rounds.forms.js'
import { pastOnPage, roundsPage } from './rounds.pages.js'
import { Unsolved, type RoundSources } from './rounds.preview.js'
import { oblastsForRounds } from './rounds.queries.js'
import { solveRound } from './rounds.solver.js'

/** Seconds for which the solver may think while somebody waits for the page; a busy machine needs many. */
const patience = 30
/** Seconds after which a page that says “we are computing” is asked for anew. */
const lookAgain = 3
/** More drafts than these belong to nobody who will come back. */
const draftsListed = 50

const whileSomebodyWaits: Solver = (assignment) => solveRound(assignment, patience)

type Needs = Pick<AppContext, 'db' | 'clock' | 'log'>
type Form = { typed: Typed; errors: FieldError[] }
const nothingTyped: Form = { typed: {}, errors: [] }

export function roundsRoutes(ctx: Needs, sources: RoundSources, solve: Solver = whileSomebodyWaits): Router {
  const { db, clock, log } = ctx
  const routes = Router()
  const computing = { sources, solve }

  routes.get(paths.staff.rounds.pattern, (req, res) => list(req, res, nothingTyped))

  routes.post(paths.staff.rounds.pattern, csrfProtected, async (req, res) => {
    const form = readForm(roundForm, req.body)
    if (!form.ok) return list(req, res.status(422), form)
    const id = newRoundId.safeParse(req.body).data?.id ?? randomUUID()
    const terms = termsOf(form.value, ownRegion(asking(req)))
    const made = await solved(req, makeRound(ctx, computing, id, asking(req), terms))
    if (!made) return list(req, res.status(503), form, true)
    res.redirect(303, paths.staff.round(req.locale, id))
  })

  routes.get(paths.staff.round.pattern, (req, res) => show(req, res))

  routes.post(paths.staff.round.pattern, csrfProtected, async (req, res) => {
    const round = await findRound(req)
    const form = readForm(roundForm, req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const terms = termsOf(form.value, round.regionCode ?? undefined)
    const made = await solved(req, computeRound(ctx, computing, round.id, asking(req), terms))
    if (!made) return show(req, res.status(503), { ...form, warning: 'unsolved' })
    res.redirect(303, paths.staff.round(req.locale, round.id))
  })

  // Where the language links of a refused decision lead.
  routes.get(paths.staff.decideRound.pattern, async (req, res) =>
    res.redirect(303, paths.staff.round(req.locale, (await findRound(req)).id)),
  )

  routes.post(paths.staff.decideRound.pattern, csrfProtected, async (req, res) => {
    const { id } = await findRound(req)
    const form = readForm(decisionForm, req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const { decision, ...given } = form.value
    const { typed } = form
    if (decision === 'discard') {
      const gone = mustFind(await discardRound(ctx, id, asking(req), given.note))
      if (gone === 'already') return show(req, res.status(409), { typed, warning: 'already' })
      return res.redirect(303, paths.staff.rounds(req.locale))
    }
    const accepted = mustFind(await acceptRound(ctx, id, asking(req), given))
    if (accepted.outcome === 'accepted') return res.redirect(303, paths.staff.round(req.locale, id))
    await show(req, res.status(409), { typed, warning: accepted.outcome })
  })

  /** Undefined when the solver failed or took too long; the log says which. */
  async function solved(req: Request, work: Promise<Made>): Promise<Made | undefined> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof Unsolved)) throw error
      log.error({ err: error, request: String(req.id ?? '') }, 'round not solved')
      return undefined
    }
  }

  const findRound = (req: Request) => findRoundFor(db, req)

  async function list(req: Request, res: Response, { typed, errors }: Form, unsolved = false) {
    const region = ownRegion(asking(req))
    const page = pageNumber('').catch(1).parse(req.query.page)
    const past = await roundsIn(db, 'accepted', region, pastOnPage, (page - 1) * pastOnPage)
    const rounds = {
      drafts: await roundsIn(db, 'draft', region, draftsListed),
      past,
      found: await countRounds(db, 'accepted', region),
      page,
      outcomes: await outcomesOf(
        db,
        past.map(({ id }) => id),
      ),
      oblasts: await oblastsForRounds(db),
    }
    const shown = {
      csrf: csrfToken(req),
      now: clock.now(),
      id: randomUUID(),
      typed,
      errors,
      unsolved,
      region,
    }
    res.render('staff/rounds/index', roundsPage(req.t, req.locale, rounds, shown))
  }

  async function show(req: Request, res: Response, given: Partial<Shown> = {}) {
    const round = await findRound(req)
    const csrf = csrfToken(req)
    if (round.state !== 'draft') {
      const file = await pastFile(db, req.locale, round)
      return res.render('staff/rounds/show', pastPage(file, csrf, given.warning === 'already'))
    }
    const file = await draftFile(db, req.locale, round, pairsFilter.parse(req.query))
    const now = clock.now()
    const page = draftPage(file, { csrf, now, typed: {}, errors: [], warning: null, ...given })
    if (page.computing) res.set('Refresh', String(lookAgain))
    res.render('staff/rounds/show', page)
  }

  return routes
}

/** A round staff may know of; to a coordinator of another oblast there is none. */
export async function findRoundFor(db: AppContext['db'], req: Request): Promise<Round> {
  const id = mustFind(z.uuid().safeParse(req.params.id).data)
  return mustFind(await roundById(db, id, ownRegion(asking(req))))
}

function termsOf(
  { name, region, remindAfterDays, closeAfterDays, ...options }: RoundForm,
  own?: string,
): RoundTerms {
  return { name, regionCode: own ?? region ?? null, options, remindAfterDays, closeAfterDays }
}
