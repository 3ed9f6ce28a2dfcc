// What people of a community choose and type about its candidates. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { topics } from '../communities/communities.model.js'
import { leastFits, sizeBandNames } from './candidates.model.js'

const inList = (name: string) => `our-community/partners/index.error-${name}`
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsMissing, schema.optional())

/** The query string of the list. */
export const candidatesFilter = z.object({
  place: optional(z.string(inList('place')).regex(/^[A-Z]{2}(\.\w{1,8})?$/, inList('place'))),
  topic: optional(z.enum(topics, inList('topic'))),
  size: optional(z.enum(sizeBandNames, inList('size'))),
  fit: optional(z.enum(leastFits, inList('fit'))),
  looking: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'yes'),
  page: pageNumber(inList('page')),
})
export type CandidatesFilter = z.output<typeof candidatesFilter>

const text = z
  .string()
  .default('')
  .transform((typed) => typed.replaceAll('\r\n', '\n').trim())

/** A private note beside a community on the short-list. */
export const noteForm = z.object({
  note: text.pipe(z.string().max(1000, 'our-community/partners/show.error-note')),
})

const inAsk = (name: string) => `our-community/partners/ask.error-${name}`

/** Why a community wants this introduction: enough to be worth reading, short enough to be read. */
export const askForm = z.object({
  words: text.pipe(z.string().min(20, inAsk('words-short')).max(1500, inAsk('words-long'))),
})
