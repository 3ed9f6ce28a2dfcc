// The funnel: how many pairs come how far, and how long each step takes. Pure.
import { sizeClasses } from '../communities/communities.model.js'

export const steps = ['proposed', 'sent', 'answered', 'agreed', 'met', 'signed', 'alive'] as const
export type Step = (typeof steps)[number]

/** The steps that lead on from another one and take days. */
export const timed = ['sent', 'answered', 'agreed', 'met', 'signed'] as const
export type Timed = (typeof timed)[number]

/** The step before, of which a step is a share. */
export const before = {
  sent: 'proposed',
  answered: 'sent',
  agreed: 'answered',
  met: 'agreed',
  signed: 'met',
} as const satisfies Record<Timed, Step>

/** After so many days a signed partnership shows whether it lives: a year. */
const toLive = 365

/** A proposal, and the days on which something came of it, counted from one common day. */
export type Life = readonly [
  uaId: string,
  foreignId: string,
  proposed: number,
  sent: number | null,
  answered: number | null,
  agreed: number | null,
  met: number | null,
  signed: number | null,
  ended: number | null,
]

export interface Community {
  region: string | null
  country: string
  features: readonly string[]
  topics: readonly string[]
}

/** A partnership, since when the registry knows it, and whether it is over. */
export type Tie = readonly [uaId: string, foreignId: string, since: number, over: boolean]

export interface Sources {
  lives: readonly Life[]
  communities: ReadonlyMap<string, Community>
  ties: readonly Tie[]
  /** Today, as a life counts days. */
  today: number
}

