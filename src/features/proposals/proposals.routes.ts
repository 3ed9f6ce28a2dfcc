// One proposal: the decision on it, and whom to write to.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion, type StaffMember } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Read, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { locales } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { communityFacts, placeNames, wordingIn, type CommunityFacts } from '../pairs/index.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { contactsOf, type Contact } from '../contacts/index.js'
import {
  approveProposal,
  enterContact,
  postponeProposal,
  rejectProposal,
  reopenProposal,
  type Outcome,
} from './proposals.actions.js'
import { contactPage } from './contact.pages.js'
import { proposalFile, proposalFor, proposalSheet } from './proposals-for-staff.queries.js'
import { contactForm, decisionForm, type DecisionForm } from './proposals.forms.js'
import { trialContact } from './proposals.model.js'
import { proposalPage } from './proposal.pages.js'
import { listQuery, readFilter, withNext } from './queue.forms.js'
import { sheetPage } from './sheet.pages.js'

type Form = Pick<Read<unknown>, 'typed' | 'errors'> & {
  /** Sides whose letter or contact changed since the page was opened. */
  changed?: readonly Side[]
}
const nothingTyped: Form = { typed: {}, errors: [] }

const proposalId = z.uuid()

/** A decision that came too late is not kept, but the words written for it are. */
const onlyNote = ({ note = '' }: Typed): Form => ({ typed: { note }, errors: [] })

/** What was typed for an approval that lacked a contact, while its writer is away to add it. */
function undecidedIn({ session: { undecided }, params }: Request): Form {
  if (undecided?.proposal !== params.id) return nothingTyped
  return { typed: { decision: 'approve', note: undecided!.note }, errors: [] }
}

const contactKnown: FieldError = {
  field: 'contact-foreign',
  key: 'staff/proposals/show.error-contact-known',
}

/** A proposal's page, as part of the list somebody came from. */
const pageOf = (req: Request, id: string) => paths.staff.proposal(req.locale, id) + listQuery(req.query)

/** Which proposal was to come next when the decision was made. */
const nextIn = (req: Request): string | undefined => proposalId.safeParse(req.query.next).data

const typedFrom = ({ name, email, language }: Contact): Typed => ({ name, email, language })

