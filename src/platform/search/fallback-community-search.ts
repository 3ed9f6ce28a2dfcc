// Two engines as one: the second answers while the first is down. After a failure the first is left
// alone for a while, so that not every visitor waits for its time limit. Changes go to both.
import { later, systemClock, type Clock } from '../kit/clock.js'
import { SearchUnavailable, type CommunitySearch } from './community-search.js'

export interface FallbackLog {
  warn(facts: Record<string, unknown>, message: string): void
}

const rest = 10_000

/**
 * Answers from the first engine, or from the second with `fallback: true`. A change that the first
 * refuses is made in the second all the same, and then throws SearchUnavailable, to be tried again.
 */
export function withFallback(
  first: CommunitySearch,
  second: CommunitySearch,
  log: FallbackLog,
  clock: Clock = systemClock,
): CommunitySearch {
  let restUntil: Date | undefined

  return {
    async find(query) {
      if (restUntil && clock.now() < restUntil) return { ...(await second.find(query)), fallback: true }
      try {
        const hits = await first.find(query)
        restUntil = undefined
        return hits
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error
        restUntil = later(clock.now(), rest)
        log.warn(
          { reason: error.message, restSeconds: rest / 1000 },
          'search engine down, the second answers',
        )
        return { ...(await second.find(query)), fallback: true }
      }
    },
    async put(documents) {
      await second.put(documents)
      await first.put(documents)
    },
    async remove(ids) {
      await second.remove(ids)
      await first.remove(ids)
    },
    async rebuild(documents) {
      await second.rebuild(documents)
      await first.rebuild(documents)
    },
  }
}
