// The sister associations abroad: who they are, for all of staff; entered and changed by the office.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { Forbidden, mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { enterAssociation, removeAssociation } from './associations.actions.js'
import { associationForm } from './associations.forms.js'
import { associationPage, associationsPage } from './associations.pages.js'
import { associationById, associationsIn, countriesAbroad } from './associations.queries.js'

interface Form {
  typed: Typed
  errors: FieldError[]
}
const outcomes = ['entered', 'changed', 'removed'] as const

export function associationsRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.associations.pattern, (req, res) => list(req, res, { typed: {}, errors: [] }))

  routes.post(paths.staff.associations.pattern, csrfProtected, async (req, res) => {
    if (!isOffice(req)) throw new Forbidden()
    const form = readForm(associationForm(await countriesAbroad(db)), req.body)
    if (!form.ok) return list(req, res.status(422), form)
    await enterAssociation(ctx, asking(req), form.value)
    res.redirect(303, `${paths.staff.associations(req.locale)}?done=entered`)
  })

  routes.get(paths.staff.association.pattern, async (req, res) => {
    const { id: _, ...typed } = await findOne(req)
    await one(req, res, { typed, errors: [] })
  })

  routes.post(paths.staff.association.pattern, csrfProtected, async (req, res) => {
    const { id } = await findOne(req)
    const done = (what: (typeof outcomes)[number]) =>
      res.redirect(303, `${paths.staff.associations(req.locale)}?done=${what}`)
    const { remove } = req.body as { remove?: unknown }
    if (remove !== undefined) {
      if ((await removeAssociation(ctx, asking(req), id)) === 'removed') return done('removed')
      const { id: _, ...typed } = await findOne(req)
      return one(req, res.status(422), { typed, errors: [writtenTo] })
    }
    const form = readForm(associationForm(await countriesAbroad(db)), req.body)
    if (!form.ok) return one(req, res.status(422), form)
    await enterAssociation(ctx, asking(req), form.value, id)
    return done('changed')
  })

  const isOffice = (req: Request) => ownRegion(asking(req)) === undefined

  const findOne = async (req: Request) => mustFind(await associationById(db, String(req.params.id)))

  const shown = async (req: Request, form: Form) => ({
    ...form,
    wording: wordingIn(req.locale, await placeNames(db, [])),
    countries: await countriesAbroad(db),
    csrf: csrfToken(req),
  })

  async function list(req: Request, res: Response, form: Form) {
    const done = outcomes.find((each) => each === req.query.done) ?? null
    const page = associationsPage(await associationsIn(db), isOffice(req), done, await shown(req, form))
    res.render('staff/associations/index', page)
  }

  async function one(req: Request, res: Response, form: Form) {
    res.render('staff/associations/show', associationPage(await findOne(req), await shown(req, form)))
  }

  return routes
}

const writtenTo: FieldError = { field: 'remove', key: 'staff/associations/index.error-written-to' }
