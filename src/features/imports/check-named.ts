// Which community a row names by its id, or by name, country and region: for lists of contacts, of
// partnerships and of communities.
import { countryIn } from './country-names.js'
import type { Side } from './batches.model.js'
import type { CheckContext, Finding } from './place.js'

export interface NamedCommunity {
  id: string
  name: string
  country: string
  region: string
}

/** The country a row names; Ukraine where it names none. Says so when nobody knows such a country. */
export function countryOf(
  text: string,
  finding: Finding,
  otherwise: string | undefined = 'UA',
): string | undefined {
  if (text === '') {
    if (otherwise === undefined) finding.say('unplaced', 'country-missing')
    return otherwise
  }
  const code = countryIn(text)
  if (code === undefined) finding.say('unplaced', 'country-unknown', { name: text.slice(0, 80) })
  return code
}

/** Those of the candidates that lie in the region, if the row names one that we know. */
export function inRegion(
  { known }: CheckContext,
  ids: readonly string[],
  region: string,
  country: string,
): string[] {
  const code = known.region(region, country)
  return code === undefined ? [...ids] : ids.filter((id) => known.community(id)?.regionCode === code)
}

/** The one community that is meant; else the row says why not, and which ones may be. */
export function placeNamed(
  context: CheckContext,
  { id, name, region }: NamedCommunity,
  country: string,
  side: Side,
  finding: Finding,
): string | undefined {
  const { known } = context
  if (id !== '') {
    const community = known.community(id)
    if (community && (side === 'community' || (community.country === 'UA') === (side === 'ua')))
      return community.id
    finding.say('unplaced', 'id-unknown', { id: id.slice(0, 80) })
    return undefined
  }
  const named = known.named(country, name)
  const here = inRegion(context, named, region, country)
  if (here.length === 1) return here[0]
  finding.candidates[side] = (
    here.length > 1 ? here : named.length > 0 ? named : known.near(country, name)
  ).slice(0, 8)
  if (here.length > 1) finding.say('unplaced', 'several', { name })
  else if (named.length > 0) finding.say('unplaced', 'elsewhere', { name, region })
  else finding.say('unplaced', finding.candidates[side].length > 0 ? 'near' : 'unknown', { name })
  return undefined
}
