// Which place is meant: communities of the registry and places of the world that bear the typed name, so
// that a municipality that is known already is chosen and not written down a second time.
import type { AppContext } from '../../context.js'
import { fold } from '../../platform/search/fold.js'
import { placesBeginning, placesNamed, type WorldPlace } from '../../platform/places/world-places.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import { nameIn } from '../communities/index.js'
import { communitiesAmong, namesOf, regionsAmong, type KnownCommunity } from './places.queries.js'

export interface PlaceFound {
  /** `pl-legnica` of the registry, or `geonames:3093692`. */
  value: string
  /** As it is written there. */
  name: string
  /** What the reader calls it, where that is another name. */
  called: string | undefined
  /** In the reader's language where it has such a name. */
  region: string | undefined
  /** The place its region is governed from, where the region has no name here. */
  seat: string | undefined
  population: number | undefined
  /** The community of the registry; undefined for a place that is not in it. */
  communityId: string | undefined
  geonamesId: number | undefined
  lat: number | undefined
  lon: number | undefined
}

/** As many as somebody reads through. */
const mostCandidates = 8

type Needs = Pick<AppContext, 'db' | 'search'>

/** Places of a country that the typed name may mean: the registry first, then the world, largest first. */
export async function placesMeant(
  ctx: Needs,
  locale: Locale,
  { country, town }: { country: string; town: string },
): Promise<PlaceFound[]> {
  const wanted = fold(town)
  // The index knows every name, and similar ones; here only this very name counts.
  const ids = await idsFound(ctx, locale, { country, text: town }, 3 * mostCandidates)
  const bearers = (await namesOf(ctx.db, ids)).filter(({ name }) => fold(name) === wanted)
  const known = ids.filter((id) => bearers.some(({ communityId }) => communityId === id))
  const world = await placesNamed(country, town)
  return together(
    ctx,
    locale,
    country,
    { ids: known, world: world.slice(0, 3 * mostCandidates) },
    mostCandidates,
  )
}

/** Places of a country whose names begin like a text, while somebody types. */
export async function placesLike(
  ctx: Needs,
  locale: Locale,
  { country, text }: { country: string; text: string },
  atMost: number,
): Promise<PlaceFound[]> {
  const ids = await idsFound(ctx, locale, { country, text }, atMost)
  const world = await placesBeginning(country, text, 2 * atMost)
  return together(ctx, locale, country, { ids, world }, atMost)
}

async function idsFound(
  { search }: Needs,
  locale: Locale,
  { country, text }: { country: string; text: string },
  atMost: number,
): Promise<string[]> {
  const query = { text, choice: { country: [country] }, sort: 'relevance', page: 1 } as const
  const { hits } = await search.find({ ...query, pageSize: atMost, locale })
  return hits.map(({ community }) => community.id)
}

/** Each place once: a place of the world that is in the registry is that community. */
async function together(
  { db }: Needs,
  locale: Locale,
  country: string,
  { ids, world }: { ids: readonly string[]; world: readonly WorldPlace[] },
  atMost: number,
): Promise<PlaceFound[]> {
  const geonamesIds = world.map(({ geonamesId }) => geonamesId)
  const communities = await communitiesAmong(db, country, { ids, geonamesIds })
  const byId = new Map(communities.map((community) => [community.id, community]))
  const byNumber = new Map(communities.map((community) => [community.geonamesId, community]))
  const known = [
    ...ids.flatMap((id) => byId.get(id) ?? []),
    ...world.flatMap(({ geonamesId }) => byNumber.get(geonamesId) ?? []),
  ]
  const others = world.filter(({ geonamesId }) => !byNumber.has(geonamesId))
  const regions = await regionsAmong(
    db,
    others.map(({ region }) => region),
  )
  const nameOf = (code: string) => {
    const region = regions.find((each) => each.code === code)
    return region && (regionName(locale, { uk: region.nameUk, en: region.nameEn }) ?? region.nameEn)
  }
  return [
    ...[...new Set(known)].map((community) => fromRegistry(locale, community)),
    ...others.map((place) => fromWorld(place, nameOf(place.region))),
  ].slice(0, atMost)
}

function fromRegistry(locale: Locale, community: KnownCommunity): PlaceFound {
  const { id, nameNative, regionUk, regionEn, population, geonamesId } = community
  const called = nameIn(locale, community).text
  return {
    value: id,
    name: nameNative,
    called: called === nameNative ? undefined : called,
    region: regionName(locale, { uk: regionUk, en: regionEn }) ?? regionEn ?? undefined,
    seat: undefined,
    population: population ?? undefined,
    communityId: id,
    geonamesId: geonamesId ?? undefined,
    lat: undefined,
    lon: undefined,
  }
}

const fromWorld = (place: WorldPlace, region: string | undefined): PlaceFound => ({
  value: `geonames:${place.geonamesId}`,
  name: place.name,
  called: undefined,
  region,
  // A region's own seat needs no other place to be found by.
  seat: region === undefined && place.seat !== place.name ? place.seat : undefined,
  population: place.population,
  communityId: undefined,
  geonamesId: place.geonamesId,
  lat: place.lat,
  lon: place.lon,
})
