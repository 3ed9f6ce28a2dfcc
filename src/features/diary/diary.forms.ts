// What somebody looks for in the diary. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { allDeeds } from './diary.model.js'

const wrong = (name: string) => `staff/diary/index.error-${name}`

const text = (name: string, longest: number) =>
  z.preprocess(blankIsMissing, z.string(wrong(name)).trim().max(longest, wrong(name)).optional())
const day = (name: string) => z.preprocess(blankIsMissing, z.iso.date(wrong(name)).optional())
const line = z.preprocess(blankIsMissing, z.coerce.number(wrong('line')).int(wrong('line')).min(1).optional())

export const diaryFilter = z
  .object({
    who: text('who', 100),
    did: z.preprocess(blankIsMissing, z.enum(allDeeds as [string, ...string[]], wrong('did')).optional()),
    /** A community by name or id, or the number of any thing. */
    about: text('about', 100),
    from: day('from'),
    to: day('to'),
    /** A word of a note. */
    note: text('note', 100),
    /** Only lines older than this one. */
    before: line.catch(undefined),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: wrong('range'),
  })
export type DiaryFilter = z.output<typeof diaryFilter>
