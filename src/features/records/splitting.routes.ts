// Staff split a record that was two communities.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import type { Owners } from './editing.actions.js'
import { recordForm } from './editing.forms.js'
import { regionsOf } from './list.queries.js'
import { movesForm } from './merging.forms.js'
import { ourRecord } from './own.js'
import { partnershipsOf } from './record.queries.js'
import type { CommunityRecord } from './records.model.js'
import { latestVersion } from './records.queries.js'
import { splitRecord } from './splitting.actions.js'
import { splitPage } from './splitting.pages.js'
import { movableNames } from './splitting.queries.js'
import { recordWording } from './words.js'

interface Form {
  typed: Typed
  errors: FieldError[]
  owners?: Owners
  changed?: boolean
}

export function splittingRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.split.pattern, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const { regionCode, kind } = record
    await show(req, res, record, { typed: { regionCode: regionCode ?? '', kind }, errors: [] })
  })

  routes.post(paths.staff.split.pattern, csrfProtected, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const codes = new Set((await regionsFor(req, record)).map(({ code }) => code))
    const country = record.country
    const form = readForm(recordForm(undefined, codes), { ...(req.body as object), country })
    const moves = readForm(movesForm, req.body)
    const { typed } = moves
    if (!form.ok || !moves.ok)
      return show(req, res.status(422), record, {
        typed,
        errors: distinct([...form.errors, ...moves.errors]),
      })
    const split = mustFind(await splitRecord(ctx, record.id, asking(req), form.value, moves.value))
    if (split.outcome === 'split')
      return res.redirect(303, `${paths.staff.record(req.locale, split.id)}?done=split`)
    if (split.outcome === 'changed')
      return show(req, res.status(409), record, { typed, errors: [], changed: true })
    const errors = Object.keys(split.owners).map((field) => ({
      field,
      key: 'staff/communities/edit.error-taken',
    }))
    return show(req, res.status(422), record, { typed, errors, owners: split.owners })
  })

  const distinct = (errors: FieldError[]) =>
    errors.filter(({ field }, i) => errors.findIndex((one) => one.field === field) === i)

  async function regionsFor(req: Request, record: CommunityRecord) {
    const own = ownRegion(asking(req))
    const regions = await regionsOf(db, record.country)
    return own === undefined ? regions : regions.filter(({ code }) => code === own)
  }

  async function show(req: Request, res: Response, record: CommunityRecord, form: Form) {
    const regions = await regionsFor(req, record)
    const page = splitPage(recordWording(req.locale, regions), {
      record,
      regions,
      names: await movableNames(db, record.id),
      partnerships: await partnershipsOf(db, record.id),
      version: (await latestVersion(db, record.id))?.seq ?? 0,
      csrf: csrfToken(req),
      owners: undefined,
      changed: false,
      ...form,
    })
    res.render('staff/communities/split', page)
  }

  return routes
}
