// A community on one page of paper, for whoever gets a letter about it or takes it into a council's folder:
// the same as its public page, as much of it as a sheet has room for.
import { paths } from '../../paths.js'
import { placesMap } from '../../platform/views/map.js'
import { peopleOf } from './card.js'
import type { Community } from './communities.queries.js'
import { standingIn } from './community.pages.js'
import { traits, type PartnershipStatus } from './communities.model.js'
import { publicProfile, seekingIn, type PublicProfile } from './public-profile.js'
import { populationSourceIn, sourceIn } from './sources.js'
import { topicsPart } from './topics.js'
import { codeOf, countryIn, nameIn, nativeName, placeIn, type Name, type Wording } from './wording.js'

// More would not fit on the sheet; the community's own page has everything.
const most = { topics: 10, partners: 30, partnersBesideMuch: 20 }
/** How long a text may be beside so many topics. */
const roomForText = (topicsShown: number) => 1800 - 25 * topicsShown
/** With more signs than that, the letters are smaller. */
const roomy = 1800

/** Partnerships worth naming to a stranger, the surest first. */
const named: readonly PartnershipStatus[] = ['active', 'unknown']

export function profilePage(row: Community, now: Date, wording: Wording) {
  const { locale, t } = wording
  const name = nameIn(locale, row)
  const country = countryIn(locale, row)
  const told = publicProfile(row, wording)
  const topics = shortTopics(row, wording)
  const shown = topics.reduce((sum, group) => sum + group.topics.length, 0)
  const text = told?.text ? shortText(told.text, roomForText(shown)) : null
  const facts = told?.facts ?? []
  const partners = partnersPart(
    row,
    text || facts.length > 0 ? most.partnersBesideMuch : most.partners,
    wording,
  )
  const page = {
    code: codeOf(row),
    name,
    native: nativeName(row, name.text),
    what: whatIn(row, wording),
    place: placeIn(locale, row),
    people: peopleOf(row.population, wording),
    peopleSource:
      row.population !== null && row.populationSource !== null
        ? populationSourceIn(row.populationSource, wording)
        : null,
    seeking: row.standing === 'occupied' ? null : seekingIn(row, wording),
    standing: standingIn(row, wording),
    text,
    topics,
    facts,
    website: told?.website ?? null,
    partners,
  }
  return {
    layout: 'print',
    anybody: true,
    title: t('communities/profile.title', { name: name.text, country }),
    dense: JSON.stringify([text, topics, partners]).length > roomy,
    ...page,
    map: placesMap({
      places: [
        { lat: row.lat, lon: row.lon, side: row.country === 'UA' ? 'ua' : 'partner', name: name.text },
      ],
      label: t('communities/profile.map', { name: name.text, country }),
    }),
    sources: [...new Set(row.source.split(';').map((tag) => sourceIn(tag, wording)))].join('; '),
    now,
    full: paths.community(locale, row.id),
  }
}

/** "Місто, центр регіону, гори"; how large it is, its people say. */
const whatIn = ({ kind, features }: Community, { t, capital }: Wording): string =>
  capital(
    [
      t(`kinds.${kind}`),
      ...traits.filter((trait) => features.includes(trait)).map((trait) => t(`features.${trait}`)),
    ].join(', '),
  )

/** What it needs, offers and agreed on with others, a few of each. */
function shortTopics(row: Community, wording: Wording) {
  const { t } = wording
  const known = topicsPart(row, wording)
  return (['needs', 'offers', 'themes'] as const).flatMap((kind) => {
    const said = known?.[kind] ?? []
    if (said.length === 0) return []
    const left = said.length - most.topics
    const more = left > 0 ? t('communities/index.more-topics', { count: left }) : null
    return [{ heading: t(`communities/show.${kind}`), topics: said.slice(0, most.topics), more }]
  })
}

/** The first paragraphs of a text, as far as they fit. */
function shortText({ paragraphs, lang }: NonNullable<PublicProfile['text']>, most: number) {
  const shown: string[] = []
  let room = most
  for (const paragraph of paragraphs) {
    if (room <= 0) break
    const fits = paragraph.length <= room
    shown.push(fits ? paragraph : `${paragraph.slice(0, room).replace(/\s+\S*$/, '')} …`)
    room -= paragraph.length
  }
  return { paragraphs: shown, lang }
}

interface PartnersByCountry {
  country: string
  names: Name[]
}

/** Its partners by country, where it has most first; null when it has none to name. */
function partnersPart({ partnerRows, country }: Community, most: number, { locale, t, compare }: Wording) {
  const known = partnerRows
    .filter(({ status }) => named.includes(status))
    .map((row) => ({
      rank: named.indexOf(row.status),
      signed: row.agreements.length > 0 ? 0 : 1,
      country: countryIn(locale, row),
      name: nameIn(locale, row),
    }))
    .sort((a, b) => a.rank - b.rank || a.signed - b.signed || compare(a.name.text, b.name.text))
  if (known.length === 0) return null
  const byCountry = new Map<string, PartnersByCountry>()
  for (const row of known.slice(0, most)) {
    const group = byCountry.get(row.country) ?? { country: row.country, names: [] }
    byCountry.set(row.country, { ...group, names: [...group.names, row.name] })
  }
  const left = known.length - most
  const groups = [...byCountry.values()].map((group) => ({
    ...group,
    names: group.names.sort((a, b) => compare(a.text, b.text)),
  }))
  return {
    heading: t(`communities/profile.partners-${country === 'UA' ? 'abroad' : 'in-ukraine'}`),
    /** Partners of a community abroad are all in one country. */
    names: country === 'UA' ? null : (groups[0]?.names ?? null),
    groups: groups.sort((a, b) => b.names.length - a.names.length || compare(a.country, b.country)),
    more: left > 0 ? t('communities/profile.more-partners', { count: left }) : null,
  }
}
