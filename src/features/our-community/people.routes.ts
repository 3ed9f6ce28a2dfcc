// Who may edit one's own community: seen, invited, let go; and whom the Association writes to there.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { askingMember } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { limited } from '../../platform/http/security.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { minutes } from '../../platform/kit/clock.js'
import { accountsOf } from '../accounts/index.js'
import { contactsOf } from '../contacts/index.js'
import { inviteColleague, nameContact, removeColleague } from './people.actions.js'
import { colleagueForm, ourContactForm } from './people.forms.js'
import { ourContactPage, peoplePage, typedContact } from './people.pages.js'

interface Form {
  typed: Typed
  errors: FieldError[]
}

const done = z.enum(['invited', 'removed']).optional().catch(undefined)

export function peopleRoutes(ctx: AppContext): Router {
  const { db, config } = ctx
  const routes = Router()
  const invites = limited(config, minutes(15), config.limits.forms)

  routes.get(paths.our.people.pattern, (req, res) =>
    showPeople(req, res, { typed: { language: req.locale }, errors: [] }),
  )

  routes.post(paths.our.people.pattern, invites, csrfProtected, async (req, res) => {
    const form = readForm(colleagueForm, req.body)
    if (!form.ok) return showPeople(req, res.status(422), form)
    const outcome = await inviteColleague(ctx, askingMember(req), form.value)
    // Whoever pressed twice has invited this colleague already.
    if (outcome === 'invited' || outcome === 'already')
      return res.redirect(303, `${paths.our.people(req.locale)}?done=invited`)
    const error = { field: 'email', key: `our-community/people.error-${outcome}` }
    return showPeople(req, res.status(422), { typed: form.typed, errors: [error] })
  })

  routes.post(paths.our.removePerson.pattern, csrfProtected, async (req, res) => {
    const member = askingMember(req)
    const id = mustFind(z.uuid().safeParse(req.params.id).data)
    const outcome = mustFind(await removeColleague(ctx, member, id))
    if (outcome === 'last') {
      const error = { field: 'people', key: 'our-community/people.error-last' }
      return showPeople(req, res.status(409), { typed: { language: req.locale }, errors: [error] })
    }
    const left = id === member.id
    res.redirect(303, left ? paths.home(req.locale) : `${paths.our.people(req.locale)}?done=removed`)
  })

  routes.get(paths.our.contact.pattern, async (req, res) => {
    const { id, communityId } = askingMember(req)
    const [contact] = await contactsOf(db, [communityId])
    if (contact) await sawContact(db, ctx.clock.now(), id, { community: communityId })
    const typed = contact ? typedContact(contact) : { language: req.locale }
    showContact(req, res, { typed, errors: [] }, contact !== undefined)
  })

  routes.post(paths.our.contact.pattern, csrfProtected, async (req, res) => {
    const form = readForm(ourContactForm, req.body)
    if (!form.ok) return showContact(req, res.status(422), form, false)
    await nameContact(ctx, askingMember(req), form.value)
    res.redirect(303, `${paths.our.contact(req.locale)}?saved=yes`)
  })

  async function showPeople(req: Request, res: Response, form: Form) {
    const { id, communityId } = askingMember(req)
    const page = peoplePage(req.locale, {
      ...form,
      editors: await accountsOf(db, communityId),
      me: id,
      done: done.parse(req.query.done),
      csrf: csrfToken(req),
    })
    res.render('our-community/people', page)
  }

  function showContact(req: Request, res: Response, form: Form, known: boolean) {
    const saved = req.query.saved === 'yes'
    const page = ourContactPage(req.locale, { ...form, known, saved, csrf: csrfToken(req) })
    res.render('our-community/contact', page)
  }

  return routes
}
