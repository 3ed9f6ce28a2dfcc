// What staff send about a batch. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { batchKinds, fates, fieldsOf, fieldsOfKind, type BatchKind, type Mapping } from './batches.model.js'

const inIndex = (name: string) => `staff/imports/index.error-${name}`
const inShow = (name: string) => `staff/imports/show.error-${name}`

export const uploadForm = z.object({
  kind: z.preprocess(blankIsMissing, z.enum(batchKinds, inIndex('kind')).optional()),
})

/** The query string of a batch: which rows of it. */
export const rowsFilter = z.object({
  fate: z.preprocess(blankIsMissing, z.enum([...fates, 'left-out'], inShow('fate')).optional()),
  page: pageNumber(inShow('page')),
})
export type RowsFilter = z.output<typeof rowsFilter>

export const kindQuery = z.object({ kind: z.preprocess(blankIsMissing, z.enum(batchKinds).optional()) })

/** What a field's choice is called in the form: a field may be called as the form's own ones are. */
export const columnName = (field: string): string => `column-${field}`

/** A number of a column for each field that has one; the fields a file cannot do without must. */
export function mappingForm(kind: BatchKind, columns: number) {
  const missing = 'staff/imports/mapping.error-required'
  const column = z.preprocess(
    blankIsMissing,
    z.coerce
      .number(missing)
      .int(missing)
      .min(0, missing)
      .max(columns - 1, missing)
      .optional(),
  )
  const required: readonly string[] = fieldsOfKind[kind].required
  return z
    .object(Object.fromEntries(fieldsOf(kind).map((field) => [columnName(field), column])))
    .superRefine((chosen, context) => {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [columnName(field)], message })
      const has = (field: string) => chosen[columnName(field)] !== undefined
      const used = new Set<unknown>()
      for (const field of fieldsOf(kind)) {
        if (!has(field)) {
          if (required.includes(field) && !instead(kind, field, has)) wrong(field, missing)
        } else if (used.has(chosen[columnName(field)])) wrong(field, 'staff/imports/mapping.error-twice')
        else used.add(chosen[columnName(field)])
      }
    })
    .transform((chosen): Mapping =>
      Object.fromEntries(
        fieldsOf(kind).flatMap((field) => {
          const column = chosen[columnName(field)] as number | undefined
          return column === undefined ? [] : [[field, column]]
        }),
      ),
    )
}

/** An id says which community is meant as well as a name does. */
const ids: Record<string, string> = { name: 'id', community: 'id', ua: 'uaId', foreign: 'foreignId' }
const instead = (kind: BatchKind, field: string, has: (field: string) => boolean): boolean => {
  if (kind === 'communities' && field === 'name' && has('nameEn')) return true
  return has(ids[field] ?? '')
}

/** An id such as fr-die, or the address of a community's page. */
const communityId = z.preprocess(
  blankIsMissing,
  z
    .string()
    .trim()
    .transform((text) => /([a-z]{2}-[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(text)?.[1] ?? '')
    .pipe(z.string().min(4, inShow('place')))
    .optional(),
)

/** A name, a code or the address of a page. */
const communityTyped = z.preprocess(blankIsMissing, z.string().trim().max(200, inShow('place')).optional())

/** A decision on one row or on all rows of a fate, or the place that a row means. */
export const rowsForm = z.object({
  row: z.preprocess(blankIsMissing, z.coerce.number().int().min(1).max(10_000_000).optional()),
  fate: z.preprocess(blankIsMissing, z.enum(fates).optional()),
  decision: z.preprocess(blankIsMissing, z.enum(['take', 'leave'], inShow('decision')).optional()),
  ua: communityId,
  foreign: communityId,
  community: communityId,
  otherUa: communityTyped,
  otherForeign: communityTyped,
  otherCommunity: communityTyped,
  back: z.string().max(200).default(''),
})
export type RowsForm = z.output<typeof rowsForm>

export const undoForm = z.object({ rest: z.preprocess(blankIsMissing, z.literal('yes').optional()) })
