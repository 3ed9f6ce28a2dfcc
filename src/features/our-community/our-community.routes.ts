// The rooms of a community's own people: its home, its declaration of intent, and how a reader sees it.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { askingMember, type Member } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { isLocale, type Locale } from '../../platform/i18n/locales.js'
import { publicFace } from '../communities/index.js'
import { contactsOf } from '../contacts/index.js'
import { coach } from './coach.js'
import { declare } from './declarations.actions.js'
import { declarationForm } from './declarations.forms.js'
import { dayOf } from './declarations.model.js'
import { declarationOf } from './declarations.queries.js'
import { declarationPage, homePage, previewPage, typedDeclaration } from './home.pages.js'
import type { LookAround } from './our-community.model.js'
import { communityAtHome, introductionsOf } from './our-community.queries.js'
import { nothingTold } from './profile.model.js'
import { profileOf } from './profile.queries.js'

/** Who reads about us from the other side. */
const usualReader: Record<Member['role'], Locale> = { member: 'en', partner: 'uk' }

export function ourCommunityRoutes(ctx: AppContext, look: LookAround): Router {
  const { db } = ctx
  const routes = Router()
  const today = () => dayOf(ctx.clock.now())

  routes.get(paths.our.community.pattern, async (req, res) => {
    const { communityId } = askingMember(req)
    const community = mustFind(await communityAtHome(db, communityId))
    const declaration = await declarationOf(db, communityId)
    const { us, ranked } = mustFind(await look(communityId))
    const candidates = ranked.map(({ pair }) => (pair.ua.id === communityId ? pair.foreign : pair.ua))
    const state = {
      us,
      told: (await profileOf(db, communityId)) ?? nothingTold,
      hasContact: (await contactsOf(db, [communityId])).length > 0,
      declared: declaration,
      today: today(),
    }
    const page = homePage(req.locale, {
      community,
      declaration,
      today: state.today,
      advice: coach(state, candidates),
      introductions: await introductionsOf(db, communityId),
      changed: req.query.declared === 'yes',
    })
    res.render('our-community/index', page)
  })

  routes.get(paths.our.preview.pattern, async (req, res) => {
    const { communityId, role } = askingMember(req)
    const asked = String(req.query.lang)
    const reader = isLocale(asked) ? asked : usualReader[role]
    const face = mustFind(await publicFace(db, communityId, reader))
    res.render('our-community/preview', previewPage(req.locale, { face, reader }))
  })

  routes.get(paths.our.declaration.pattern, async (req, res) => {
    const declaration = await declarationOf(db, askingMember(req).communityId)
    await showDeclaration(req, res, { typed: typedDeclaration(declaration, today()), errors: [] })
  })

  routes.post(paths.our.declaration.pattern, csrfProtected, async (req, res) => {
    const form = readForm(declarationForm(today()), req.body)
    if (!form.ok) return showDeclaration(req, res.status(422), form)
    const member = askingMember(req)
    await declare(ctx, member.communityId, member, form.value)
    res.redirect(303, `${paths.our.community(req.locale)}?declared=yes`)
  })

  async function showDeclaration(
    req: Request,
    res: Response,
    { typed, errors }: { typed: Typed; errors: FieldError[] },
  ) {
    const declaration = await declarationOf(db, askingMember(req).communityId)
    const file = { declaration, today: today(), typed, errors, csrf: csrfToken(req) }
    res.render('our-community/declaration', declarationPage(req.locale, file))
  }

  return routes
}
