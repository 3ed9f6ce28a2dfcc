// What would happen to a row, by the kind of its file. Pure: the same registry and the same rows before it
// give the same answer.
import type { BatchKind, Mapping, Side } from './batches.model.js'
import { checkCommunityRow } from './check-communities.js'
import { checkContactRow } from './check-contacts.js'
import { checkPartnershipRow } from './check-partnerships.js'
import { checkRegisterRow } from './check-register.js'
import type { CheckContext, Finding, Row } from './place.js'

const checks: Record<BatchKind, (context: CheckContext, row: Row) => Finding> = {
  communities: checkCommunityRow,
  contacts: checkContactRow,
  partnerships: checkPartnershipRow,
  register: checkRegisterRow,
}

export interface StoredRow {
  rowNo: number
  cells: readonly string[]
  choice: Partial<Record<Side, string>>
}

export const checkRow = (kind: BatchKind, mapping: Mapping, context: CheckContext, row: StoredRow) => {
  const { say: _, ...outcome } = checks[kind](context, {
    no: row.rowNo,
    choice: row.choice,
    cell: (field) => row.cells[mapping[field] ?? -1] ?? '',
  })
  return outcome
}
