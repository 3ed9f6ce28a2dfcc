// The staff's desk, the proposals, the decision on one of them, and whom to write to.
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, type StaffMember } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type Read, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { locales } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { communityFacts, placeNames, wordingIn, type CommunityFacts } from '../pairs/index.js'
import { sides } from '../pairs/pairs.model.js'
import { contactsOf, type Contact } from '../contacts/index.js'
import {
  approveProposal,
  enterContact,
  postponeProposal,
  rejectProposal,
  type Outcome,
} from './proposals.actions.js'
import { desk, proposalFile, proposalList } from './proposals-for-staff.queries.js'
import {
  contactForm,
  decisionForm,
  proposalsFilter,
  type DecisionForm,
  type ProposalsFilter,
} from './proposals.forms.js'
import { trialContact } from './proposals.model.js'
import { proposalById } from './proposals.queries.js'
import { contactPage, proposalPage } from './proposal.pages.js'
import { deskPage, proposalsPage } from './proposals.pages.js'

type Form = Pick<Read<unknown>, 'typed' | 'errors'>
const nothingTyped: Form = { typed: {}, errors: [] }

const proposalId = z.uuid()

const typedFrom = ({ name, email, language }: Contact): Typed => ({ name, email, language })

export function proposalsRoutes(ctx: AppContext): Router {
  const routes = Router()
  // Only where no letter can leave: a newcomer may play the whole chain without inventing a real address.
  const trial = ctx.config.mode !== 'production' && ctx.config.mail.smtpUrl === undefined

  routes.get(paths.staff.desk.pattern, async (req, res) => {
    res.render('staff/index', deskPage(req.t, req.locale, await desk(ctx, req.locale)))
  })

  routes.get(paths.staff.proposals.pattern, async (req, res) => {
    const { filter, typed, errors } = readFilter(req.query)
    const list = await proposalList(ctx, req.locale, filter)
    res.status(errors.length > 0 ? 422 : 200)
    res.render('staff/proposals/index', proposalsPage(list, filter, typed, errors))
  })

  routes.get(paths.staff.proposal.pattern, (req, res) => show(req, res, nothingTyped))

  routes.post(paths.staff.decide.pattern, csrfProtected, async (req, res) => {
    const id = idOf(req)
    const form = readForm(decisionForm(ctx.clock.now()), req.body)
    if (!form.ok) return show(req, res.status(422), form)
    const decided = mustFind(await decide(id, asking(req), form.value))
    if (decided.outcome === 'decided') return res.redirect(303, paths.staff.proposal(req.locale, id))
    if (decided.outcome === 'already') return show(req, res.status(409), nothingTyped, true)
    return show(req, res.status(422), { typed: form.typed, errors: hindrances(decided) })
  })

  routes.get(paths.staff.contact.pattern, async (req, res) => {
    const { community, contact } = await findSide(req)
    if (contact) await noteLooks(req, [contact])
    const typed: Typed = contact ? typedFrom(contact) : trial ? suggestion(community) : {}
    await askForContact(req, res, { typed, errors: [] }, community)
  })

  routes.post(paths.staff.contact.pattern, csrfProtected, async (req, res) => {
    const { community } = await findSide(req)
    const form = readForm(contactForm, req.body)
    if (!form.ok) return askForContact(req, res.status(422), form, community)
    await enterContact(ctx, community.id, asking(req), form.value)
    res.redirect(303, `${paths.staff.proposal(req.locale, idOf(req))}#contacts`)
  })

  function decide(id: string, by: StaffMember, form: DecisionForm): Promise<Outcome | undefined> {
    switch (form.decision) {
      case 'approve':
        return approveProposal(ctx, id, by, form)
      case 'postpone':
        return postponeProposal(ctx, id, by, form)
      case 'reject':
        return rejectProposal(ctx, id, by, form)
    }
  }

  const idOf = (req: Request) => mustFind(proposalId.safeParse(req.params.id).data)

  async function show(req: Request, res: Response, { typed, errors }: Form, already = false) {
    const file = mustFind(await proposalFile(ctx, req.locale, idOf(req)))
    await noteLooks(req, file.contacts)
    const shown = { csrf: csrfToken(req), now: ctx.clock.now(), typed, errors, already }
    res.render('staff/proposals/show', proposalPage(file, shown))
  }

  async function noteLooks(req: Request, contacts: readonly Contact[]) {
    for (const { communityId: community } of contacts)
      await sawContact(ctx.db, ctx.clock.now(), asking(req).id, { proposal: idOf(req), community })
  }

  async function findSide(req: Request) {
    const side = mustFind(sides.find((each) => each === req.params.side))
    const { uaId, foreignId } = mustFind(await proposalById(ctx.db, idOf(req)))
    const id = side === 'ua' ? uaId : foreignId
    const community = mustFind((await communityFacts(ctx.db, [id])).get(id))
    const [contact] = await contactsOf(ctx.db, [id])
    return { community, contact }
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
      proposal: paths.staff.proposal(req.locale, idOf(req)),
      action: req.originalUrl,
      csrf: csrfToken(req),
      suggested: trial && form.typed.email === trialContact(community).email,
      languages: locales,
    })
    res.render('staff/proposals/contact', page)
  }

  return routes
}

/** A wrong field is named and left out; the rest still filters. */
function readFilter(query: unknown): { filter: ProposalsFilter } & Form {
  const read = readForm(proposalsFilter, query)
  if (read.ok) return { filter: read.value, typed: read.typed, errors: [] }
  const wrong = read.errors.map(({ field }) => field)
  const good = Object.entries(read.typed).filter(([field]) => !wrong.includes(field))
  return { filter: proposalsFilter.parse(Object.fromEntries(good)), typed: read.typed, errors: read.errors }
}

/** What stands in the way of an approval, linked to where it can be mended. */
const hindrances = (outcome: Extract<Outcome, { outcome: 'refused' | 'no-contact' }>): Form['errors'] =>
  outcome.outcome === 'refused'
    ? [{ field: 'decision', key: `staff/proposals/show.refused-${outcome.why}` }]
    : outcome.missing.map((side) => ({
        field: `contact-${side}`,
        key: `staff/proposals/show.error-contact-${side}`,
      }))
