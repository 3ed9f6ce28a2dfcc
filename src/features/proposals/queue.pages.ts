// What staff see of proposals in a list. A score is never shown without its words.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { daysBetween } from '../introductions/introductions.model.js'
import { topics } from '../communities/communities.model.js'
import { endOf, reasonsInWords, type CommunityEnd, type Wording } from '../pairs/index.js'
import { bulkPart } from './bulk.pages.js'
import { savedPart, type SavedFilter } from './filters.pages.js'
import { decisionsIn, proposalStates } from './proposals.model.js'
import { scoreInWords } from './proposals.pages.js'
import { scoreOf } from './proposals.queries.js'
import { chipsOf, type ActiveFilter } from './queue.chips.js'
import { holders, orders, queryOf, type ProposalsFilter } from './queue.forms.js'
import type { QueuedProposal } from './queue.queries.js'

export const pageSize = 25
const reasonsInList = 2

export interface ProposalList {
  rows: QueuedProposal[]
  found: number
  facts: ReadonlyMap<string, CommunityEnd>
  /** Empty for a coordinator: there is only one. */
  regions: { code: string; name: string }[]
  countries: { code: string; name: string }[]
  rounds: { id: string; name: string }[]
  saved: SavedFilter[]
  /** How many there would be without each filter, when there are none with all of them. */
  without: ReadonlyMap<string, number>
  /** Whose page it is. */
  by: string
  now: Date
  wording: Wording
}

export interface ShownList {
  csrf: string
  filter: ProposalsFilter
  /** What was typed into the filters, right or wrong. */
  typed: Typed
  /** What was typed into the form that acts on several, or into the name of a filter, and did not do. */
  sent: Typed
  errors: FieldError[]
  /** A filter of that name is there already: it is written over only when somebody says so. */
  sameName?: boolean
}

/** The oblast alone: in a list every left side lies in Ukraine. */
function regionOf(
  id: string,
  facts: ReadonlyMap<string, CommunityEnd>,
  { regionAlone }: Wording,
): string | null {
  const code = facts.get(id)?.regionCode
  return code ? regionAlone(code) : null
}

const waiting = (count: number, t: Wording['t']) =>
  count === 0 ? t('staff/proposals/index.waits-today') : t('staff/proposals/index.waits', { count })

function holderOf({ takenBy, holder }: QueuedProposal, { by, wording: { t } }: ProposalList) {
  if (takenBy === null) return null
  const mine = takenBy === by
  return { mine, words: mine ? t('partials/taking.mine') : t('partials/taking.held', { who: holder ?? '' }) }
}

function proposalLine(
  row: QueuedProposal,
  list: ProposalList,
  ticked: ReadonlySet<string> | 'all',
  from: string,
) {
  const { facts, wording, now } = list
  const { t, locale, names } = wording
  const reasons = reasonsInWords(scoreOf(row), wording)
  const pair = t('staff/proposals/show.pair', {
    ua: names.community(row.uaId),
    foreign: names.community(row.foreignId),
  })
  const open = decisionsIn(row.state).length > 0
  return {
    id: row.id,
    href: paths.staff.proposal(locale, row.id) + from,
    /** A decided one has no box: there is nothing to do with it. */
    box: open
      ? {
          value: `${row.id}.${row.state}`,
          label: t('staff/proposals/index.tick', { pair }),
          ticked: ticked === 'all' || ticked.has(row.id),
        }
      : null,
    ua: endOf(row.uaId, facts, wording),
    foreign: endOf(row.foreignId, facts, wording),
    region: regionOf(row.uaId, facts, wording),
    ...scoreInWords(row, wording),
    reasons: reasons
      .filter(({ side }) => side === 'for')
      .slice(0, reasonsInList)
      .map(({ words }) => words),
    /** Since when one of the two has been asking for it. */
    askedAt: row.askedAt,
    waits: row.state === 'offered' ? waiting(daysBetween(row.waitsSince ?? row.offeredAt, now), t) : null,
    state: row.state === 'offered' ? null : t(`staff/proposals/index.is-${row.state}`),
    until: row.state === 'postponed' ? row.postponedUntil : null,
    round: row.round,
    holder: holderOf(row, list),
    take: open && row.takenBy === null ? t('staff/proposals/index.take-this', { pair }) : null,
  }
}

