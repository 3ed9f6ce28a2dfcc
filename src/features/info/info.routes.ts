// The home page, the pages about the service, and what browsers and search engines ask for unasked.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { preferredLocale } from '../../platform/http/locale.js'
import { locales } from '../../platform/i18n/locales.js'
import type { Site } from '../../platform/http/site.js'
import { aboutPage, accessibilityPage, dataPage, homePage, privacyPage } from './info.pages.js'
import { lastLoaded, pairFromEveryRegion, registryContents, registryCounts } from './info.queries.js'

// Nothing there is for a search engine; the pages themselves say so too.
const robots = [
  'User-agent: *',
  ...locales
    .flatMap((locale) => [paths.staff.desk(locale), paths.signIn(locale)])
    .map((path) => `Disallow: ${path}`),
  'Disallow: /dev/',
  '',
].join('\n')

/** The few addresses that belong to no language. */
export function rootRoutes(): Router {
  const routes = Router()
  routes.get('/', (req, res) => res.vary('Accept-Language').redirect(302, paths.home(preferredLocale(req))))
  routes.get('/robots.txt', (_req, res) => res.type('text/plain').send(robots))
  routes.get('/favicon.ico', (_req, res) =>
    res.redirect(302, `${(res.locals.site as Site).assets}/img/favicon.svg`),
  )
  return routes
}

export function infoRoutes({ db, clock, config }: Pick<AppContext, 'db' | 'clock' | 'config'>): Router {
  const routes = Router()
  routes.get(paths.home.pattern, async (req, res) => {
    const [counts, pairs] = [await registryCounts(db), await pairFromEveryRegion(db)]
    res.render('home/index', homePage(req, counts, pairs, clock.now()))
  })
  routes.get(paths.about.pattern, (req, res) => res.render('info/about', aboutPage(req)))
  routes.get(paths.data.pattern, async (req, res) => {
    const counts = await registryCounts(db)
    const contents = await registryContents(db)
    res.render('info/data', dataPage(req, counts, contents, await lastLoaded(db)))
  })
  routes.get(paths.accessibility.pattern, (req, res) =>
    res.render('info/accessibility', accessibilityPage(req)),
  )
  routes.get(paths.privacy.pattern, (req, res) => res.render('info/privacy', privacyPage(req, config.keep)))
  return routes
}
