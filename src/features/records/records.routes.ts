// Staff look at records: the list, one of them, its history; and take changes back.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { readForm } from '../../platform/http/form.js'
import { mustFind } from '../../platform/http/errors.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { movedTo } from '../communities/index.js'
import { conflictsListed } from './conflicts-list.queries.js'
import { undoChange } from './editing.actions.js'
import { listForm, undoForm } from './editing.forms.js'
import { historyPage } from './history.pages.js'
import { versionsOf } from './history.queries.js'
import { recordsPage } from './list.pages.js'
import { placesToChoose, recordsListed, regionsOf } from './list.queries.js'
import { lookalikesOf } from './lookalikes.queries.js'
import { notesOf } from './merging.pages.js'
import { mayChange, ourRecord, seenRecord } from './own.js'
import { recordPage } from './record.pages.js'
import {
  editorsOf,
  formerIds,
  frameOf,
  nameSources,
  openIntroductionsOf,
  partnershipsOf,
} from './record.queries.js'
import { recordWording } from './words.js'

export function recordsRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.records.pattern, async (req, res) => {
    const filter = listForm.parse(req.query)
    const own = ownRegion(asking(req))
    const listed = await recordsListed(ctx, filter, own, req.locale)
    const places = await placesToChoose(db)
    res.render(
      'staff/communities/index',
      recordsPage(req.locale, { ...listed, filter, places, bounded: own !== undefined }),
    )
  })

  routes.get(paths.staff.record.pattern, async (req, res) => {
    const now = await movedTo(db, String(req.params.id))
    if (now !== undefined) return res.redirect(301, paths.staff.record(req.locale, now))
    const record = await seenRecord(db, asking(req), req.params.id)
    const { id } = record
    const wording = recordWording(req.locale, await regionsOf(db, record.country))
    const done = ['saved', 'created', 'standing', 'merged', 'split'].find((one) => one === req.query.done)
    const page = recordPage(wording, {
      record,
      frame: await frameOf(db, id),
      sources: await nameSources(db, id),
      partnerships: await partnershipsOf(db, id),
      introductions: await openIntroductionsOf(db, id),
      editors: await editorsOf(db, id),
      conflicts: await conflictsListed(db, { decided: false, communityId: id }, 50, 0),
      lookalikes: await lookalikesOf(db, id),
      formerIds: await formerIds(db, id),
      ours: mayChange(asking(req), record),
      done,
    })
    res.render('staff/communities/show', page)
  })

  routes.get(paths.staff.recordHistory.pattern, async (req, res) => {
    const record = await seenRecord(db, asking(req), req.params.id)
    const wording = recordWording(req.locale, await regionsOf(db))
    const versions = await versionsOf(db, [record.id, ...(await formerIds(db, record.id))])
    const page = historyPage(wording, {
      record,
      versions,
      notes: notesOf(wording, versions),
      ours: mayChange(asking(req), record),
      csrf: csrfToken(req),
      told: null,
      undone: req.query.undone === 'yes',
    })
    res.render('staff/communities/history', page)
  })

  routes.post(paths.staff.recordHistory.pattern, csrfProtected, async (req, res) => {
    const { id } = await ourRecord(db, asking(req), req.params.id)
    const form = readForm(undoForm, req.body)
    const undone = form.ok ? await undoChange(ctx, id, asking(req), form.value.version) : undefined
    const { outcome } = form.ok ? mustFind(undone) : { outcome: 'unchosen' as const }
    if (outcome === 'undone')
      return res.redirect(303, `${paths.staff.recordHistory(req.locale, id)}?undone=yes`)
    const record = await ourRecord(db, asking(req), req.params.id)
    const wording = recordWording(req.locale, await regionsOf(db))
    const versions = await versionsOf(db, [id, ...(await formerIds(db, id))])
    const fields = undone?.outcome === 'overlaps' ? undone.fields.map(wording.label).join(', ') : ''
    const page = historyPage(wording, {
      record,
      versions,
      notes: notesOf(wording, versions),
      ours: true,
      csrf: csrfToken(req),
      told: req.t(`staff/communities/history.refused-${outcome}`, { fields }),
      undone: false,
    })
    res.status(outcome === 'unchosen' ? 422 : 409).render('staff/communities/history', page)
  })

  return routes
}
