// A round as staff see it before anybody hears of it: asked by a form, computed while they wait.
import { Router, type Request } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { readForm } from '../../platform/http/form.js'
import type { Solver } from '../../scoring/round.js'
import { roundForStaff, type RoundFile } from './rounds-for-staff.queries.js'
import { roundForm, type RoundForm } from './rounds.forms.js'
import { roundPage } from './rounds.pages.js'
import { Unsolved, type RoundSources } from './rounds.preview.js'
import { solveRound } from './rounds.solver.js'

/** Seconds for which the solver may think while somebody looks at a blank page. */
const patience = 10

const whileSomebodyWaits: Solver = (assignment) => solveRound(assignment, patience)

export function roundsRoutes(
  { db, log }: Pick<AppContext, 'db' | 'log'>,
  sources: RoundSources,
  solve: Solver = whileSomebodyWaits,
): Router {
  const routes = Router()

  routes.get(paths.staff.rounds.pattern, async (req, res) => {
    const form = readForm(roundForm, req.query)
    const round = form.ok ? await solved(req, form.value) : undefined
    res.status(!form.ok ? 422 : round ? 200 : 503)
    res.render('staff/rounds/index', roundPage(req.t, req.locale, form, round))
  })

  /** Undefined when the solver failed or took too long; the log says which. */
  async function solved(req: Request, form: RoundForm): Promise<RoundFile | undefined> {
    try {
      return await roundForStaff(db, sources, form, solve, req.locale)
    } catch (error) {
      if (!(error instanceof Unsolved)) throw error
      log.error({ err: error, request: String(req.id ?? '') }, 'round not solved')
      return undefined
    }
  }

  return routes
}