/** The words of a filter that is on. */
function chipWords({ name, value }: ActiveFilter, { wording, rounds }: ProposalList): string {
  const { t, names, regionAlone } = wording
  switch (name) {
    case 'state':
      return t(`staff/proposals/index.${value}`)
    case 'region':
      return regionAlone(value)
    case 'country':
      return names.country(value)
    case 'topic':
      return names.topics([value])
    case 'round':
      return t('staff/proposals/index.chip-round', {
        round: rounds.find(({ id }) => id === value)?.name ?? value.slice(0, 8),
      })
    case 'least':
    case 'age':
      return t(`staff/proposals/index.chip-${name}`, { count: Number(value) })
    case 'q':
      return t('staff/proposals/index.chip-q', { q: value })
    case 'whose':
      return t(`staff/proposals/index.whose-${value}`)
    case 'asked':
    case 'stuck':
      return t(`staff/proposals/index.only-${name}`)
  }
}

function choicesOf(
  { regions, countries, rounds, wording: { t, locale, names } }: ProposalList,
  filter: ProposalsFilter,
) {
  const collator = new Intl.Collator(locale)
  const word = (key: string) => t(`staff/proposals/index.${key}`)
  const options = (places: { code: string; name: string }[], chosen: string | undefined, all: string) => [
    { value: '', label: word(all), selected: chosen === undefined },
    ...places.map(({ code, name }) => ({ value: code, label: name, selected: code === chosen })),
  ]
  const sorted = (places: { code: string; name: string }[]) =>
    [...places].sort((a, b) => collator.compare(a.name, b.name))
  const fixed = (values: readonly string[], chosen: string, key: (value: string) => string) =>
    values.map((value) => ({ value, label: word(key(value)), selected: value === chosen }))
  return {
    states: fixed([...proposalStates, 'all'], filter.state, (state) => state),
    whose: fixed(holders, filter.whose, (whose) => `whose-${whose}`),
    orders: fixed(orders, filter.order, (order) => `order-${order}`),
    regions: regions.length > 0 ? options(sorted(regions), filter.region, 'all-regions') : null,
    countries: options(sorted(countries), filter.country, 'all-countries'),
    topics: options(
      sorted(topics.map((code) => ({ code, name: names.topics([code]) }))),
      filter.topic,
      'all-topics',
    ),
    rounds:
      rounds.length > 0
        ? options(
            rounds.map(({ id, name }) => ({ code: id, name })),
            filter.round,
            'all-rounds',
          )
        : null,
  }
}

/** Which boxes are ticked: those that somebody sent back with a mistake, or all, if they asked for that. */
const tickedIn = ({ filter, sent }: ShownList): ReadonlySet<string> | 'all' =>
  filter.tick ? 'all' : new Set([sent.chosen ?? []].flat().map((value) => value.split('.')[0] ?? ''))

export function proposalsPage(list: ProposalList, shown: ShownList) {
  const { filter, typed, errors, csrf } = shown
  const { t, locale } = list.wording
  const at = paths.staff.proposals(locale)
  const address = (change: Partial<ProposalsFilter>) => at + queryOf({ ...filter, tick: false, ...change })
  const here = address({})
  const from = here.slice(at.length)
  const text = (name: 'q' | 'least' | 'age') => String(typed[name] ?? '')
  const lines = list.rows.map((row) => proposalLine(row, list, tickedIn(shown), from))
  const chips = chipsOf(filter).map((chip) => ({
    label: chipWords(chip, list),
    href: at + queryOf(chip.rest),
    found: list.without.get(chip.name) ?? 0,
  }))
  return {
    layout: 'staff',
    title: t('staff/proposals/index.heading'),
    errors,
    action: at,
    here,
    csrf,
    filters: choicesOf(list, filter),
    asked: filter.asked,
    stuck: filter.stuck,
    q: text('q'),
    least: text('least'),
    age: text('age'),
    chips,
    found: t('staff/proposals/index.found', { count: list.found }),
    /** With no filter on at all, an empty queue is good news. */
    allDone: chips.length === 0,
    helps: chips
      .filter(({ found }) => found > 0)
      .map(({ label, href, found }) => ({
        href,
        words: t('staff/proposals/index.without', { count: found, filter: label }),
      })),
    lines,
    tickAll: filter.tick
      ? { href: here, words: t('staff/proposals/index.tick-none') }
      : {
          href: address({ tick: true }),
          words: t('staff/proposals/index.tick-all', { count: lines.length }),
        },
    bulk: lines.some(({ box }) => box !== null) ? bulkPart(t, shown, list.now) : null,
    saved: savedPart(list, shown),
    pages: pagesOf(filter.page, Math.ceil(list.found / pageSize), (page) => address({ page })),
  }
}
