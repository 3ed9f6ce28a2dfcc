// Topics: what one side needs and the other offers, in both directions, and themes both work on.
import type { Pair, Topics } from '../profile.js'
import { silent, type Criterion } from './criterion.js'

const both = (a: readonly string[], b: readonly string[]) =>
  [...new Set(a)].filter((topic) => b.includes(topic))
const all = ({ needs, offers, themes }: Topics) => [...needs, ...offers, ...themes]

function overlap({ ua, foreign }: Pair) {
  if (!ua.topics || !foreign.topics) return undefined
  const uaNeeds = both(ua.topics.needs, foreign.topics.offers)
  const foreignNeeds = both(foreign.topics.needs, ua.topics.offers)
  const themes = both(all(ua.topics), all(foreign.topics)).filter(
    (topic) => !uaNeeds.includes(topic) && !foreignNeeds.includes(topic),
  )
  return { uaNeeds, foreignNeeds, themes }
}

/** A need that meets an offer counts 1, a theme both share a half. */
export const topics: Criterion = {
  measure: (pair) => {
    const found = overlap(pair)
    return found && found.uaNeeds.length + found.foreignNeeds.length + found.themes.length / 2
  },
  values: (pair) => ({ silent: silent(pair.ua.topics, pair.foreign.topics), ...overlap(pair) }),
}
