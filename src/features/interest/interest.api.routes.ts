// Suggestions while somebody types the name of a municipality: communities of the registry first, then
// places of the world. JSON; errors are problem documents (RFC 9457).
import { Router } from 'express'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { readForm } from '../../platform/http/form.js'
import { sendProblem } from '../../platform/http/problem.js'
import { countryCodes } from '../../platform/i18n/countries.js'
import { locales } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { closedCountries } from '../../scoring/profile.js'
import { placesLike } from './places.js'

const atMost = 8

const wrong = (name: string) => `interest/new.error-${name}`

const query = z.object({
  q: z.string(wrong('q')).trim().min(2, wrong('q')).max(100, wrong('q')),
  country: z.enum(
    countryCodes.filter((code) => code !== 'UA' && !closedCountries.includes(code)),
    wrong('country'),
  ),
})

const language = z.enum(locales)

export function interestApiRoutes(ctx: Pick<AppContext, 'db' | 'search'>): Router {
  const routes = Router()

  // The router is mounted at /api, and Express takes that part away.
  routes.get(paths.api.places.slice('/api'.length), async (req, res) => {
    const locale = language.safeParse(req.query.lang).data ?? req.locale
    res.vary('Accept-Language')
    const form = readForm(query, req.query)
    if (!form.ok) {
      const t = translator(locale)
      const errors = form.errors.map(({ field, key }) => ({ parameter: field, detail: t(key) }))
      return sendProblem(res, 422, t('interest/new.problem'), errors)
    }
    const { q: text, country } = form.value
    const places = await placesLike(ctx, locale, { country, text }, atMost)
    res.json({
      places: places.map(({ name, called, region, seat, population, communityId, geonamesId }) => ({
        name,
        called: called ?? name,
        region: region ?? seat ?? null,
        population: population ?? null,
        community: communityId ?? null,
        geonames: geonamesId ?? null,
      })),
    })
  })

  return routes
}
