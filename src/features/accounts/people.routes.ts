// Administrators: who may come in, and as what. Everything here is behind `adminsOnly`.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking } from '../../platform/http/access.js'
import { Forbidden, mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { eventsAbout } from '../../platform/db/events.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import { roleIn } from './accounts.model.js'
import { changeRoom, disable, enable, inviteAgain, invitePerson, type Room } from './people.actions.js'
import { inviteForm, peopleFilter, personForm, roomForm, type RoomForm } from './people.forms.js'
import { pageSize, peoplePage, personPage, roomOf, type NameOf } from './people.pages.js'
import { communitiesMeant, countPeople, namesOf, oblasts, peopleIn, personById } from './people.queries.js'

const done = ['invited', 'role', 'disable', 'enable', 'invite-again']

interface Form {
  typed: Typed
  errors: FieldError[]
}

/** @param nameOf what a community is called in a language */
export function staffPeopleRoutes(ctx: AppContext, nameOf: NameOf): Router {
  const { db } = ctx
  const routes = Router()

  routes.get(paths.staff.people.pattern, async (req, res) => {
    const typed: Typed = req.query.community
      ? { role: 'official', community: String(req.query.community) }
      : {}
    await list(req, res, { typed, errors: [] })
  })

  routes.post(paths.staff.people.pattern, csrfProtected, async (req, res) => {
    const form = readForm(inviteForm, req.body)
    if (!form.ok) return list(req, res.status(422), form)
    const { name, email, language } = form.value
    const found = await roomFor(form.value)
    if ('errors' in found) return list(req, res.status(422), { typed: form.typed, errors: found.errors })
    const community = found.community && nameOf(language, found.community).text
    const invitation = { name, email, language, ...found.room }
    const { outcome, id } = await invitePerson(ctx, invitation, community, asking(req))
    // Whoever pressed twice, or asks for what is so already, finds the account as it is.
    res.redirect(303, paths.staff.person(req.locale, id) + (outcome === 'invited' ? '?done=invited' : ''))
  })

  routes.get(paths.staff.person.pattern, (req, res) => show(req, res, { typed: {}, errors: [] }))

  routes.post(paths.staff.person.pattern, csrfProtected, async (req, res) => {
    const person = mustFind(await personById(db, String(req.params.id)))
    const form = readForm(personForm, req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const by = asking(req)
    const act = async () => {
      switch (form.value.change) {
        case 'disable':
          return disable(ctx, person.id, by)
        case 'enable':
          return enable(ctx, person.id, by)
        case 'invite-again': {
          const language = isLocale(person.language) ? person.language : defaultLocale
          const community = person.communityId === null ? undefined : roomOf(person, language, nameOf)
          return inviteAgain(ctx, person.id, community, by)
        }
        case 'role': {
          const room = readForm(roomForm, req.body)
          if (!room.ok) return room
          const found = await roomFor(room.value)
          if ('errors' in found) return { typed: room.typed, errors: found.errors }
          return changeRoom(ctx, person.id, found.room, by)
        }
      }
    }
    const outcome = mustFind(await act())
    if (outcome === 'not-admin') throw new Forbidden()
    if (outcome === 'own')
      return show(req, res.status(422), {
        typed: form.typed,
        errors: [{ field: 'role', key: 'staff/people/show.error-own' }],
      })
    if (outcome !== 'changed') return show(req, res.status(422), outcome)
    res.redirect(303, `${paths.staff.person(req.locale, person.id)}?done=${form.value.change}`)
  })

  /** The role and where it holds, or what is wrong with the community that was named. */
  async function roomFor(form: RoomForm) {
    const room: Room = { role: 'staff', communityId: null, regionCode: null }
    if (form.role === 'coordinator')
      return (await oblasts(db)).some(({ code }) => code === form.region)
        ? { room: { ...room, role: form.role, regionCode: form.region } }
        : { errors: [{ field: 'region', key: 'staff/people/index.error-region' }] }
    if (form.role !== 'official') return { room: { ...room, role: form.role } }
    const [community, another] = await communitiesMeant(db, form.community)
    const isExact = community !== undefined && form.community.includes(community.id)
    if (community && (isExact || !another))
      return { room: { ...room, role: roleIn(community.country), communityId: community.id }, community }
    const key = community ? 'error-community-several' : 'error-community-unknown'
    return { errors: [{ field: 'community', key: `staff/people/index.${key}` }] }
  }

  async function list(req: Request, res: Response, { typed, errors }: Form) {
    const filter = peopleFilter.parse(req.query)
    const page = peoplePage(req.t, req.locale, {
      people: await peopleIn(db, filter.shown, pageSize, (filter.page - 1) * pageSize),
      counts: await countPeople(db),
      regions: await oblasts(db),
      csrf: csrfToken(req),
      filter,
      typed,
      errors,
      nameOf,
    })
    res.render('staff/people/index', page)
  }

  async function show(req: Request, res: Response, { typed, errors }: Form) {
    const person = mustFind(await personById(db, String(req.params.id)))
    const events = await eventsAbout(db, { account: person.id })
    const page = personPage(req.t, req.locale, {
      person,
      events,
      names: await namesOf(db, [...new Set(events.map(({ who }) => who))]),
      regions: await oblasts(db),
      csrf: csrfToken(req),
      own: person.id === asking(req).id,
      done: done.find((each) => each === req.query.done),
      typed,
      errors,
      nameOf,
    })
    res.render('staff/people/show', page)
  }

  return routes
}
