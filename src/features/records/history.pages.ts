// The history of a record: who changed what, when and why, and which changes can be taken back.
import { paths } from '../../paths.js'
import { fieldsChanged, reversalOf, type CommunityRecord } from './records.model.js'
import { recordCrumbs } from './record.pages.js'
import type { RecordVersion } from './history.queries.js'
import type { RecordWording } from './words.js'

interface HistoryFile {
  record: CommunityRecord
  versions: readonly RecordVersion[]
  /** What a merge or a split says beside the record's own fields, by the version's id. */
  notes: ReadonlyMap<string, string[]>
  ours: boolean
  csrf: string
  /** What came of an undo, if one was tried. */
  told: string | null
  undone: boolean
}

export const somebody = ({ t }: RecordWording, name: string) => (name === '' ? t('diary.forgotten') : name)

export function historyPage(wording: RecordWording, file: HistoryFile) {
  const { t, locale } = wording
  const { record, versions } = file
  const say = (key: string, values?: Record<string, unknown>) => t(`staff/communities/history.${key}`, values)
  return {
    layout: 'staff',
    title: say('heading', { name: wording.name(record) }),
    crumbs: recordCrumbs(wording, record),
    action: paths.staff.recordHistory(locale, record.id),
    csrf: file.csrf,
    told: file.told,
    undone: file.undone,
    versions: versions.map((version) => ({
      id: version.id,
      at: version.at,
      what: say(`did-${version.did}`, { who: somebody(wording, version.name) }),
      undoes: version.undoes,
      why: version.why,
      notes: [
        ...(version.communityId === record.id ? [] : [say('of-merged', { id: version.communityId })]),
        ...(file.notes.get(version.id) ?? []),
      ],
      changes: version.before && version.after ? wording.changes(version.before, version.after) : [],
      ...undoOf(wording, file, version),
    })),
  }
}

/** Whether a change can be taken back, and if not, why not. */
function undoOf({ t, label }: RecordWording, { record, ours }: HistoryFile, version: RecordVersion) {
  const not = (why: string | null) => ({ undo: false, cannot: why })
  if (!ours || version.communityId !== record.id) return not(null)
  if (version.did === 'merged') return not(t('staff/communities/history.merge-stays'))
  if (version.did === 'split') return not(t('staff/communities/history.split-stays'))
  if (version.did !== 'changed') return not(null)
  const reversal = reversalOf(version, record)
  if (!reversal.ok) {
    const fields = reversal.overlapping.map(label).join(', ')
    return not(t('staff/communities/history.overlaps', { fields }))
  }
  const isNothing = fieldsChanged(record, { ...record, ...reversal.change }).length === 0
  return { undo: !isNothing, cannot: null }
}
