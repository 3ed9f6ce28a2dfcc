// A community as it stands at one end of a pair, on any page.
import { paths } from '../../paths.js'
import { nameIn } from '../communities/index.js'
import type { CommunityEnd } from './pairs.queries.js'
import type { Wording } from './wording.js'

/** Name, place and sign of a community; one that is not among the facts shows its id. */
export function endOf(
  id: string,
  facts: ReadonlyMap<string, CommunityEnd>,
  { locale, names, placeOf }: Wording,
) {
  const community = facts.get(id)
  return {
    href: paths.community(locale, id),
    name: names.community(id),
    /** The language of the name when it is not the page's. */
    lang: community ? nameIn(locale, community).lang : null,
    place: community ? placeOf(community) : '',
    /** The official code its sign is drawn from. */
    code: community?.code ?? id,
  }
}
