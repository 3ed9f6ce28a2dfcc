// Staff see what became of the letters. Outside production there is also a mailbox to read them in, so
// that a newcomer without a mail server can play the whole chain.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { sawContact } from '../../platform/db/events.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { mustFind, NotFound } from '../../platform/http/errors.js'
import { readForm } from '../../platform/http/form.js'
import { calendarFile } from '../../platform/mail/mailer.js'
import { secretPage } from '../../platform/http/security.js'
import { csrfProtected, csrfToken } from '../../platform/http/session.js'
import { sendAgain, settle } from './letters.actions.js'
import { letterId, troubleForm } from './letters.forms.js'
import { mailboxLetterPage, mailboxPage, staffLettersPage } from './letters.pages.js'
import { isLetterOf, letterById, lettersInTrouble, recentLetters } from './letters.queries.js'

const shown = 100

export function staffLettersRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.staff.letters.pattern, async (req, res) => {
    const region = ownRegion(asking(req))
    await sawContact(ctx.db, ctx.clock.now(), asking(req).id, { letters: 'recent' })
    const page = staffLettersPage(req.t, req.locale, ctx.clock.now(), {
      csrf: csrfToken(req),
      trouble: await lettersInTrouble(ctx.db, shown, region),
      recent: await recentLetters(ctx.db, shown, region),
      bounded: region !== undefined,
      waiting: !ctx.mailer,
      mailbox: ctx.config.mode === 'production' ? null : paths.dev.letters,
      done: troubleForm.shape.do.unwrap().safeParse(req.query.done).data ?? null,
    })
    res.render('staff/letters/index', page)
  })

  routes.post(paths.staff.letters.pattern, csrfProtected, async (req, res) => {
    const form = readForm(troubleForm, req.body)
    const region = ownRegion(asking(req))
    if (form.ok && region !== undefined && !(await isLetterOf(ctx.db, form.value.letter, region)))
      throw new NotFound()
    const act = form.ok && form.value.do === 'settle' ? settle : sendAgain
    const done = form.ok && (await act(ctx, form.value.letter, asking(req))) && form.value.do
    res.redirect(303, paths.staff.letters(req.locale) + (done ? `?done=${done}` : ''))
  })

  return routes
}

// A letter's own HTML carries its styles inline; this page alone may show them, and nothing else.
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function mailboxRoutes(ctx: AppContext): Router {
  const routes = Router()

  routes.get(paths.dev.letters, secretPage, async (req, res) => {
    res.render(
      'dev/letters/index',
      mailboxPage(req.t, await recentLetters(ctx.db, shown), { waiting: !ctx.mailer }),
    )
  })

  routes.get(paths.dev.letter.pattern, secretPage, async (req, res) => {
    const id = mustFind(letterId.safeParse(req.params.id).data)
    const letter = mustFind(await letterById(ctx.db, id))
    if (req.query.as === 'html') return res.set('Content-Security-Policy', letterPolicy).send(letter.html)
    if (req.query.as === 'calendar') {
      const { filename, contentType } = calendarFile
      res.set('Content-Disposition', `inline; filename="${filename}"`)
      return res.set('Content-Type', contentType).send(mustFind(letter.calendar ?? undefined))
    }
    res.render('dev/letters/show', mailboxLetterPage(req.t, letter, ctx.config.mail))
  })

  return routes
}
