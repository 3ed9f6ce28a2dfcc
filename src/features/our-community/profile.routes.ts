// A community's people write its profile, look back at what was changed, and take changes back. Which
// community it is, the account says, never the address.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingMember } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { communityById, placesToWant } from './our-community.queries.js'
import { keepVersion, undoChange } from './profile.actions.js'
import { madeFrom, profileForm } from './profile.forms.js'
import { nothingTold, type Profile } from './profile.model.js'
import { historyPage, profilePage, type Overtaken } from './profile.pages.js'
import { changesOf, countChanges, latestVersion, profileOf, versionOf } from './profile.queries.js'
import { codesOf, typedFrom } from './wishes-fields.js'

const changesPerPage = 20

interface Form {
  typed: Typed
  errors: FieldError[]
  /** What it is made from. */
  version: number | undefined
  overtaken?: Overtaken
}

export function profileRoutes(ctx: AppContext): Router {
  const { db } = ctx
  const routes = Router()
  const ours = async (req: Request) => mustFind(await communityById(db, askingMember(req).communityId))
  const versionNow = async (id: string) => (await latestVersion(db, id))?.seq

  routes.get(paths.our.profile.pattern, async (req, res) => {
    const { id } = await ours(req)
    // The version first: what is saved between the two questions is then noticed, not overwritten.
    const version = await versionNow(id)
    const told = (await profileOf(db, id)) ?? nothingTold
    await show(req, res, { typed: typedFrom(told), errors: [], version })
  })

  routes.post(paths.our.profile.pattern, csrfProtected, async (req, res) => {
    const { id, country } = await ours(req)
    const form = readForm(profileForm(codesOf(await placesToWant(db, country))), req.body)
    const version = madeFrom.parse(form.typed.version)
    if (!form.ok) return show(req, res.status(422), { ...form, version })
    const outcome = await keepVersion(ctx, id, askingMember(req), version, () => form.value)
    if (outcome !== 'overtaken') return res.redirect(303, `${paths.our.profile(req.locale)}?saved=yes`)
    const { typed } = form
    const now = await versionNow(id)
    const meanwhile = await whatHappened(id, version, form.value)
    return show(req, res.status(409), { typed, errors: [], version: now, overtaken: meanwhile })
  })

  routes.get(paths.our.history.pattern, async (req, res) => {
    const { id, country } = await ours(req)
    const pages = Math.max(1, Math.ceil((await countChanges(db, id)) / changesPerPage))
    const page = Math.min(z.coerce.number().int().min(1).catch(1).parse(req.query.page), pages)
    const shown = { limit: changesPerPage, offset: (page - 1) * changesPerPage }
    const history = historyPage(req.locale, {
      places: await placesToWant(db, country),
      changes: await changesOf(db, id, shown),
      profile: (await profileOf(db, id)) ?? nothingTold,
      page,
      pages,
      undone: req.query.undone === 'yes',
      csrf: csrfToken(req),
    })
    res.render('our-community/history', history)
  })

  routes.post(paths.our.undo.pattern, csrfProtected, async (req, res) => {
    const member = askingMember(req)
    const change = mustFind(z.uuid().safeParse(req.params.id).data)
    mustFind(await undoChange(ctx, member.communityId, member, change))
    res.redirect(303, `${paths.our.history(req.locale)}?undone=yes`)
  })

  async function whatHappened(id: string, seen: number | undefined, typed: Profile): Promise<Overtaken> {
    const [by] = await changesOf(db, id, { limit: 1, offset: 0 })
    const before = seen === undefined ? undefined : await versionOf(db, id, seen)
    const theirs = mustFind(by)
    return { by: theirs, before: before ?? nothingTold, theirs: theirs.after, ours: typed }
  }

  async function show(req: Request, res: Response, form: Form) {
    const { country } = await ours(req)
    const page = profilePage(req.locale, {
      overtaken: undefined,
      ...form,
      places: await placesToWant(db, country),
      saved: req.query.saved === 'yes',
      csrf: csrfToken(req),
    })
    res.render('our-community/profile', page)
  }

  return routes
}
