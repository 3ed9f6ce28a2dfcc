// Staff bring files: upload, columns, rows with what would happen to them, applying, taking back.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { withUpload } from '../../platform/http/upload.js'
import { applyBatch } from './apply.actions.js'
import { checkBatch, choosePlace, decide, discard, nameColumns, receiveFile } from './batches.actions.js'
import { kindQuery, mappingForm, rowsFilter, rowsForm, undoForm, uploadForm } from './batches.forms.js'
import { mayTake } from './batches.model.js'
import { batchForStaff, batchesForStaff, mappingForStaff, rowsForStaff } from './batches-for-staff.queries.js'
import { placesMeant, type PlacesMeant } from './meant.js'
import { batchesPage, type Refusal } from './batches.pages.js'
import { mappingPage } from './mapping.pages.js'
import { batchPage, type Notice } from './rows.pages.js'
import { undoBatch } from './undo.actions.js'

/** A file of a whole oblast's communities has well under one megabyte. */
const largestFile = 20_000_000
const batchId = z.uuid()
/** So long a short file is waited for, so that most people never see how far it has come. */
const patience = 1_500

export function importsRoutes(ctx: AppContext): Router {
  const routes = Router()
  const { imports } = paths.staff
  const by = (req: Request) => ({ ...asking(req), region: ownRegion(asking(req)) })

  async function index(
    req: Request,
    res: Response,
    errors: FieldError[] = [],
    typed: Typed = {},
    refusal?: Refusal,
  ) {
    const batches = await batchesForStaff(ctx, req.locale, ownRegion(asking(req)))
    res.render(
      'staff/imports/index',
      batchesPage(batches, {
        csrf: csrfToken(req),
        errors,
        typed,
        refusal,
        discarded: req.query.done === 'discarded',
      }),
    )
  }

  routes.get(imports.pattern, (req, res) => index(req, res))

  // The token can be looked for only when the form with its file has been read.
  routes.post(paths.staff.imports.pattern, withUpload(largestFile), csrfProtected, async (req, res) => {
    const form = readForm(uploadForm, req.body)
    const { upload } = req
    const wrong = (key: string, refusal?: Refusal) =>
      index(
        req,
        res.status(422),
        [{ field: 'file', key: `staff/imports/index.error-${key}` }],
        form.typed,
        refusal,
      )
    if (!form.ok) return index(req, res.status(422), form.errors, form.typed)
    if (!upload) return wrong('file')
    if (upload.tooLarge) return wrong('too-large')
    const received = await receiveFile(ctx, by(req), upload, form.value.kind)
    if (received.outcome === 'unreadable') return wrong('unreadable', received.why)
    res.redirect(303, paths.staff.importMapping(req.locale, received.id))
  })

  /** A batch that this person may see: a coordinator those of the own oblast. */
  async function found(req: Request) {
    const id = mustFind(batchId.safeParse(req.params.id).data)
    return mustFind(await batchForStaff(ctx, id, ownRegion(asking(req))))
  }

  async function mapping(req: Request, res: Response, given?: { typed: Typed; errors: FieldError[] }) {
    const batch = await found(req)
    if (!mayTake(batch.state, 'check')) return res.redirect(303, paths.staff.import(req.locale, batch.id))
    const asked = kindQuery.safeParse(given ? { kind: given.typed.kind } : req.query).data?.kind
    const shown = await mappingForStaff(ctx, req.locale, batch, asked)
    if (batch.kind === 'contacts')
      await sawContact(ctx.db, ctx.clock.now(), asking(req).id, { import: batch.id })
    res.render(
      'staff/imports/mapping',
      mappingPage(shown, { csrf: csrfToken(req), ...(given ?? { typed: {}, errors: [] }) }),
    )
  }

  routes.get(paths.staff.importMapping.pattern, (req, res) => mapping(req, res))

  routes.post(paths.staff.importMapping.pattern, csrfProtected, async (req, res) => {
    const batch = await found(req)
    const kind = kindQuery.safeParse(req.body).data?.kind ?? batch.kind
    // A list of contacts is read as one from the beginning, or its contacts have been left out.
    const same = (kind === 'contacts') === (batch.kind === 'contacts')
    const form = readForm(mappingForm(kind, batch.headings.length), req.body)
    if (!form.ok || !same) {
      const errors = same ? form.errors : [{ field: 'kind', key: 'staff/imports/mapping.error-contacts' }]
      return mapping(req, res.status(422), { typed: { ...form.typed, kind }, errors })
    }
    await nameColumns(ctx, batch.id, kind, form.value)
    await judgeSoon(batch.id)
    res.redirect(303, paths.staff.import(req.locale, batch.id))
  })

  /** Begins to judge the rows; gives the short ones time to end before the page is shown. */
  async function judgeSoon(id: string): Promise<void> {
    const judging = checkBatch(ctx, id).catch((error: unknown) => {
      ctx.log.error({ err: error, import: id }, 'import not checked')
    })
    let timer: NodeJS.Timeout | undefined
    await Promise.race([judging, new Promise((resolve) => (timer = setTimeout(resolve, patience)))])
    clearTimeout(timer)
  }

  /** @param given what was typed into one row of a page, and which page that was */
  async function show(
    req: Request,
    res: Response,
    notice?: Notice,
    given?: { query: string; meant: PlacesMeant },
  ) {
    const batch = await found(req)
    if (batch.state === 'mapping') return res.redirect(303, paths.staff.importMapping(req.locale, batch.id))
    const query: unknown = given ? Object.fromEntries(new URLSearchParams(given.query)) : req.query
    const read = readForm(rowsFilter, query)
    const filter = read.ok ? read.value : rowsFilter.parse({})
    const shown = await rowsForStaff(ctx, req.locale, batch, filter, given?.meant.several)
    if (batch.kind === 'contacts' && batch.state === 'ready' && shown.rows.length > 0)
      await sawContact(ctx.db, ctx.clock.now(), asking(req).id, { import: batch.id })
    if (!read.ok) res.status(422)
    // No script and no mark-up: the browser itself asks again.
    if (batch.state === 'checking') res.set('Refresh', '2')
    res.render(
      'staff/imports/show',
      batchPage(shown, {
        csrf: csrfToken(req),
        errors: [...read.errors, ...(given?.meant.errors ?? [])],
        filter,
        notice,
        meant: given?.meant,
        bounded: ownRegion(asking(req)) !== undefined,
      }),
    )
  }

  routes.get(paths.staff.import.pattern, (req, res) => show(req, res, noticeOf(req)))
  for (const path of [
    paths.staff.importRows,
    paths.staff.applyImport,
    paths.staff.undoImport,
    paths.staff.discardImport,
  ])
    routes.get(path.pattern, async (req, res) =>
      res.redirect(303, paths.staff.import(req.locale, (await found(req)).id)),
    )

  routes.post(paths.staff.importRows.pattern, csrfProtected, async (req, res) => {
    const batch = await found(req)
    const form = readForm(rowsForm, req.body)
    if (!form.ok) return show(req, res.status(422), { kind: 'warning', key: 'error-place' })
    const { row, fate, decision, back } = form.value
    const query = /^\?[\w=&-]*$/.test(back) ? back : ''
    const page = `${paths.staff.import(req.locale, batch.id)}${query}`
    const there = row === undefined ? page : `${page}#row-${row}`
    if (decision !== undefined && (row !== undefined || fate !== undefined)) {
      const which = row === undefined ? { fate: fate! } : { rowNo: row }
      const decided = await decide(ctx, batch.id, which, decision)
      if (decided.outcome === 'late') return show(req, res.status(409), { kind: 'warning', key: 'late' })
      return res.redirect(303, there)
    }
    const meant = row === undefined ? undefined : await placesMeant(ctx, req.locale, row, form.value)
    if (row === undefined || meant === undefined)
      return show(req, res.status(422), { kind: 'warning', key: 'error-decision' })
    if (meant.errors.length > 0) return show(req, res.status(422), undefined, { query, meant })
    const outcome = await choosePlace(ctx, batch.id, row, meant.chosen)
    if (outcome === 'unknown') return show(req, res.status(422), { kind: 'warning', key: 'error-place' })
    if (outcome !== 'chosen') return show(req, res.status(409), { kind: 'warning', key: 'late' })
    await judgeSoon(batch.id)
    res.redirect(303, there)
  })

  routes.post(paths.staff.applyImport.pattern, csrfProtected, async (req, res) => {
    const batch = await found(req)
    const applied = await applyBatch(ctx, asking(req), batch.id)
    const at = paths.staff.import(req.locale, batch.id)
    switch (applied.outcome) {
      case 'applied':
        return res.redirect(303, `${at}?done=applied`)
      case 'nothing':
        return show(req, res.status(422), { kind: 'warning', key: 'nothing-to-apply' })
      case 'changed':
        return show(req, res.status(409), {
          kind: 'warning',
          key: 'changed',
          values: { count: applied.rows },
        })
      case 'already':
        return show(req, res.status(409), { kind: 'warning', key: 'already-applied', by: applied.by })
      case 'late':
        return show(req, res.status(409), { kind: 'warning', key: 'late' })
    }
  })

  routes.post(paths.staff.undoImport.pattern, csrfProtected, async (req, res) => {
    const batch = await found(req)
    const { rest } = undoForm.safeParse(req.body).data ?? { rest: undefined }
    const undone = await undoBatch(ctx, asking(req), batch.id, rest === 'yes')
    switch (undone.outcome) {
      case 'undone':
        return res.redirect(303, `${paths.staff.import(req.locale, batch.id)}?done=undone`)
      case 'changed-since':
        return show(req, res.status(409), {
          kind: 'warning',
          key: 'changed-since',
          rows: undone.rows,
          others: undone.others,
        })
      case 'already':
        return show(req, res.status(409), { kind: 'warning', key: 'already-undone', by: undone.by })
      case 'late':
        return show(req, res.status(409), { kind: 'warning', key: 'late' })
    }
  })

  routes.post(paths.staff.discardImport.pattern, csrfProtected, async (req, res) => {
    const batch = await found(req)
    const outcome = await discard(ctx, by(req), batch.id)
    if (outcome === 'late') return show(req, res.status(409), { kind: 'warning', key: 'late' })
    res.redirect(303, `${imports(req.locale)}?done=discarded`)
  })

  return routes
}

/** What was just done, after the redirect. */
const noticeOf = (req: Request): Notice | undefined =>
  req.query.done === 'applied' || req.query.done === 'undone'
    ? { kind: 'success', key: `done-${req.query.done}` }
    : undefined
