// What countries and regions are called. They change with a new edition of the registry and hardly ever
// else, so a process asks for them once a minute and every search saves a question.
import type { AppContext } from '../../context.js'
import { minutes } from '../../platform/kit/clock.js'
import { countriesAndRegions } from './communities.queries.js'

export interface PlaceNames {
  countries: ReadonlyMap<string, { nameUk: string; nameEn: string }>
  regions: ReadonlyMap<string, { nameUk: string | null; nameEn: string }>
}

export type AskPlaceNames = () => Promise<PlaceNames>

export function placeNames({ db, clock }: Pick<AppContext, 'db' | 'clock'>): AskPlaceNames {
  let known: { names: Promise<PlaceNames>; until: number } | undefined
  const ask = async (): Promise<PlaceNames> => {
    const { countries, regions } = await countriesAndRegions(db)
    return {
      countries: new Map(countries.map((row) => [row.code, row])),
      regions: new Map(regions.map((row) => [row.code, row])),
    }
  }
  return () => {
    const now = clock.now().getTime()
    if (!known || known.until <= now) known = { names: ask(), until: now + minutes(1) }
    const { names } = known
    // A failed question is asked again by the next search.
    names.catch(() => (known = undefined))
    return names
  }
}
