// The queue of contradictions between sources, one of them, and records that look alike.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { codeOf, sourceIn } from '../communities/index.js'
import { kinds } from '../communities/communities.model.js'
import type { ConflictLine } from './conflicts-list.queries.js'
import type { ConflictsFilter } from './conflicts.forms.js'
import type { Owners } from './editing.actions.js'
import type { LookalikePair } from './lookalikes.queries.js'
import type { CommunityRecord } from './records.model.js'
import type { RecordWording, Region } from './words.js'

export const pageSize = 30

interface ConflictsPage {
  filter: ConflictsFilter
  conflicts: readonly ConflictLine[]
  counts: Record<ConflictsFilter['show'], number>
  pairs: readonly LookalikePair[]
  records: ReadonlyMap<string, CommunityRecord>
  mayMerge: (pair: readonly [CommunityRecord, CommunityRecord]) => boolean
  csrf: string
  told: boolean
}

export function conflictsPage(wording: RecordWording, given: ConflictsPage) {
  const { t, locale } = wording
  const { filter, conflicts, counts, pairs, records } = given
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/conflicts/index.${key}`, values)
  const address = (show: string, page = 1) =>
    `${paths.staff.conflicts(locale)}?show=${show}${page > 1 ? `&page=${page}` : ''}`
  return {
    layout: 'staff',
    title: say('heading'),
    told: given.told,
    tabs: (['open', 'duplicates', 'decided'] as const).map((show) => ({
      href: address(show),
      label: say(show, { count: counts[show] }),
      current: show === filter.show,
    })),
    show: filter.show,
    conflicts: conflicts.map((one) => ({
      href: paths.staff.conflict(locale, one.id),
      community: wording.name(one),
      field: wording.label(one.field),
      ours: wording.value(one.field, one.ours) ?? say('nothing'),
      theirs: wording.value(one.field, one.theirs) ?? say('nothing'),
      source: sourceIn(locale, one.theirsSource),
      since: one.notedAt,
      decided: one.decision ? decidedIn(wording, one) : null,
    })),
    pairs: pairs.flatMap(({ aId, bId, why }) => {
      const [a, b] = [records.get(aId), records.get(bId)]
      if (!a || !b) return []
      return [
        {
          a: { id: aId, name: wording.name(a), code: codeOf(a), href: paths.staff.record(locale, aId) },
          b: { id: bId, name: wording.name(b), code: codeOf(b), href: paths.staff.record(locale, bId) },
          why: why.map((because) => say(`because-${because}`)).join(', '),
          merge: given.mayMerge([a, b])
            ? `${paths.staff.merge(locale, aId)}?with=${encodeURIComponent(bId)}`
            : null,
        },
      ]
    }),
    action: paths.staff.conflicts(locale),
    csrf: given.csrf,
    pages: pagesOf(filter.page, Math.max(1, Math.ceil(counts[filter.show] / pageSize)), (page) =>
      address(filter.show, page),
    ),
  }
}

function decidedIn({ t, value }: RecordWording, conflict: ConflictLine) {
  const { field, decision, decidedValue, decidedBy, decidedAt } = conflict
  return {
    words: t(`staff/conflicts/index.took-${decision}`, {
      value: value(field, decidedValue) ?? t('staff/conflicts/index.nothing'),
    }),
    who: decidedBy || t('diary.forgotten'),
    at: decidedAt,
  }
}

interface ConflictPage {
  conflict: ConflictLine
  record: CommunityRecord
  regions: readonly Region[]
  typed: Typed
  errors: FieldError[]
  owners: Owners | undefined
  /** Somebody was quicker. */
  already: boolean
  csrf: string
}

export function conflictPage(wording: RecordWording, file: ConflictPage) {
  const { t, locale } = wording
  const { conflict, record, typed } = file
  const { field } = conflict
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/conflicts/show.${key}`, values)
  const inWords = (value: unknown) => wording.value(field, value) ?? t('staff/conflicts/index.nothing')
  const [owner] = Object.values(file.owners ?? {}).filter(Boolean)
  const options = {
    kind: kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    regionCode: file.regions.map(({ code }) => ({ value: code, label: wording.region(code) })),
  }
  const chosenFrom = field === 'kind' || field === 'regionCode' ? options[field] : null
  return {
    layout: 'staff',
    title: say('heading', { field: wording.label(field), name: wording.name(record) }),
    crumbs: [{ href: paths.staff.conflicts(locale), label: t('staff/conflicts/index.heading') }],
    errors: file.errors,
    already: file.already,
    community: { name: wording.name(record), href: paths.staff.record(locale, record.id) },
    since: conflict.notedAt,
    ours: inWords(conflict.ours),
    oursSource: conflict.oursSource ? sourceIn(locale, conflict.oursSource) : null,
    now: JSON.stringify(conflict.ours) === JSON.stringify(record[field]) ? null : inWords(record[field]),
    theirs: inWords(conflict.theirs),
    theirsSource: sourceIn(locale, conflict.theirsSource),
    decided: conflict.decision ? decidedIn(wording, conflict) : null,
    owner: owner ? { name: wording.name(owner), href: paths.staff.record(locale, owner.id) } : null,
    action: paths.staff.conflict(locale, conflict.id),
    csrf: file.csrf,
    choices: (['ours', 'theirs', 'other'] as const).map((decision) => ({
      value: decision,
      label: say(decision, {
        value: inWords(decision === 'theirs' ? conflict.theirs : record[field]),
      }),
      checked: typed.decision === decision,
    })),
    value: String(typed.value ?? ''),
    options: chosenFrom?.map((one) => ({ ...one, selected: one.value === typed.value })) ?? null,
    why: String(typed.why ?? ''),
  }
}
