// A community's topics on its page: what it needs, what it can offer, what it has agreed on with others.
import type { Community } from './communities.queries.js'
import { documentOf } from './sources.js'
import type { Wording } from './wording.js'

export interface TopicsPart {
  needs: string[]
  offers: string[]
  themes: string[]
  sources: { words: string; href: string | null }[]
}

type Row = Community['topicRows'][number]

/** Null when nothing is known, which is not the same as no interest. */
export function topicsPart({ topicRows }: Community, wording: Wording): TopicsPart | null {
  if (topicRows.length === 0) return null
  const { t, capital, compare } = wording
  const of = (direction: Row['direction']) =>
    [...new Set(topicRows.filter((row) => row.direction === direction).map(({ topic }) => topic))]
      .map((topic) => capital(t(`topics.${topic}`)))
      .sort(compare)
  return {
    needs: of('need'),
    offers: of('offer'),
    themes: of('both-unknown'),
    sources: sourcesOf(topicRows, wording),
  }
}

function sourcesOf(rows: Row[], { t }: Wording): TopicsPart['sources'] {
  const sources = rows.map(({ basis, year, source }) => ({
    words: t(`communities/show.basis-${basis}${year === null ? '' : '-year'}`, { year }),
    href: documentOf(source),
  }))
  return [...new Map(sources.map((source) => [`${source.words} ${source.href}`, source])).values()]
}