export function proposalsRoutes(ctx: AppContext): Router {
  const routes = Router()
  // Only where no letter can leave: a newcomer may play the whole chain without inventing a real address.
  const trial = ctx.config.mode !== 'production' && ctx.config.mail.smtpUrl === undefined

  routes.get(paths.staff.proposal.pattern, (req, res) => show(req, res, undecidedIn(req)))

  routes.get(paths.staff.proposalSheet.pattern, async (req, res) => {
    const sheet = mustFind(await proposalSheet(ctx, req.locale, idOf(req), forWhom(req)))
    res.render('staff/proposals/sheet', sheetPage(sheet))
  })

  // Where a wrong decision was answered, the links to the other languages lead.
  routes.get(paths.staff.decide.pattern, async (req, res) => {
    const { id } = await find(req)
    res.redirect(303, `${pageOf(req, id)}#decide`)
  })

  routes.post(paths.staff.decide.pattern, csrfProtected, async (req, res) => {
    const { id } = await find(req)
    const form = readForm(decisionForm(ctx.clock.now()), req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const decided = mustFind(await decide(id, asking(req), form.value))
    if (decided.outcome === 'decided') {
      delete req.session.undecided
      const page = pageOf(req, id)
      return res.redirect(303, req.query.next === undefined ? page : withNext(page, nextIn(req)))
    }
    if (decided.outcome === 'already') return show(req, res.status(409), onlyNote(form.typed), true)
    const { typed } = form
    if (decided.outcome === 'letters-changed')
      return show(req, res.status(409), { typed, errors: [], changed: decided.sides })
    // Whoever goes to add the contact comes back to what was typed.
    if (decided.outcome === 'no-contact')
      req.session.undecided = { proposal: id, note: String(typed.note ?? '') }
    return show(req, res.status(422), { typed, errors: hindrances(decided) })
  })

  routes.get(paths.staff.contact.pattern, async (req, res) => {
    const { community, contact, mayReplace } = await findSide(req)
    if (contact && !mayReplace) return res.redirect(303, `${pageOf(req, idOf(req))}#contacts`)
    if (contact) await noteLooks(req, [contact])
    const typed: Typed = contact ? typedFrom(contact) : trial ? suggestion(community) : {}
    await askForContact(req, res, { typed, errors: [] }, community)
  })

  routes.post(paths.staff.contact.pattern, csrfProtected, async (req, res) => {
    const { community, mayReplace } = await findSide(req)
    const form = readForm(contactForm, req.body)
    if (!form.ok) return askForContact(req, res.status(422), form, community)
    const entered = await enterContact(ctx, community.id, asking(req), form.value, { mayReplace })
    if (entered === 'known') return show(req, res.status(409), { typed: {}, errors: [contactKnown] })
    res.redirect(303, `${pageOf(req, idOf(req))}#contacts`)
  })

  function decide(id: string, by: StaffMember, form: DecisionForm): Promise<Outcome | undefined> {
    switch (form.decision) {
      case 'approve':
        return approveProposal(ctx, id, by, form)
      case 'postpone':
        return postponeProposal(ctx, id, by, form)
      case 'reject':
        return rejectProposal(ctx, id, by, form)
      case 'reopen':
        return reopenProposal(ctx, id, by, form)
    }
  }

  const idOf = (req: Request) => mustFind(proposalId.safeParse(req.params.id).data)
  const forWhom = (req: Request) => ({ ...asking(req), region: ownRegion(asking(req)) })
  const find = async (req: Request) => mustFind(await proposalFor(ctx.db, idOf(req), forWhom(req)))

  async function show(req: Request, res: Response, { typed, errors, changed = [] }: Form, already = false) {
    const came = { filter: readFilter(req.query).filter, next: nextIn(req) }
    const file = mustFind(await proposalFile(ctx, req.locale, idOf(req), forWhom(req), came))
    await noteLooks(req, file.contacts)
    const by = asking(req).id
    const decidedNow = already || (req.method === 'GET' && req.query.next !== undefined)
    const list = listQuery(req.query)
    const shown = {
      csrf: csrfToken(req),
      by,
      list,
      decidedNow,
      now: ctx.clock.now(),
      typed,
      errors,
      already,
      changed,
    }
    res.render('staff/proposals/show', proposalPage(file, shown))
  }

  async function noteLooks(req: Request, contacts: readonly Contact[]) {
    for (const { communityId: community } of contacts)
      await sawContact(ctx.db, ctx.clock.now(), asking(req).id, { proposal: idOf(req), community })
  }

  async function findSide(req: Request) {
    const side = mustFind(sides.find((each) => each === req.params.side))
    const { uaId, foreignId } = await find(req)
    const id = side === 'ua' ? uaId : foreignId
    const community = mustFind((await communityFacts(ctx.db, [id])).get(id))
    const [contact] = await contactsOf(ctx.db, [id])
    // The records of communities abroad are the office's: a branch adds what is missing.
    return { community, contact, mayReplace: side === 'ua' || ownRegion(asking(req)) === undefined }
  }

  function suggestion(community: CommunityFacts): Typed {
    const trial = trialContact(community)
    return { ...trial, name: translator(trial.language)('staff/proposals/contact.trial-name') }
  }

  async function askForContact(req: Request, res: Response, form: Form, community: CommunityFacts) {
    const wording = wordingIn(req.locale, await placeNames(ctx.db, [community.id]))
    const page = contactPage(wording, {
      ...form,
      community: wording.names.community(community.id),
      proposal: pageOf(req, idOf(req)),
      action: req.originalUrl,
      csrf: csrfToken(req),
      suggested: trial && form.typed.email === trialContact(community).email,
      languages: locales,
    })
    res.render('staff/proposals/contact', page)
  }

  return routes
}

/** What stands in the way of an approval, linked to where it can be mended. */
function hindrances(
  outcome: Exclude<Outcome, { outcome: 'decided' | 'already' | 'letters-changed' }>,
): FieldError[] {
  const show = (key: string) => `staff/proposals/show.${key}`
  switch (outcome.outcome) {
    case 'refused':
      return [{ field: 'decision', key: show(`refused-${outcome.why}`) }]
    case 'no-contact':
      return outcome.missing.map((side) => ({ field: `contact-${side}`, key: show(`error-contact-${side}`) }))
    case 'letter-language':
      return outcome.sides.map((side) => ({ field: `letter-${side}`, key: show(`error-letter-${side}`) }))
  }
}
