// The figures of the service, for one filter.
import { Router, type Request } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { asking, ownRegion } from '../../platform/http/access.js'
import { readForm, type Read } from '../../platform/http/form.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { choiceOf, figuresFilter, type FiguresFilter } from './figures.forms.js'
import { figuresOf } from './figures.model.js'
import { figuresPage, type FiguresReader } from './figures.pages.js'
import { namesForFigures, sourcesOfFigures } from './figures.queries.js'

export function figuresRoutes({ db, clock }: Pick<AppContext, 'db' | 'clock'>): Router {
  const routes = Router()

  routes.get(paths.staff.figures.pattern, async (req, res) => {
    const form = readForm(figuresFilter, req.query)
    const own = ownRegion(asking(req))
    // Wrong fields are named, and the rest still chooses.
    const filter = { ...(form.ok ? form.value : goodPart(form)), ...(own !== undefined && { region: own }) }
    const now = clock.now()
    const sources = await sourcesOfFigures(db, now)
    const { lives, communities } = sources
    const codes = (of: (life: (typeof lives)[number]) => string | null | undefined) =>
      [...new Set(lives.map(of))].filter((code) => typeof code === 'string')
    const places = {
      regions: codes(([uaId]) => communities.get(uaId)?.region),
      countries: codes(([, foreignId]) => communities.get(foreignId)?.country),
    }
    const { typed, errors } = form
    const figures = figuresOf(sources, choiceOf(filter))
    const file = { figures, places, filter, own, now, typed, errors }
    res.status(form.ok ? 200 : 422)
    res.render('staff/figures/index', figuresPage(await readerOf(req), file))
  })

  async function readerOf({ t, locale }: Request): Promise<FiguresReader> {
    const { regions, countries } = await namesForFigures(db)
    return {
      t,
      locale,
      regionName: (code) => {
        const found = regions.get(code)
        return (found && regionName(locale, { uk: found.nameUk, en: found.nameEn })) ?? code
      },
      countryName: (code) => {
        const found = countries.get(code)
        return found ? countryName(locale, { uk: found.nameUk, en: found.nameEn }) : code
      },
    }
  }

  return routes
}

/** What is left when wrong fields are left out; two days may still turn out to be in the wrong order. */
function goodPart({ typed, errors }: Pick<Read<FiguresFilter>, 'typed' | 'errors'>): FiguresFilter {
  const wrong = errors.map(({ field }) => field)
  const good = Object.fromEntries(Object.entries(typed).filter(([field]) => !wrong.includes(field)))
  const form = readForm(figuresFilter, good)
  return form.ok ? form.value : goodPart(form)
}
