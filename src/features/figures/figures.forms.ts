// What staff ask of the figures, as a query string. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { sizeClasses, topics } from '../communities/communities.model.js'
import { dayNumber, type Choice } from './figures.model.js'

const wrong = (field: string) => `staff/figures/index.error-${field}`
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsMissing, schema.optional())
const day = (field: string) => optional(z.iso.date(wrong(field)))

export const figuresFilter = z
  .object({
    region: optional(z.string(wrong('region')).regex(/^UA\.\d{2}$/, wrong('region'))),
    country: optional(z.string(wrong('country')).regex(/^[A-Z]{2}$/, wrong('country'))),
    /** A topic of either side. */
    topic: optional(z.enum(topics, wrong('topic'))),
    /** The size class of the Ukrainian community. */
    size: optional(z.enum(sizeClasses, wrong('size'))),
    /** Days on which the pair was proposed, both of them included. */
    from: day('from'),
    to: day('to'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: wrong('to-before'),
  })
export type FiguresFilter = z.output<typeof figuresFilter>

/** The filter as counting takes it. */
export const choiceOf = ({ from, to, ...rest }: FiguresFilter): Choice => ({
  ...rest,
  from: from === undefined ? undefined : dayNumber(from),
  to: to === undefined ? undefined : dayNumber(to),
})
