// The queue: the proposals that wait for a decision, what is done with several at once, and filters kept by name.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { Forbidden, mustFind } from '../../platform/http/errors.js'
import { readForm } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import { decideMany, giveBackProposals, takeProposals, type Fates } from './bulk.actions.js'
import { oneTaken, readBulk, type Bulk, type BulkAct } from './bulk.forms.js'
import { bulkPage } from './bulk.pages.js'
import { saveFilter } from './filters.actions.js'
import { filterForm } from './filters.forms.js'
import { savedQuery } from './filters.pages.js'
import { deleteFilter } from './filters.queries.js'
import { proposalList } from './queue-for-staff.queries.js'
import { listQuery, queryOf, readFilter } from './queue.forms.js'
import { proposalsPage, type ShownList } from './queue.pages.js'
import { takingForm } from './taking.forms.js'
import { allLieIn, standingOfMany } from './taking.queries.js'

const uuid = z.uuid()
const idOf = (req: Request) => mustFind(uuid.safeParse(req.params.id).data)

export function queueRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.proposals.pattern, (req, res) => showList(req, res))

  routes.post(paths.staff.proposals.pattern, csrfProtected, async (req, res) => {
    const one = oneTaken.safeParse(req.body)
    if (one.success)
      return answer(
        req,
        res,
        'take',
        await act(req, { act: 'take', chosen: [{ id: one.data.take, seen: 'offered' }] }),
      )
    const bulk = readBulk(req.body, ctx.clock.now())
    if (!bulk.ok) return showList(req, res.status(422), { sent: bulk.typed, errors: bulk.errors })
    await answer(req, res, bulk.value.act, await act(req, bulk.value))
  })

  routes.get(paths.staff.savedFilters.pattern, (req, res) => res.redirect(303, listAt(req)))

  routes.post(paths.staff.savedFilters.pattern, csrfProtected, async (req, res) => {
    const form = readForm(filterForm, req.body)
    if (!form.ok) return showList(req, res.status(422), { sent: form.typed, errors: form.errors })
    const saving = await saveFilter(ctx, asking(req).id, form.value, savedQuery(readFilter(req.query)))
    if (saving === 'saved') return res.redirect(303, listAt(req))
    const errors = [{ field: 'filterName', key: `staff/proposals/index.error-filter-${saving}` }]
    return showList(req, res.status(422), { sent: form.typed, errors, sameName: saving === 'same-name' })
  })

  routes.post(paths.staff.forgetFilter.pattern, csrfProtected, async (req, res) => {
    await deleteFilter(ctx.db, asking(req).id, idOf(req))
    res.redirect(303, listAt(req))
  })

  routes.post(paths.staff.takeProposal.pattern, csrfProtected, async (req, res) => {
    const id = idOf(req)
    await keepToOblast(req, [id])
    const { act, from } = takingForm.parse(req.body)
    if (act === 'take') await takeProposals(ctx, asking(req), [id], from)
    else await giveBackProposals(ctx, asking(req), [id])
    // Whoever was too late reads there whose it is by now.
    res.redirect(303, `${paths.staff.proposal(req.locale, id)}${listQuery(req.query)}#taking`)
  })

  const listAt = (req: Request) => paths.staff.proposals(req.locale) + queryOf(readFilter(req.query).filter)

  async function showList(
    req: Request,
    res: Response,
    sent: Pick<ShownList, 'sent' | 'errors' | 'sameName'> = { sent: {}, errors: [] },
  ) {
    const { filter, typed, errors } = readFilter(req.query)
    const list = await proposalList(ctx, req.locale, filter, asking(req))
    if (errors.length > 0) res.status(422)
    const shown = { ...sent, errors: [...sent.errors, ...errors], filter, typed, csrf: csrfToken(req) }
    res.render('staff/proposals/index', proposalsPage(list, shown))
  }

  async function act(req: Request, bulk: Bulk): Promise<Fates> {
    const ids = bulk.chosen.map(({ id }) => id)
    await keepToOblast(req, ids)
    if ('form' in bulk) return decideMany(ctx, asking(req), bulk.chosen, bulk.form)
    return bulk.act === 'take'
      ? takeProposals(ctx, asking(req), ids)
      : giveBackProposals(ctx, asking(req), ids)
  }

  async function keepToOblast(req: Request, ids: readonly string[]) {
    const own = ownRegion(asking(req))
    if (own !== undefined && !(await allLieIn(ctx.db, ids, own))) throw new Forbidden()
  }

  /** Taking is seen in the list itself; a decision, or what did not go as wanted, is said on a page. */
  async function answer(req: Request, res: Response, act: BulkAct, fates: Fates) {
    const left = [...fates].filter(([, fate]) => fate !== 'done').map(([id]) => id)
    const taking = act === 'take' || act === 'give-back'
    if (taking && left.length === 0) return res.redirect(303, `${listAt(req)}#list`)
    const standing = await standingOfMany(ctx.db, left)
    const names = await placeNames(
      ctx.db,
      standing.flatMap(({ uaId, foreignId }) => [uaId, foreignId]),
    )
    const page = bulkPage(
      { act, fates, left: standing, back: listAt(req), csrf: csrfToken(req) },
      wordingIn(req.locale, names),
    )
    res.status(left.length === fates.size ? 409 : 200).render('staff/proposals/bulk', page)
  }

  return routes
}
