// A side answers by the link in its letter: GET shows, POST answers.
import { communitiesIn, communityFacts, placeNames, storedScore, wordingIn } from '../pairs/index.js'
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { Gone, mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm, type Read, type Typed } from '../../platform/http/form.js'
import { limited, secretPage } from '../../platform/http/security.js'
import { days, later, minutes } from '../../platform/kit/clock.js'
import { answerIntroduction } from './introductions.actions.js'
import { answerForm, answerQuery, type AnswerForm } from './introductions.forms.js'
import { formPurpose, linkPurpose, readSubject, subjectOf } from './introductions.model.js'
import {
  answeredBefore,
  answeredPage,
  answerPage,
  endedInSilence,
  movedPage,
  type OpenedLetter,
} from './introductions.pages.js'
import { approvedScore, introductionById } from './introductions.queries.js'

/** A page left open for longer asks to press the button once more. */
const formGoodFor = days(2)

export function introductionsRoutes(ctx: AppContext): Router {
  const routes = Router()
  const often = limited(ctx.config, minutes(15), ctx.config.limits.forms)

  routes.get(paths.introduction.pattern, secretPage, async (req, res) => {
    const opened = await openLetter(req)
    if (opened.isOld) return moved(res, opened)
    const { state, sides } = opened.introduction
    const wantsToChange = answerQuery.safeParse(req.query).data?.change !== undefined
    const asks = state === 'awaiting' && (wantsToChange || sides[opened.side].answer === null)
    if (asks) return ask(res, opened, answeredBefore(opened, ctx.clock.now()))
    res.status(endedInSilence(opened) ? 410 : 200).render('introductions/answered', answeredPage(opened))
  })

  routes.post(paths.introduction.pattern, secretPage, often, async (req, res) => {
    const opened = await openLetter(req)
    if (opened.isOld) return moved(res, opened)
    const form = readAnswer(req, opened)
    if (!form.ok && opened.introduction.state === 'awaiting')
      return ask(res.status(422), opened, form.typed, form.errors)
    const { id, sides } = opened.introduction
    const { side } = opened
    const { linkGeneration: generation } = sides[side]
    if (form.ok) await answerIntroduction(ctx, { id, side, generation }, form.value)
    res.redirect(303, paths.introduction(req.locale, opened.token))
  })

  function ask(res: Response, opened: OpenedLetter, typed: Typed, errors: Read<AnswerForm>['errors'] = []) {
    const now = ctx.clock.now()
    const formToken = ctx.links.sign(formPurpose, formSubject(opened), later(now, formGoodFor))
    res.render('introductions/answer', answerPage(opened, { typed, errors, formToken, now }))
  }

  /** The letter went to another person since; 410 tells a mail program's preview the same. */
  const moved = (res: Response, opened: OpenedLetter) =>
    res.status(410).render('introductions/moved', movedPage(opened))

  // The token of the form stands for cookies, which a mail client's browser may not keep: it comes only
  // from a page that was opened with this very link.
  function readAnswer(req: Request, opened: OpenedLetter): Read<AnswerForm> {
    const form = readForm(answerForm(ctx.clock.now()), req.body)
    const pressed = ctx.links.open(formPurpose, String(form.typed.form ?? ''), ctx.clock.now())
    const ours = pressed && pressed !== 'expired' && pressed.subject === formSubject(opened)
    if (ours || !form.ok) return form
    return {
      ok: false,
      typed: form.typed,
      errors: [{ field: 'answer', key: 'introductions/answer.error-form' }],
    }
  }

  async function openLetter(req: Request): Promise<OpenedLetter> {
    const token = String(req.params.token)
    const link = ctx.links.open(linkPurpose, token, ctx.clock.now())
    if (link === 'expired') throw new Gone()
    const subject = link && readSubject(link.subject)
    if (!subject) throw new NotFound()
    const introduction = mustFind(await introductionById(ctx.db, subject.id))
    const { ua, foreign } = introduction.sides
    const score = storedScore(await approvedScore(ctx.db, introduction.proposalId))
    const facts = await communityFacts(ctx.db, [ua.communityId, foreign.communityId])
    return {
      introduction,
      side: subject.side,
      isOld: subject.generation !== introduction.sides[subject.side].linkGeneration,
      ua: mustFind(facts.get(ua.communityId)),
      foreign: mustFind(facts.get(foreign.communityId)),
      score,
      wording: wordingIn(req.locale, await placeNames(ctx.db, communitiesIn(score))),
      token,
    }
  }

  return routes
}

const formSubject = ({ introduction: { id, sides }, side }: OpenedLetter) =>
  subjectOf(id, side, sides[side].linkGeneration)
