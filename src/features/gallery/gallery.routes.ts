// Outside production: whoever reviews words or looks walks through everything there is. Kept pages are
// shown as they were given, with the styles of today; their forms send nothing.
import { Router, type RequestHandler, type Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { mustFind } from '../../platform/http/errors.js'
import { secretPage } from '../../platform/http/security.js'
import type { Site } from '../../platform/http/site.js'
import { isLocale } from '../../platform/i18n/locales.js'
import { letterSamples } from '../../platform/mail/letter-samples.js'
import { renderLetter } from '../../platform/mail/render-letter.js'
import { letterAddress, letterInAddress, pageAddress } from './gallery.forms.js'
import { byName, languageFor, shown } from './gallery.model.js'
import {
  barOf,
  galleryLetterPage,
  galleryLettersPage,
  galleryPage,
  leadsTo,
  notWalkedPage,
  oneLetterPage,
} from './gallery.pages.js'
import { pageOf, walked } from './walked.js'

const { gallery } = paths.dev

// A letter's own HTML carries its styles inline; this page alone may show them, and stand in a frame of ours.
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The policy of every page, with one thing changed. */
const policyWith = (from: string, to: string): RequestHandler => {
  return (_req, res, next) => {
    res.set('Content-Security-Policy', String(res.get('Content-Security-Policy')).replace(from, to))
    next()
  }
}
const framesOfOurs = policyWith("default-src 'none'", "default-src 'none';frame-src 'self'")
const formsSendNothing = policyWith("form-action 'self'", "form-action 'none'")

const lettersCalled = (name: string) =>
  mustFind(byName(letterSamples).find((letter) => letter.name === name)).samples

export function galleryRoutes({ config }: Pick<AppContext, 'config'>): Router {
  const routes = Router()
  routes.use(gallery.home, secretPage)

  routes.get(gallery.home, async (req, res) => {
    const made = await walked(config)
    const asked = String(req.query.in)
    const locale = languageFor(isLocale(asked) ? asked : req.locale, made)
    res.render('dev/gallery/index', galleryPage(req.t, made, locale, letterSamples))
  })

  routes.get(gallery.letters, (req, res) => {
    res.render('dev/gallery/letters/index', galleryLettersPage(req.t, letterSamples))
  })

  routes.get(gallery.letter.pattern, (req, res) => {
    const { letter } = mustFind(letterAddress.safeParse(req.params).data)
    res.render('dev/gallery/letters/show', galleryLetterPage(req.t, letter, lettersCalled(letter)))
  })

  routes.get(gallery.letterIn.pattern, framesOfOurs, (req, res) => {
    const { letter, locale } = mustFind(letterInAddress.safeParse(req.params).data)
    const samples = lettersCalled(letter)
    const sample = mustFind(samples.find((each) => each.letter.locale === locale))
    if (req.query.as === 'html') return sendLetter(res, renderLetter(sample.letter).html)
    res.render('dev/gallery/letters/one', oneLetterPage(req.t, letter, samples, sample))
  })

  routes.get(gallery.page.pattern, formsSendNothing, async (req, res) => {
    const { locale, state } = mustFind(pageAddress.safeParse(req.params).data)
    const made = await walked(config)
    const page = made.find((walk) => walk.locale === locale)?.pages.find(({ slug }) => slug === state)
    const html = page && (await pageOf(config, locale, page))
    if (html === undefined) return res.status(404).render('dev/gallery/missing', notWalkedPage(req.t, locale))
    const bar = await rendered(res, 'dev/gallery/bar', barOf(req.t, made, { locale, slug: state }))
    const { assets } = res.locals.site as Site
    res.send(shown(html, { assets, bar, leads: leadsTo(made) }))
  })

  return routes
}

function sendLetter(res: Response, html: string): void {
  res.set({ 'Content-Security-Policy': letterPolicy, 'X-Frame-Options': 'SAMEORIGIN' }).send(html)
}

const rendered = (res: Response, view: 'dev/gallery/bar', page: object): Promise<string> =>
  new Promise((resolve, reject) => {
    res.render(view, page, (error: Error | null, html?: string) =>
      error ? reject(error) : resolve(html ?? ''),
    )
  })
