// What staff type about a record: the record itself, how the community stands, and why. Messages are keys.
import { z } from 'zod'
import { blankIsMissing, listed, type Typed } from '../../platform/http/form.js'
import { countryCodes } from '../../platform/i18n/countries.js'
import { canonicalAddress } from '../../platform/kit/web-address.js'
import { kinds } from '../communities/communities.model.js'
import { asciiName } from './ids.model.js'
import { plainFields, standings, type CommunityRecord, type RecordFields } from './records.model.js'

const wrong = (name: string) => `staff/communities/edit.error-${name}`

/** One line of text; null when it was left empty. */
const line = (name: string, most = 120) =>
  z.preprocess(
    blankIsMissing,
    z
      .string(wrong(name))
      .transform((typed) => typed.replace(/\s+/g, ' ').trim())
      .pipe(z.string().max(most, wrong(name)))
      .optional()
      .transform((typed) => typed ?? null),
  )
const needed = (name: string, most = 120) =>
  z
    .string(wrong(name))
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, wrong(name)).max(most, wrong(name)))

const code = (name: string, pattern: RegExp) =>
  z.preprocess(
    (typed) => blankIsMissing(typeof typed === 'string' ? typed.replace(/\s/g, '') : typed),
    z
      .string(wrong(name))
      .regex(pattern, wrong(name))
      .optional()
      .transform((typed) => typed ?? null),
  )

/** A number as people write it: spaces between thousands, a comma before decimals. */
const asNumber = (typed: unknown) =>
  typeof typed === 'string' ? blankIsMissing(typed.replace(/\s/g, '').replace(',', '.')) : typed
const degrees = (name: string, most: number) =>
  z.preprocess(asNumber, z.coerce.number(wrong(name)).min(-most, wrong(name)).max(most, wrong(name)))

/** What stands in the registry may stay as it is: the cities with special status have a short code there. */
const katottgOf = (known: CommunityRecord | undefined) =>
  known?.katottg ? new RegExp(`^(UA\\d{17}|${known.katottg})$`) : /^UA\d{17}$/

const population = z.preprocess(
  asNumber,
  z.coerce
    .number(wrong('population'))
    .int(wrong('population'))
    .min(1, wrong('population'))
    .max(40_000_000, wrong('population'))
    .optional()
    .transform((typed) => typed ?? null),
)

const day = /^\d{4}-\d{2}-\d{2}$/
export const isDay = (text: string) =>
  day.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** "pl: Drohobycz", a line each; without a language where nobody says. */
