// Staff enter a record, change one, and say how its community stands.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { mustFind } from '../../platform/http/errors.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { fold } from '../../platform/search/fold.js'
import { changeOf, enterRecord, keepRecord, markStanding, type Owners } from './editing.actions.js'
import {
  madeFrom,
  prefillForm,
  recordForm,
  standingForm,
  typedFromRecord,
  type RecordForm,
} from './editing.forms.js'
import { somebody } from './history.pages.js'
import { versionsAfter } from './history.queries.js'
import { regionsOf } from './list.queries.js'
import { ourRecord } from './own.js'
import { editPage, standingPage, type Overtaken } from './record.pages.js'
import { fieldsOf, type CommunityRecord } from './records.model.js'
import { latestVersion } from './records.queries.js'
import { recordWording } from './words.js'

interface Form {
  typed: Typed
  errors: FieldError[]
  version: number
  owners?: Owners
  overtaken?: Overtaken
}

export function editingRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.newRecord.pattern, async (req, res) => {
    const own = ownRegion(asking(req))
    const { region = '', ...said } = prefillForm.parse(req.query)
    const bare = (name: string | null) => fold(name ?? '').replace(/ (?:область|oblast)$/, '')
    const named = (await regionsFor(req, undefined)).find(
      ({ code, country, nameUk, nameEn }) =>
        country === said.country &&
        (code === region || (region !== '' && [nameUk, nameEn].map(bare).includes(bare(region)))),
    )
    const regionCode = own ?? named?.code
    const typed = { ...said, ...(regionCode && { regionCode }) } as Typed
    return show(req, res, undefined, { typed, errors: [], version: 0 })
  })

  routes.post(paths.staff.newRecord.pattern, csrfProtected, async (req, res) => {
    const form = readForm(recordForm(undefined, await codesFor(req, undefined)), req.body)
    if (!form.ok) return show(req, res.status(422), undefined, { ...form, version: 0 })
    const kept = await enterRecord(ctx, asking(req), form.value)
    if (kept.outcome === 'taken') return showTaken(req, res, undefined, form.typed, kept.owners)
    if (kept.outcome !== 'saved') throw new Error('A new record is neither unchanged nor overtaken')
    res.redirect(303, `${paths.staff.record(req.locale, kept.id)}?done=created`)
  })

  routes.get(paths.staff.editRecord.pattern, async (req, res) => {
    const { id } = await ourRecord(db, asking(req), req.params.id)
    // The version first: what is saved between the two questions is then noticed, not overwritten.
    const version = await versionNow(id)
    const record = await ourRecord(db, asking(req), req.params.id)
    await show(req, res, record, { typed: typedFromRecord(record), errors: [], version })
  })

  routes.post(paths.staff.editRecord.pattern, csrfProtected, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const form = readForm(recordForm(record, await codesFor(req, record)), req.body)
    const version = madeFrom.parse(form.typed.version)
    if (!form.ok) return show(req, res.status(422), record, { ...form, version })
    const kept = mustFind(await keepRecord(ctx, record.id, asking(req), version, form.value))
    if (kept.outcome === 'taken') return showTaken(req, res, record, form.typed, kept.owners)
    if (kept.outcome !== 'overtaken')
      return res.redirect(303, `${paths.staff.record(req.locale, record.id)}?done=saved`)
    const overtaken = await whatHappened(req, record, version, form.value)
    const now = await versionNow(record.id)
    return show(req, res.status(409), record, { typed: form.typed, errors: [], version: now, overtaken })
  })

  routes.get(paths.staff.standing.pattern, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const { standing, standingSince, standingSource } = record
    const typed = { standing, since: standingSince ?? '', source: standingSource ?? '' }
    await showStanding(req, res, record, { typed, errors: [] })
  })

  routes.post(paths.staff.standing.pattern, csrfProtected, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const form = readForm(standingForm, req.body)
    const abroad: FieldError = { field: 'standing', key: 'staff/communities/standing.error-abroad' }
    if (form.ok && record.country !== 'UA' && form.value.change.standing !== 'free')
      return showStanding(req, res.status(422), record, { typed: form.typed, errors: [abroad] })
    if (!form.ok) return showStanding(req, res.status(422), record, form)
    await markStanding(ctx, record.id, asking(req), form.value.change, form.value.why)
    res.redirect(303, `${paths.staff.record(req.locale, record.id)}?done=standing`)
  })

  const versionNow = async (id: string) => (await latestVersion(db, id))?.seq ?? 0

  /** The regions a record may be put in: a coordinator moves none out of the own oblast. */
  async function regionsFor(req: Request, record: CommunityRecord | undefined) {
    const own = ownRegion(asking(req))
    const regions = await regionsOf(db, record?.country ?? (own && 'UA'))
    return own === undefined ? regions : regions.filter(({ code }) => code === own)
  }

  const codesFor = async (req: Request, record: CommunityRecord | undefined) =>
    new Set((await regionsFor(req, record)).map(({ code }) => code))

  function showTaken(
    req: Request,
    res: Response,
    record: CommunityRecord | undefined,
    typed: Typed,
    owners: Owners,
  ) {
    const errors = Object.keys(owners).map((field) => ({
      field,
      key: 'staff/communities/edit.error-taken',
    }))
    const version = madeFrom.parse(typed.version)
    return show(req, res.status(422), record, { typed, errors, version, owners })
  }

  /** What others changed since, and what these answers would change of that. */
  async function whatHappened(
    req: Request,
    record: CommunityRecord,
    seen: number,
    form: RecordForm,
  ): Promise<Overtaken> {
    const wording = recordWording(req.locale, await regionsOf(db, record.country))
    const since = await versionsAfter(db, record.id, seen)
    const [last] = since
    const first = since.at(-1)
    return {
      who: somebody(wording, mustFind(last).name),
      at: mustFind(last).at,
      theirs: wording.changes(first?.before ?? fieldsOf(record), record),
      ours: wording.changes(record, { ...record, ...changeOf(record, form) }),
    }
  }

  async function show(req: Request, res: Response, record: CommunityRecord | undefined, form: Form) {
    const regions = await regionsFor(req, record)
    const page = editPage(recordWording(req.locale, regions), {
      record,
      regions,
      own: ownRegion(asking(req)),
      owners: undefined,
      overtaken: undefined,
      ...form,
      csrf: csrfToken(req),
    })
    res.render('staff/communities/edit', page)
  }

  async function showStanding(
    req: Request,
    res: Response,
    record: CommunityRecord,
    form: { typed: Typed; errors: FieldError[] },
  ) {
    const wording = recordWording(req.locale, await regionsOf(db, record.country))
    const page = standingPage(wording, { record, ...form, csrf: csrfToken(req) })
    res.render('staff/communities/standing', page)
  }

  return routes
}
