// Merging two records: the search for the other one, both side by side with what follows, and how a history
// tells of it.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import type { Folded } from './folding.queries.js'
import { nameKinds, type MergeRefusal, type Overlap } from './merging.model.js'
import { hangers, type Hanger } from './merging.queries.js'
import { recordCrumbs } from './record.pages.js'
import { recordFields, type CommunityRecord, type RecordField } from './records.model.js'
import type { RecordVersion } from './history.queries.js'
import type { RecordWording } from './words.js'

interface ChooseFile {
  record: CommunityRecord
  q: string
  found: readonly { record: CommunityRecord; place: string }[]
}

/** Which record is the other one? */
export function choosePage(wording: RecordWording, { record, q, found }: ChooseFile) {
  const { t, locale } = wording
  return {
    layout: 'staff',
    title: t('staff/communities/merge.heading', { name: wording.name(record) }),
    crumbs: recordCrumbs(wording, record),
    errors: [] as FieldError[],
    pair: null,
    action: paths.staff.merge(locale, record.id),
    back: paths.staff.record(locale, record.id),
    q,
    searched: q !== '',
    found: found.map(({ record: one, place }) => ({
      name: wording.name(one),
      place,
      id: one.id,
      href: `${paths.staff.merge(locale, record.id)}?with=${encodeURIComponent(one.id)}`,
    })),
  }
}

interface MergeFile {
  record: CommunityRecord
  other: CommunityRecord
  hanging: Record<'record' | 'other', Record<Hanger, number>>
  refusal: MergeRefusal | undefined
  overlap: Overlap
  typed: Typed
  errors: FieldError[]
  seen: string
  changed: boolean
  csrf: string
}

export function mergePage(wording: RecordWording, file: MergeFile) {
  const { t, locale } = wording
  const { record, other, hanging, typed } = file
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/communities/merge.${key}`, values)
  const end = (one: CommunityRecord) => ({
    id: one.id,
    name: wording.name(one),
    href: paths.staff.record(locale, one.id),
  })
  /** That both are free goes without saying, and at home a Ukrainian community has its Ukrainian name. */
  const isUsual = (field: RecordField) =>
    (field === 'standing' && record.standing === other.standing) ||
    (field === 'nameNative' && record.country === 'UA')
  const rows = recordFields.filter(
    (field) => !['populationSource', 'sources', 'standingSource'].includes(field),
  )
  return {
    layout: 'staff',
    title: say('heading', { name: wording.name(record) }),
    crumbs: recordCrumbs(wording, record),
    errors: file.errors,
    action: paths.staff.merge(locale, record.id),
    back: paths.staff.record(locale, record.id),
    csrf: file.csrf,
    seen: file.seen,
    changed: file.changed,
    refusal: file.refusal ? say(`refused-${file.refusal}`) : null,
    q: '',
    searched: false,
    found: [],
    pair: { record: end(record), other: end(other) },
    fields: rows
      .map((field) => ({
        field,
        label: wording.label(field),
        record: wording.value(field, record[field]),
        other: wording.value(field, other[field]),
        differs:
          record[field] !== null &&
          other[field] !== null &&
          JSON.stringify(record[field]) !== JSON.stringify(other[field]),
      }))
      .filter((row) => row.record !== null || row.other !== null)
      .filter((row) => !isUsual(row.field)),
    hanging: hangers
      .map((hanger) => ({
        label: say(hanger),
        record: hanging.record[hanger],
        other: hanging.other[hanger],
        rule: say(`rule-${hanger}`),
      }))
      .filter((row) => row.record + row.other > 0),
    overlap: [
      file.overlap.proposals > 0 && say('twice-proposed', { count: file.overlap.proposals }),
      file.overlap.introductions > 0 && say('twice-introduced', { count: file.overlap.introductions }),
    ].filter((words) => words !== false),
    keepers: [record, other].map((one) => ({
      value: one.id,
      label: say('keep', { name: wording.name(one), id: one.id }),
      checked: typed.keeper === one.id,
    })),
    names: nameKinds.map((kind) => ({
      value: kind,
      label: say(`names-${kind}`),
      note: say(`names-${kind}-means`),
      checked: (typed.names ?? 'other') === kind,
    })),
    why: String(typed.why ?? ''),
  }
}

interface Snapshot {
  record?: CommunityRecord
  counts?: Partial<Record<Hanger, number>>
  folded?: Folded[]
  moved?: { partners?: string[]; names?: string[] }
}

/** What the history says of merges and splits beside the fields of the record. */
export function notesOf(
  { t, name, day }: RecordWording,
  versions: readonly RecordVersion[],
): ReadonlyMap<string, string[]> {
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/communities/history.${key}`, values)
  const answerOf = (side: 'ua' | 'foreign', { answers }: NonNullable<Folded['introduction']>) =>
    t(`exports/columns.answer-${answers?.find((one) => one.side === side)?.answer ?? 'none'}`)
  const goneIn = ({ ua, foreign, introduction }: Folded) =>
    introduction === null
      ? []
      : say('folded', {
          state: t(`exports/columns.introduction-${introduction.state}`),
          day: day(dayInKyiv(new Date(introduction.openedAt))),
          ua,
          uaAnswer: answerOf('ua', introduction),
          foreign,
          foreignAnswer: answerOf('foreign', introduction),
        })
  return new Map(
    versions.flatMap((version) => {
      const { record, counts, folded = [], moved } = (version.snapshot ?? {}) as Snapshot
      if (version.did === 'merged' && record) {
        const lines = hangers.flatMap((hanger) =>
          counts?.[hanger] ? [`${t(`staff/communities/merge.${hanger}`)}: ${counts[hanger]}`] : [],
        )
        const from = say('merged-from', { name: name(record), id: record.id })
        return [[version.id, [from, ...lines, ...folded.flatMap(goneIn)]] as const]
      }
      if (version.did === 'split')
        return [
          [
            version.id,
            [
              say('split-into', { id: version.otherId ?? '' }),
              ...(moved?.names?.length ? [say('split-names', { names: moved.names.join(', ') })] : []),
              ...(moved?.partners?.length
                ? [say('split-partners', { partners: moved.partners.join(', ') })]
                : []),
            ],
          ] as const,
        ]
      return []
    }),
  )
}
