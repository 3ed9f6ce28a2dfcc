// What staff type to merge two records, or to split one.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { manyIds } from './editing.forms.js'
import { nameKinds } from './merging.model.js'

const wrong = (name: string) => `staff/communities/merge.error-${name}`

const reason = (key: string) =>
  z.string(key).transform((typed) => typed.replace(/\s+/g, ' ').trim()).pipe(z.string().min(3, key).max(500, key)) // prettier-ignore

/** @param ids of the two records; one of them stays */
export const mergeForm = (ids: readonly [string, string]) =>
  z.object({
    with: z.string(),
    keeper: z.enum(ids, wrong('keeper')),
    names: z.enum(nameKinds, wrong('names')),
    why: reason(wrong('why')),
    seen: z.string().max(50).catch(''),
  })

const wrongSplit = (name: string) => `staff/communities/split.error-${name}`

/** What moves to the new record, beside what the form of a record asks. */
export const movesForm = z.object({
  names: manyIds,
  partners: manyIds,
  codes: z.preprocess(
    (typed) => (typed === undefined || typed === '' ? [] : [typed].flat()),
    z.array(z.enum(['katottg', 'geonamesId', 'wikidataId'])),
  ),
  version: z.coerce.number().int().min(0).catch(0),
  why: z.preprocess(blankIsMissing, reason(wrongSplit('why'))),
})
export type Moves = z.output<typeof movesForm>
