// Staff, and coordinators for their oblast: contradictions between sources, and records that look alike.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { decideConflict, tellApart } from './conflicts.actions.js'
import { apartForm, conflictForm, conflictsFilter } from './conflicts.forms.js'
import { conflictsListed, conflictById, countListed } from './conflicts-list.queries.js'
import { conflictPage, conflictsPage, pageSize } from './conflicts.pages.js'
import type { Owners } from './editing.actions.js'
import { regionsOf } from './list.queries.js'
import { lookalikePairs } from './lookalikes.queries.js'
import { mayChange, ourRecord } from './own.js'
import { recordsOf } from './records.queries.js'
import { recordWording } from './words.js'

interface Form {
  typed: Typed
  errors: FieldError[]
  owners?: Owners
  already?: boolean
}

export function conflictsRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.conflicts.pattern, async (req, res) => {
    const filter = conflictsFilter.parse(req.query)
    const who = asking(req)
    const region = ownRegion(who)
    const pairs = await lookalikePairs(db, { region })
    const isPairs = filter.show === 'duplicates'
    const shown = isPairs ? pairs.slice((filter.page - 1) * pageSize, filter.page * pageSize) : []
    const page = conflictsPage(recordWording(req.locale, await regionsOf(db)), {
      filter,
      conflicts: isPairs
        ? []
        : await conflictsListed(
            db,
            { decided: filter.show === 'decided', region },
            pageSize,
            (filter.page - 1) * pageSize,
          ),
      counts: {
        open: await countListed(db, { decided: false, region }),
        decided: await countListed(db, { decided: true, region }),
        duplicates: pairs.length,
      },
      pairs: shown,
      records: await recordsOf(
        db,
        shown.flatMap(({ aId, bId }) => [aId, bId]),
      ),
      mayMerge: (pair) => pair.every((record) => mayChange(who, record)),
      csrf: csrfToken(req),
      told: req.query.told === 'yes',
    })
    res.render('staff/conflicts/index', page)
  })

  /** Two records that look alike are two communities: nobody is asked about them again. */
  routes.post(paths.staff.conflicts.pattern, csrfProtected, async (req, res) => {
    const form = readForm(apartForm, req.body)
    if (form.ok) {
      const who = asking(req)
      const { a, b } = form.value
      for (const id of [a, b]) await ourRecord(db, who, id)
      await tellApart(ctx, who, [a, b])
    }
    res.redirect(303, `${paths.staff.conflicts(req.locale)}?show=duplicates&told=yes`)
  })

  routes.get(paths.staff.conflict.pattern, (req, res) => show(req, res, { typed: {}, errors: [] }))

  routes.post(paths.staff.conflict.pattern, csrfProtected, async (req, res) => {
    const { conflict, record } = await find(req)
    const regions = new Set((await regionsOf(db, record.country)).map(({ code }) => code))
    const form = readForm(conflictForm(conflict.field, regions), req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const decided = mustFind(await decideConflict(ctx, conflict.id, asking(req), form.value))
    if (decided.outcome === 'decided')
      return res.redirect(303, `${paths.staff.conflicts(req.locale)}?told=yes`)
    if (decided.outcome === 'already')
      return show(req, res.status(409), { typed: {}, errors: [], already: true })
    const errors = [{ field: 'decision', key: 'staff/communities/edit.error-taken' }]
    return show(req, res.status(422), { typed: form.typed, errors, owners: decided.owners })
  })

  async function find(req: Request) {
    const id = z.uuid().safeParse(req.params.id)
    if (!id.success) throw new NotFound()
    const conflict = mustFind(await conflictById(db, id.data))
    return { conflict, record: await ourRecord(db, asking(req), conflict.communityId) }
  }

  async function show(req: Request, res: Response, form: Form) {
    const { conflict, record } = await find(req)
    const regions = await regionsOf(db, record.country)
    const page = conflictPage(recordWording(req.locale, regions), {
      conflict,
      record,
      regions,
      owners: undefined,
      already: false,
      ...form,
      csrf: csrfToken(req),
    })
    res.render('staff/conflicts/show', page)
  }

  return routes
}
