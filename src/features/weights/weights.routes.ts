// Weights: the sets there are, one of them with its form, and what it would change before it is put in use.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Db } from '../../platform/db/connect.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { Forbidden, mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { scaleBy } from './scale.js'
import type { NightWorld } from './preview.model.js'
import { beginPreview } from './preview.actions.js'
import { previewFile } from './preview-for-staff.queries.js'
import { previewPage } from './preview.pages.js'
import { chooseWeights, makeWeights } from './weights.actions.js'
import { chooseForm, weightsForm } from './weights.forms.js'
import { learnedSet } from './weights.model.js'
import { weightSetPage, weightsPage } from './weights.pages.js'
import { lastScoring, namesOf, weightsHistory, weightSets } from './weights.queries.js'

export interface WeightsSources {
  /** What a night would score. */
  night: (db: Db) => Promise<NightWorld>
  /** Scores all pairs at once, as the night does. */
  scoreNow: () => Promise<unknown>
}

interface Form {
  typed: Typed
  errors: FieldError[]
}
const nothingTyped: Form = { typed: {}, errors: [] }

const historyShown = 50
/** Seconds after which a page that waits looks again. */
const lookAgain = 3

export function weightsRoutes(
  ctx: Pick<AppContext, 'db' | 'clock' | 'log'>,
  sources: WeightsSources,
): Router {
  const { db, clock } = ctx
  const routes = Router()
  /** Of this process; whoever presses twice waits for the same. */
  let scoring: Promise<unknown> | undefined

  routes.get(paths.staff.weights.pattern, async (req, res) => {
    const sets = await allSets()
    const history = await weightsHistory(db, historyShown)
    const people = [
      ...sets.flatMap(({ madeBy, chosenBy }) => [madeBy, chosenBy ?? '']),
      ...history.map(({ who }) => who),
    ]
    const page = weightsPage(await readerOf(req, people), {
      sets,
      history,
      scored: await lastScoring(db),
      done: req.query.done === 'scored',
      mayChange: mayChange(req),
      csrf: csrfToken(req),
    })
    res.render('staff/weights/index', page)
  })

  routes.post(paths.staff.weights.pattern, csrfProtected, async (req, res) => {
    mustBeAllowed(req)
    scoring ??= sources.scoreNow().finally(() => (scoring = undefined))
    await scoring
    res.redirect(303, `${paths.staff.weights(req.locale)}?done=scored`)
  })

  routes.get(paths.staff.weightSet.pattern, (req, res) => show(req, res, nothingTyped))

  routes.post(paths.staff.weightSet.pattern, csrfProtected, async (req, res) => {
    mustBeAllowed(req)
    const base = await findSet(req)
    const form = readForm(weightsForm(base.weights), req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const scale = await scaleBy(db, sources.night, form.value.rescale)
    const made = await makeWeights(ctx, base, asking(req), form.value, scale)
    const wrong = (key: string) =>
      show(req, res.status(422), { typed: form.typed, errors: [{ field: 'changes', key }] })
    if (made.outcome === 'judges-nothing') return wrong('staff/weights/show.error-nothing')
    if (made.outcome === 'same' && made.id === base.id) return wrong('staff/weights/show.error-same')
    res.redirect(303, paths.staff.weightPreview(req.locale, made.id))
  })

  routes.get(paths.staff.weightPreview.pattern, (req, res) => preview(req, res, nothingTyped))

  routes.post(paths.staff.weightPreview.pattern, csrfProtected, async (req, res) => {
    mustBeAllowed(req)
    const set = await findSet(req)
    if ((req.body as Typed).again !== undefined) {
      await begin(set.id, true)
      return res.redirect(303, paths.staff.weightPreview(req.locale, set.id))
    }
    const form = readForm(chooseForm, req.body)
    if (!form.ok) return preview(req, res.status(422), form)
    const chosen = mustFind(await chooseWeights(ctx, set.id, asking(req), form.value))
    if (chosen.outcome === 'overtaken') return preview(req, res.status(409), { ...form, errors: [] }, true)
    res.redirect(303, paths.staff.weights(req.locale))
  })

  /** Looking writes nothing: before anybody chose, there is the set this code brings along. */
  async function allSets() {
    const sets = await weightSets(db)
    return sets.length > 0 ? sets : [learnedSet(clock.now(), true)]
  }

  const findSet = async (req: Request) => mustFind((await allSets()).find(({ id }) => id === req.params.id))

  /** A branch may look: what counts in a score is the same for the whole country. */
  const mayChange = (req: Request) => ownRegion(asking(req)) === undefined

  function mustBeAllowed(req: Request): void {
    if (!mayChange(req)) throw new Forbidden()
  }

  const readerOf = async (req: Request, people: readonly string[]) => ({
    t: req.t,
    locale: req.locale,
    names: await namesOf(db, people),
  })

  async function show(req: Request, res: Response, { typed, errors }: Form) {
    const sets = await allSets()
    const set = await findSet(req)
    const reader = await readerOf(req, [set.madeBy, set.chosenBy ?? ''])
    const file = { set, sets, typed, errors, mayChange: mayChange(req), csrf: csrfToken(req) }
    res.render('staff/weights/show', weightSetPage(reader, file))
  }

  async function begin(id: string, anew: boolean) {
    const sets = await allSets()
    const [set, current] = [sets.find((each) => each.id === id), sets.find(({ inUse }) => inUse)]
    if (set && current && set !== current)
      await beginPreview(ctx, sources.night, { current: current.weights, other: set.weights }, anew)
  }

  async function preview(req: Request, res: Response, { typed, errors }: Form, overtaken = false) {
    const { id } = await findSet(req)
    await begin(id, false)
    const file = await previewFile(db, await allSets(), id, req.locale, ownRegion(asking(req)))
    const page = previewPage({
      ...file,
      typed,
      errors,
      overtaken,
      mayChange: mayChange(req),
      csrf: csrfToken(req),
    })
    if (page.progress && !page.failed) res.set('Refresh', String(lookAgain))
    res.render('staff/weights/preview', page)
  }

  return routes
}
