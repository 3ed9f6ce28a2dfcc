// What staff type about a contradiction.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { kinds } from '../communities/communities.model.js'
import { canonicalAddress } from '../../platform/kit/web-address.js'
import type { PlainValue } from './conflicts.queries.js'
import type { PlainField } from './records.model.js'

const wrong = (name: string) => `staff/conflicts/show.error-${name}`

const number = (least: number, most: number) => (typed: string) => {
  const value = Number(typed.replace(/\s/g, '').replace(',', '.'))
  return Number.isFinite(value) && value >= least && value <= most ? value : undefined
}
const whole = (most: number) => (typed: string) => {
  const value = number(1, most)(typed)
  return value !== undefined && Number.isInteger(value) ? value : undefined
}
const like = (pattern: RegExp) => (typed: string) => (pattern.test(typed) ? typed : undefined)
const name = like(/^.{1,120}$/u)

/** A third value as it is kept; undefined when it is none for this field. */
const read: Record<PlainField, (typed: string) => PlainValue | undefined> = {
  nameUk: name,
  nameEn: name,
  nameNative: name,
  kind: (typed) => kinds.find((kind) => kind === typed),
  regionCode: like(/^[A-Z]{2}\.[A-Z0-9]+$/),
  hromadaUk: name,
  katottg: like(/^UA\d{17}$/),
  geonamesId: whole(99_999_999),
  wikidataId: like(/^Q[1-9]\d*$/),
  population: whole(40_000_000),
  lat: number(-90, 90),
  lon: number(-180, 180),
  website: canonicalAddress,
}

/** @param regions codes of the country's regions */
export const conflictForm = (field: PlainField, regions: ReadonlySet<string>) =>
  z
    .object({
      decision: z.enum(['ours', 'theirs', 'other'], wrong('decision')),
      value: z.string().max(300, wrong('value')).default(''),
      why: z.preprocess(blankIsMissing, z.string().trim().max(500, wrong('why')).optional()),
    })
    .transform(({ decision, value: typed, why }, context) => {
      const value = decision === 'other' ? read[field](typed.replace(/\s+/g, ' ').trim()) : null
      if (
        value === undefined ||
        (decision === 'other' && field === 'regionCode' && !regions.has(String(value)))
      )
        context.addIssue({ code: 'custom', path: ['value'], message: wrong('value') })
      return { decision, value: value ?? null, why: why ?? null }
    })

export const conflictsFilter = z.object({
  show: z.enum(['open', 'decided', 'duplicates']).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ConflictsFilter = z.output<typeof conflictsFilter>

export const apartForm = z.object({ a: z.string().min(1).max(200), b: z.string().min(1).max(200) })