/** What of a filter the figures keep to. Days as a life counts them. */
export interface Choice {
  region?: string | undefined
  country?: string | undefined
  topic?: string | undefined
  size?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** Pairs of one kind, counted: how many reached each step, in whatever state they are now. */
export interface Funnel {
  proposed: number
  sent: number
  answered: number
  agreed: number
  met: number
  signed: number
  /** Signed so long ago that it shows, and of these the ones that live. */
  due: number
  alive: number
  /** Median days from the step before; null where nobody took it. */
  days: Record<Timed, number | null>
  /** Introductions whose side had no partner, as far as the registry knew on that day. */
  aloneUa: number
  aloneForeign: number
  /** Introductions in which one of the two at least had none. */
  alone: number
}

export const breakdowns = ['region', 'country', 'topic', 'size'] as const
export type Breakdown = (typeof breakdowns)[number]

export interface Group {
  /** A code of the breakdown; null for those of whom it is not known. */
  code: string | null
  funnel: Funnel
}

export interface Figures {
  all: Funnel
  /** The groups of each breakdown, those with most introductions first. */
  by: Record<Breakdown, Group[]>
}

/** Counts the days since the common one, of an ISO day. */
export const dayNumber = (day: string): number => (Date.parse(day) - Date.parse('2000-01-01')) / 86_400_000

/** A share, or null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** The value in the middle, or half way between the two in the middle. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The figures of the pairs that a choice keeps. */
export function figuresOf({ lives, communities, ties, today }: Sources, choice: Choice): Figures {
  const partners = partnersIn(ties)
  const all = tally()
  const by = Object.fromEntries(breakdowns.map((name) => [name, new Map<string | null, Tally>()])) as Record<
    Breakdown,
    Map<string | null, Tally>
  >
  const into = (name: Breakdown, code: string | null): Tally => {
    const found = by[name].get(code) ?? tally()
    by[name].set(code, found)
    return found
  }
  // Ten thousand lives are of a few hundred communities: where each of those counts is found once.
  const side = (
    names: readonly ('region' | 'size' | 'country')[],
    keeps: (community: Community) => boolean,
  ) =>
    remembered((id) => {
      const community = communities.get(id)
      if (!community || !keeps(community)) return null
      const { region, country, topics } = community
      const codes = { region, country, size: sizeOf(community) }
      return {
        isNamed: choice.topic === undefined || topics.includes(choice.topic),
        places: names.map((name) => into(name, codes[name])),
        topics: topics.map((topic) => into('topic', topic)),
      }
    })
  const isOr = <T>(chosen: T | undefined, value: T | null) => chosen === undefined || chosen === value
  const ours = side(
    ['region', 'size'],
    (community) => isOr(choice.region, community.region) && isOr(choice.size, sizeOf(community)),
  )
  const theirs = side(['country'], ({ country }) => isOr(choice.country, country))
  const isInTime = (day: number) => day >= (choice.from ?? -Infinity) && day <= (choice.to ?? Infinity)
  for (const life of lives) {
    const [uaId, foreignId, proposed] = life
    const [ua, foreign] = [ours(uaId), theirs(foreignId)]
    if (!ua || !foreign || !isInTime(proposed) || !(ua.isNamed || foreign.isNamed)) continue
    const facts = factsOf(life, partners, today)
    add(all, facts)
    for (const one of ua.places) add(one, facts)
    for (const one of foreign.places) add(one, facts)
    for (const one of ua.topics) add(one, facts)
    for (const one of foreign.topics) if (!ua.topics.includes(one)) add(one, facts)
  }
  const groups = (name: Breakdown): Group[] =>
    [...by[name]]
      .filter(([, { counts }]) => counts.proposed > 0)
      .map(([code, counted]) => ({ code, funnel: funnelOf(counted) }))
      .sort((a, b) => b.funnel.sent - a.funnel.sent || b.funnel.proposed - a.funnel.proposed)
  return {
    all: funnelOf(all),
    by: {
      region: groups('region'),
      country: groups('country'),
      topic: groups('topic'),
      size: groups('size'),
    },
  }
}

function remembered<T>(find: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>()
  return (id) => {
    let found = known.get(id)
    if (found === undefined) known.set(id, (found = find(id)))
    return found
  }
}

const sizeOf = ({ features }: Community) => sizeClasses.find((name) => features.includes(name)) ?? null

/** Since when each community has a partner, and which pairs are over. */
function partnersIn(ties: readonly Tie[]) {
  const since = new Map<string, number>()
  const over = new Set<string>()
  for (const [uaId, foreignId, day, isOver] of ties) {
    for (const id of [uaId, foreignId]) since.set(id, Math.min(day, since.get(id) ?? Infinity))
    if (isOver) over.add(`${uaId} ${foreignId}`)
  }
  return { since, over }
}

type Counts = Omit<Funnel, 'days'>

interface Facts {
  counts: readonly (keyof Counts)[]
  days: readonly (readonly [Timed, number])[]
}

// Most pairs were proposed, and that is all.
const onlyProposed: Facts = { counts: ['proposed'], days: [] }

/**
 * What one pair adds. A later step counts only where the earlier ones were taken; a signature proves a
 * meeting, because it is recorded of two who were introduced.
 */
function factsOf(life: Life, { since, over }: ReturnType<typeof partnersIn>, today: number): Facts {
  const [uaId, foreignId, proposed, sent, answered, agreed, met, signed, ended] = life
  if (sent === null) return onlyProposed
  const counts: (keyof Counts)[] = ['proposed', 'sent']
  const days: [Timed, number][] = [['sent', sent - proposed]]
  const aloneUa = (since.get(uaId) ?? Infinity) >= sent
  const aloneForeign = (since.get(foreignId) ?? Infinity) >= sent
  if (aloneUa) counts.push('aloneUa')
  if (aloneForeign) counts.push('aloneForeign')
  if (aloneUa || aloneForeign) counts.push('alone')
  const step = (name: Timed, from: number, to: number) => {
    counts.push(name)
    days.push([name, to - from])
  }
  if (answered !== null) step('answered', sent, answered)
  if (answered !== null && agreed !== null) {
    step('agreed', answered, agreed)
    if (met !== null) step('met', agreed, met)
    if (met !== null && signed !== null) {
      step('signed', met, signed)
      if (signed + toLive <= today) {
        counts.push('due')
        const lasted = ended === null || ended >= signed + toLive
        if (lasted && !over.has(`${uaId} ${foreignId}`)) counts.push('alive')
      }
    }
  }
  return { counts, days }
}

interface Tally {
  counts: Counts
  days: Record<Timed, number[]>
}

const tally = (): Tally => ({
  counts: {
    proposed: 0,
    sent: 0,
    answered: 0,
    agreed: 0,
    met: 0,
    signed: 0,
    due: 0,
    alive: 0,
    aloneUa: 0,
    aloneForeign: 0,
    alone: 0,
  },
  days: { sent: [], answered: [], agreed: [], met: [], signed: [] },
})

function add({ counts, days }: Tally, facts: Facts): void {
  if (facts === onlyProposed) {
    counts.proposed++
    return
  }
  for (const name of facts.counts) counts[name]++
  for (const [name, value] of facts.days) days[name].push(value)
}

const funnelOf = ({ counts, days }: Tally): Funnel => ({
  ...counts,
  days: Object.fromEntries(timed.map((name) => [name, median(days[name])])) as Funnel['days'],
})
