// The home page, the pages about the service, and what browsers and search engines ask for unasked.
import { Router } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { preferredLocale } from '../../platform/http/locale.js'
import { locales } from '../../platform/i18n/locales.js'
import type { Site } from '../../platform/http/site.js'
import { addressIn } from '../../platform/mail/travel.js'
import { homePage } from './home.pages.js'
import { aboutPage, accessibilityPage, dataPage, privacyPage } from './info.pages.js'
import { lastLoaded, pairFromEveryRegion, registryContents, registryCounts } from './info.queries.js'
import type { RegistryMap } from './registry-map.js'
import { statisticsPage } from './statistics.pages.js'
import { registryStatistics } from './statistics.queries.js'

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
export function rootRoutes(map: RegistryMap): Router {
  const routes = Router()
  routes.get(paths.registryMap.pattern, async (req, res) => {
    const { digest, svg, compressed } = await map.picture()
    // The page of a moment ago, or of another process, may name another picture than ours.
    if (req.params.digest !== digest)
      return res.set('Cache-Control', 'no-cache').redirect(302, paths.registryMap(digest))
    res.set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' })
    const encoding = (['br', 'gzip'] as const).find((each) => each === req.acceptsEncodings('br', 'gzip'))
    if (encoding) res.set('Content-Encoding', encoding)
    res.type('image/svg+xml').send(encoding ? compressed[encoding] : Buffer.from(svg))
  })
  routes.get('/', (req, res) => res.vary('Accept-Language').redirect(302, paths.home(preferredLocale(req))))
  routes.get('/robots.txt', (_req, res) => res.type('text/plain').send(robots))
  routes.get('/favicon.ico', (_req, res) =>
    res.redirect(302, `${(res.locals.site as Site).assets}/img/favicon.svg`),
  )
  return routes
}

type Needs = Pick<AppContext, 'db' | 'clock' | 'config'>

export function infoRoutes({ db, clock, config }: Needs, map: RegistryMap): Router {
  const routes = Router()
  routes.get(paths.home.pattern, async (req, res) => {
    const [counts, pairs] = [await registryCounts(db), await pairFromEveryRegion(db)]
    res.render('home/index', homePage(req, { counts, pairs, picture: await map.picture() }, clock.now()))
  })
  routes.get(paths.about.pattern, (req, res) => res.render('info/about', aboutPage(req)))
  routes.get(paths.data.pattern, async (req, res) => {
    const counts = await registryCounts(db)
    const contents = await registryContents(db)
    res.render('info/data', dataPage(req, counts, contents, await lastLoaded(db)))
  })
  routes.get(paths.statistics.pattern, async (req, res) => {
    const counts = await registryCounts(db)
    const said = await registryStatistics(db)
    res.render('info/statistics', statisticsPage(req, counts, said, clock.now()))
  })
  routes.get(paths.accessibility.pattern, (req, res) =>
    res.render('info/accessibility', accessibilityPage(req, addressIn(config.mail.replyTo))),
  )
  routes.get(paths.privacy.pattern, (req, res) => res.render('info/privacy', privacyPage(req, config.keep)))
  return routes
}
