// Staff merge two records of one community, and split one that was two.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking } from '../../platform/http/access.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { regionsOf } from './list.queries.js'
import { lookalikesOf } from './lookalikes.queries.js'
import { markOfBoth, mergeRecords, overlapOf, refusalOfMerge } from './merging.actions.js'
import { mergeForm } from './merging.forms.js'
import { choosePage, mergePage } from './merging.pages.js'
import { hangingOn } from './merging.queries.js'
import { mayChange, ourRecord } from './own.js'
import type { CommunityRecord } from './records.model.js'
import { recordOf, recordsOf } from './records.queries.js'
import { recordWording } from './words.js'

const mostFound = 20

export function mergingRoutes(ctx: AppContext): Router {
  const { db, search } = ctx
  const routes = Router()

  routes.get(paths.staff.merge.pattern, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const other = await otherOf(req, req.query.with)
    if (other) return show(req, res, record, other, { typed: {}, errors: [] })
    await choose(req, res, record)
  })

  routes.post(paths.staff.merge.pattern, csrfProtected, async (req, res) => {
    const record = await ourRecord(db, asking(req), req.params.id)
    const other = await otherOf(req, (req.body as Typed).with)
    if (!other) return choose(req, res.status(422), record)
    const form = readForm(mergeForm([record.id, other.id]), req.body)
    if (!form.ok) return show(req, res.status(422), record, other, form)
    const { keeper, names, why, seen } = form.value
    const duplicate = keeper === record.id ? other.id : record.id
    const merged = await mergeRecords(ctx, asking(req), { keeper, duplicate, names, why, seen })
    if (merged.outcome === 'merged')
      return res.redirect(303, `${paths.staff.record(req.locale, keeper)}?done=merged`)
    const { typed } = form
    if (merged.outcome === 'changed')
      return show(req, res.status(409), record, other, { typed, errors: [] }, true)
    const errors = [{ field: 'keeper', key: `staff/communities/merge.refused-${merged.why}` }]
    return show(req, res.status(422), record, other, { typed, errors })
  })

  /** The other record, if whoever asks may change it, too. */
  async function otherOf(req: Request, id: unknown): Promise<CommunityRecord | undefined> {
    if (typeof id !== 'string' || id === '' || id === req.params.id) return undefined
    return ourRecord(db, asking(req), id)
  }

  async function choose(req: Request, res: Response, record: CommunityRecord) {
    const q = typeof req.query.q === 'string' ? req.query.q.trim().slice(0, 100) : ''
    const regions = await regionsOf(db, record.country)
    const wording = recordWording(req.locale, regions)
    const found = q === '' ? await lookalikesOf(db, record.id) : await named(q, record, req.locale)
    const ours = found.filter((one) => mayChange(asking(req), one))
    const page = choosePage(wording, {
      record,
      q,
      found: ours.map((one) => ({
        record: one,
        place: one.regionCode ? wording.region(one.regionCode) : '',
      })),
    })
    res.render('staff/communities/merge', page)
  }

  /** Records of the same country that are or were called so. */
  async function named(text: string, record: CommunityRecord, locale: string): Promise<CommunityRecord[]> {
    const choice = { country: [record.country] }
    const query = { text, choice, sort: 'relevance' as const, page: 1, pageSize: mostFound, locale }
    const ids = (await search.find(query)).hits.map(({ community }) => community.id)
    const records = await recordsOf(db, ids)
    return ids.flatMap((id) => (id === record.id ? [] : (records.get(id) ?? [])))
  }

  async function show(
    req: Request,
    res: Response,
    record: CommunityRecord,
    other: CommunityRecord,
    form: { typed: Typed; errors: FieldError[] },
    changed = false,
  ) {
    const now = (await recordOf(db, record.id)) ?? record
    const page = mergePage(recordWording(req.locale, await regionsOf(db, record.country)), {
      record: now,
      other,
      hanging: { record: await hangingOn(db, record.id), other: await hangingOn(db, other.id) },
      refusal: await refusalOfMerge(db, record, other),
      overlap: await overlapOf(db, [record.id, other.id]),
      ...form,
      seen: await markOfBoth(db, [record.id, other.id]),
      changed,
      csrf: csrfToken(req),
    })
    res.render('staff/communities/merge', page)
  }

  return routes
}
