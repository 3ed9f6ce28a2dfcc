// Staff adjust a draft: lock, strike or free one of its pairs by a button, or add a pair by two names.
import { Router, type Request, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking } from '../../platform/http/access.js'
import { mustFind } from '../../platform/http/errors.js'
import { readForm, type FieldError, type Typed } from '../../platform/http/form.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import type { Round } from './drafts.queries.js'
import { freePair, lockPair, strikePair, type Marked } from './marks.actions.js'
import { communityMeant, marksPage, type End } from './marks.pages.js'
import { pastPage } from './past.pages.js'
import { draftFile, pastFile } from './round-for-staff.queries.js'
import { draftPage, filterQuery } from './round.pages.js'
import { marksForm, pairForm, pairsFilter, strikeNote } from './rounds.forms.js'
import { anchorOf, type Hindrance, type Pair } from './rounds.model.js'
import type { RoundSources } from './rounds.preview.js'
import { communitiesForRound } from './rounds.queries.js'
import { findRoundFor } from './rounds.routes.js'

/** Which field of the form for a new pair is to be mended. */
const fieldOf = (why: Hindrance): End =>
  (['ua-full', 'not-ours', 'not-a-pair'] as Hindrance[]).includes(why) ? 'ua' : 'foreign'

export function roundMarksRoutes(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  { profiles }: Pick<RoundSources, 'profiles'>,
): Router {
  const { db, clock } = ctx
  const routes = Router()

  routes.get(paths.staff.roundMarks.pattern, async (req, res) => {
    const round = await findRoundFor(db, req)
    if (round.state !== 'draft') return res.redirect(303, paths.staff.round(req.locale, round.id))
    await askForPair(req, res, round, { typed: {}, errors: [] })
  })

  routes.post(paths.staff.roundMarks.pattern, csrfProtected, async (req, res) => {
    const round = await findRoundFor(db, req)
    const pressed = marksForm.parse(req.body)
    const pair = pressed.lock ?? pressed.strike ?? pressed.note ?? pressed.free
    if (!pair) return add(req, res, round)
    const marked = await mark(req, round.id, pressed)
    if (typeof marked === 'string') return again(req, res.status(422), round, pair, marked)
    if (marked.outcome === 'refused')
      return again(req, res.status(422), round, pair, `staff/rounds/show.hindrance-${marked.why}`)
    if (marked.outcome === 'already') return over(req, res)
    await back(req, res, round, pair)
  })

  /** Does what the button says; a string is the key of what is wrong with the note. */
  async function mark(
    req: Request,
    id: string,
    { lock, strike, note, free }: ReturnType<typeof marksForm.parse>,
  ): Promise<Marked | string> {
    const by = asking(req)
    if (lock) return mustFind(await lockPair(ctx, profiles, id, by, lock))
    if (free) return mustFind(await freePair(ctx, id, by, free))
    const pair = mustFind(strike ?? note)
    const typed = (req.body as Record<string, unknown>)[`note-${anchorOf(pair)}`]
    const words = strikeNote.safeParse(typed)
    if (!words.success) return words.error.issues[0]!.message
    return mustFind(await strikePair(ctx, id, by, pair, words.data))
  }

  /** Back to the pair on its page of the list, in the oblast that lay open. */
  async function back(req: Request, res: Response, round: Round, pair: Pair) {
    const communities = await communitiesForRound(db)
    const filter = pairsFilter.parse(req.query)
    const open = communities.get(pair.uaId)?.regionCode ?? undefined
    const query = filterQuery({ ...filter, open }, filter.page)
    res.redirect(303, `${paths.staff.round(req.locale, round.id)}${query}#${anchorOf(pair)}`)
  }

  async function again(req: Request, res: Response, round: Round, pair: Pair, key: string) {
    const communities = await communitiesForRound(db)
    const open = communities.get(pair.uaId)?.regionCode ?? undefined
    const file = await draftFile(db, req.locale, round, { ...pairsFilter.parse(req.query), open })
    const errors = [{ field: anchorOf(pair), key }]
    const shown = { csrf: csrfToken(req), now: clock.now(), typed: {}, errors, warning: null }
    res.render('staff/rounds/show', draftPage(file, shown))
  }

  async function over(req: Request, res: Response) {
    const file = await pastFile(db, req.locale, await findRoundFor(db, req))
    res.status(409).render('staff/rounds/show', pastPage(file, csrfToken(req), true))
  }

  async function add(req: Request, res: Response, round: Round) {
    const form = readForm(pairForm, req.body)
    if (!form.ok) return askForPair(req, res.status(422), round, form)
    const { wording, communities } = await namesFor(req)
    const meant = { communities, region: round.regionCode, wording }
    const [ua, foreign] = (['ua', 'foreign'] as const).map((end) =>
      communityMeant(form.value[end], end, meant),
    )
    if (typeof ua !== 'object' || typeof foreign !== 'object') {
      const errors = (['ua', 'foreign'] as const).flatMap((end, i) => {
        const found = [ua, foreign][i]
        return typeof found === 'string'
          ? [{ field: end, key: `staff/rounds/marks.error-${end}-${found}` }]
          : []
      })
      return askForPair(req, res.status(422), round, { typed: form.typed, errors })
    }
    const pair = { uaId: ua.id, foreignId: foreign.id }
    const marked = mustFind(await lockPair(ctx, profiles, round.id, asking(req), pair))
    if (marked.outcome === 'already') return over(req, res)
    if (marked.outcome === 'marked') return back(req, res, round, pair)
    const errors = [{ field: fieldOf(marked.why), key: `staff/rounds/show.hindrance-${marked.why}` }]
    await askForPair(req, res.status(422), round, { typed: form.typed, errors })
  }

  async function namesFor(req: Request) {
    const communities = await communitiesForRound(db)
    return { communities, wording: wordingIn(req.locale, await placeNames(db, [...communities.keys()])) }
  }

  async function askForPair(
    req: Request,
    res: Response,
    round: Round,
    { typed, errors }: { typed: Typed; errors: FieldError[] },
  ) {
    const { communities, wording } = await namesFor(req)
    const page = marksPage(round, communities, wording, { csrf: csrfToken(req), typed, errors })
    res.render('staff/rounds/marks', page)
  }

  return routes
}