const formerNames = z
  .string(wrong('formerNames'))
  .default('')
  .transform((typed, context) =>
    typed
      .split(/\r?\n/)
      .map((each) => each.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .map((each) => {
        const [, language = '', name = each] = /^([a-z]{2,3}):\s*(.+)$/.exec(each) ?? []
        if (name.length > 120) context.addIssue({ code: 'custom', message: wrong('formerNames') })
        return { language, name }
      }),
  )

const website = z.preprocess(
  blankIsMissing,
  z
    .string(wrong('website'))
    .max(300, wrong('website'))
    .transform((typed, context) => {
      const address = canonicalAddress(typed)
      if (address === undefined) context.addIssue({ code: 'custom', message: wrong('website') })
      return address ?? null
    })
    .optional()
    .transform((address) => address ?? null),
)

const why = line('why', 500)

/** Where a population comes from and its year, kept as one: "Головне управління статистики 2024". */
const yearAtEnd = /^(.*?)[\s,]*(\d{4}(?:-\d{2}-\d{2})?)$/

export interface RecordForm {
  country: string
  fields: Omit<RecordFields, 'sources' | 'standing' | 'standingSince' | 'standingSource'>
  /** Where what is changed comes from. */
  source: string | null
  why: string | null
}

/**
 * @param known the record as it stands; undefined for a new one
 * @param regions the codes that may be chosen
 */
export const recordForm = (known: CommunityRecord | undefined, regions: ReadonlySet<string>) =>
  z
    .object({
      country: known ? z.string().optional() : z.enum(countryCodes, wrong('country')),
      nameUk: line('nameUk'),
      nameEn: needed('nameEn'),
      nameNative: line('nameNative'),
      formerNames,
      kind: z.enum(kinds, wrong('kind')),
      regionCode: z.preprocess(blankIsMissing, z.string().optional()),
      hromadaUk: line('hromadaUk'),
      katottg: code('katottg', katottgOf(known)),
      geonamesId: code('geonamesId', /^[1-9]\d{0,7}$/).transform((id) => (id === null ? null : Number(id))),
      wikidataId: code('wikidataId', /^Q[1-9]\d*$/),
      population,
      populationSource: line('populationSource', 200),
      populationYear: line('populationYear', 10),
      lat: degrees('lat', 90),
      lon: degrees('lon', 180),
      website,
      source: line('source', 300),
      why,
    })
    .superRefine((form, context) => {
      const complain = (field: string, name = field) =>
        context.addIssue({ code: 'custom', path: [field], message: wrong(name) })
      const country = known?.country ?? form.country ?? ''
      if (country === 'UA' && form.nameUk === null) complain('nameUk')
      if (asciiName(form.nameEn, country) === '') complain('nameEn', 'nameEn-latin')
      if (country !== 'UA' && form.katottg !== null) complain('katottg', 'katottg-abroad')
      const region = form.regionCode
      if (region !== undefined && !(regions.has(region) && region.startsWith(`${country}.`)))
        complain('regionCode')
      if (country === 'UA' && region === undefined && known?.regionCode !== null) complain('regionCode')
      const source = populationSourceOf(form)
      const asBefore = known?.population === form.population && known.populationSource === source
      if (form.population !== null && !asBefore) {
        if (form.populationSource === null) complain('populationSource')
        const typedYear = form.populationYear ?? ''
        if (!/^(19|20)\d{2}$/.test(typedYear) && !isDay(typedYear)) complain('populationYear')
      }
    })
    .transform((form): RecordForm => {
      const { country, nameNative, regionCode, source, why, populationYear: _, ...fields } = form
      const home = known?.country ?? country ?? ''
      return {
        country: home,
        fields: {
          ...fields,
          nameNative: home === 'UA' ? (fields.nameUk ?? fields.nameEn) : (nameNative ?? fields.nameEn),
          regionCode: regionCode ?? null,
          populationSource: form.population === null ? null : populationSourceOf(form),
        },
        source,
        why,
      }
    })

const populationSourceOf = (form: { populationSource: string | null; populationYear: string | null }) =>
  [form.populationSource, form.populationYear].filter(Boolean).join(' ') || null

/** A record as its form shows it. */
export function typedFromRecord(record: CommunityRecord): Typed {
  const [, source = record.populationSource ?? '', year = ''] =
    yearAtEnd.exec(record.populationSource ?? '') ?? []
  return {
    ...Object.fromEntries(
      plainFields.map((field) => [field, record[field] === null ? '' : String(record[field])]),
    ),
    formerNames: record.formerNames
      .map(({ language, name }) => (language ? `${language}: ${name}` : name))
      .join('\n'),
    populationSource: source,
    populationYear: year,
    source: '',
    why: '',
  }
}

/** The number of the newest change that a form was made from; 0 for none. */
export const madeFrom = z.coerce.number().int().min(0).catch(0)

export const standingForm = z
  .object({
    standing: z.enum(standings, 'staff/communities/standing.error-standing'),
    since: z.preprocess(
      blankIsMissing,
      z.string().refine(isDay, 'staff/communities/standing.error-since').optional(),
    ),
    source: z.preprocess(
      blankIsMissing,
      z.string().trim().max(300, 'staff/communities/standing.error-source').optional(),
    ),
    why,
  })
  .superRefine(({ standing, since, source }, context) => {
    const complain = (field: string) =>
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `staff/communities/standing.error-${field}`,
      })
    if (standing !== 'free' && since === undefined) complain('since')
    if (standing !== 'free' && source === undefined) complain('source')
  })
  .transform(({ standing, since, source, why }) => ({
    change: { standing, standingSince: since ?? null, standingSource: source ?? null },
    why,
  }))

export const undoForm = z.object({ version: z.uuid('errors/404') })

export const listForm = z.object({
  q: z.string().trim().max(100).catch(''),
  country: z.string().regex(/^[A-Z]{2}$/).optional().catch(undefined), // prettier-ignore
  region: z.string().regex(/^UA\.\d{2}$/).optional().catch(undefined), // prettier-ignore
  standing: z.enum(standings).optional().catch(undefined),
  conflicts: z.literal('yes').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ListFilter = z.output<typeof listForm>

export const manyIds = z.preprocess(listed, z.array(z.string().max(200)))

const said = z.string().trim().max(120).optional().catch(undefined)

/** What a link to the form of a new record says already; the region by its code or a name. */
export const prefillForm = z.object({
  country: z.enum(countryCodes).catch('UA'),
  region: said,
  kind: z.enum(kinds).catch('city'),
  nameUk: said,
  nameEn: said,
  nameNative: said,
  hromadaUk: said,
})
