// What staff type about an interest. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, pageNumber } from '../../platform/http/form.js'
import { asciiName } from './review.registry.js'
import { statesForStaff } from './review.model.js'

const inList = (name: string) => `staff/interest/index.error-${name}`
const inShow = (name: string) => `staff/interest/show.error-${name}`

/** The query string of the queue. */
export const queueFilter = z.object({
  state: z.preprocess(
    blankIsMissing,
    z.enum([...statesForStaff, 'all'], inList('state')).default('awaiting-review'),
  ),
  country: z.preprocess(
    blankIsMissing,
    z
      .string()
      .regex(/^[A-Z]{2}$/, inList('country'))
      .optional(),
  ),
  page: pageNumber(inList('page')),
})
export type QueueFilter = z.output<typeof queueFilter>

/** What the page showed: nobody overrules a decision, or accepts answers that were changed, without having seen it. */
const seen = z.string(inShow('seen')).max(100, inShow('seen'))

const note = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().min(3, inShow('note-missing')).max(1000, inShow('note-long')))

/** An id such as fr-die, or the address of a community's page. */
const communityId = z
  .string(inShow('community'))
  .trim()
  .transform((text) => /([a-z]{2}-[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(text)?.[1] ?? '')
  .pipe(z.string().min(4, inShow('community')))

const name = (field: string) => z.string(inShow(field)).trim().min(1, inShow(field)).max(100, inShow(field))
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankIsMissing, type.optional())

/** Degrees with a point or a comma. */
const degrees = (field: string, most: number) =>
  z
    .string(inShow(field))
    .trim()
    .regex(/^[-−+]?\d{1,3}([.,]\d+)?°?$/, inShow(field))
    .transform((text) => Number(text.replace('−', '-').replace(',', '.').replace('°', '')))
    .pipe(z.number().min(-most, inShow(field)).max(most, inShow(field)))

const people = z.preprocess(
  (value) => (typeof value === 'string' ? blankIsMissing(value.replace(/\s/g, '')) : value),
  z
    .string()
    .regex(/^[1-9]\d{0,7}$/, inShow('population'))
    .transform(Number)
    .optional(),
)

export const decisionForm = z.discriminatedUnion(
  'decision',
  [
    z.object({
      decision: z.literal('existing'),
      seen,
      /** One of the likely ones, or whichever was typed. */
      community: z.string().default(''),
      other: z.string().default(''),
    }),
    z.object({
      decision: z.literal('new'),
      seen,
      nameEn: name('nameEn').refine((text) => asciiName(text, '') !== '', inShow('nameEn')),
      nameNative: name('nameNative'),
      nameUk: optional(name('nameUk')),
      regionCode: optional(z.string().max(20, inShow('regionCode'))),
      lat: degrees('lat', 90),
      lon: degrees('lon', 180),
      population: people,
    }),
    z.object({ decision: z.literal('return'), seen, note }),
    z.object({ decision: z.literal('decline'), seen, note }),
  ],
  inShow('decision'),
)
export type DecisionForm = z.output<typeof decisionForm>
export type NewCommunity = Omit<Extract<DecisionForm, { decision: 'new' }>, 'decision' | 'seen'>

/** The id of the community that was chosen from the list or typed; undefined when neither names one. */
export const chosenCommunity = ({
  community,
  other,
}: {
  community: string
  other: string
}): string | undefined => communityId.safeParse(other.trim() === '' ? community : other).data
