// What a foreign municipality tells us. Messages are catalogue keys. Only what is asked with a star is
// needed: most municipalities are small and have nobody whose job this is.
import { z } from 'zod'
import { blankIsMissing, listed, type Typed } from '../../platform/http/form.js'
import { countryCodes } from '../../platform/i18n/countries.js'
import { closedCountries } from '../../scoring/profile.js'
import { topics } from '../communities/communities.model.js'
import { workingLanguages } from '../our-community/our-community.model.js'
import { backings, interestKinds } from './interest.model.js'

const wrong = (name: string) => `interest/new.error-${name}`

const several = <T extends readonly string[]>(values: T, name: string) =>
  z.preprocess(
    listed,
    z.array(z.enum(values, wrong(name))).transform((chosen) => [...new Set<T[number]>(chosen)]),
  )

/** Several lines of text that may be left out. */
const words = (name: string, most: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'string' ? blankIsMissing(value.replaceAll('\r\n', '\n').trim()) : undefined,
    z.string().max(most, wrong(name)).optional(),
  )

const line = (name: string, most: number) => z.string(wrong(name)).trim().max(most, wrong(name))

// These names stand in a letter to an address that nobody has confirmed: it must not carry a stranger's link.
const link = /@|\/\/|www\.|[\p{L}\d-]{3,}\.[a-z]{2,10}(?=$|[\s/?])/iu
const name = (field: string, most: number) =>
  line(field, most)
    .regex(/\p{L}/u, wrong(field))
    .refine((text) => !link.test(text), wrong(field))

const optionalLine = (name: string, most: number) => z.preprocess(blankIsMissing, line(name, most).optional())

// People write "4 924", "4.924", "4,924" and "4’924", each as their country does.
const grouped = /^\d{1,3}([\s\u00a0\u202f.,'’]\d{3})+$/
const people = (name: string) =>
  z.preprocess(
    (value) => {
      if (typeof value !== 'string') return undefined
      const text = value.trim()
      return blankIsMissing(grouped.test(text) ? text.replace(/\D/g, '') : text)
    },
    z
      .string()
      .regex(/^\d{1,8}$/, wrong(name))
      .transform(Number)
      .pipe(z.number().min(1, wrong(name)))
      .optional(),
  )

const country = z
  .string(wrong('country'))
  .refine((code) => code !== 'UA', { error: wrong('country-ukraine'), abort: true })
  .refine((code) => !closedCountries.includes(code), { error: wrong('country-closed'), abort: true })
  .pipe(z.enum(countryCodes, wrong('country')))

/** `www.die.fr` is an address on the web, too. */
const website = z.preprocess(
  blankIsMissing,
  line('website', 200)
    .transform((text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
    .refine(
      (text) => /^https?:\/\/[^\s/@]+\.[^\s/@.]{2,}(\/\S*)?$/i.test(text) && URL.canParse(text),
      wrong('website'),
    )
    .optional(),
)

const phone = z.preprocess(
  blankIsMissing,
  line('contactPhone', 40)
    .regex(/^(?=(?:\D*\d){5})[+\d\s()./-]+$/, wrong('contactPhone'))
    .optional(),
)

const email = z
  .string(wrong('contactEmail'))
  .trim()
  .toLowerCase()
  .max(254, wrong('contactEmail'))
  .pipe(z.email(wrong('contactEmail')))

const makeAnswersForm = (oblasts: ReadonlySet<string>) =>
  z
    .object({
      contactName: name('contactName', 120),
      contactOffice: optionalLine('contactOffice', 120),
      contactEmail: email,
      contactPhone: phone,
      country,
      town: name('town', 100),
      region: optionalLine('region', 100),
      population: people('population'),
      website,
      about: words('about', 1500),
      partners: words('partners', 1000),
      needs: several(topics, 'needs'),
      offers: several(topics, 'offers'),
      project: words('project', 1000),
      kinds: several(interestKinds, 'kinds'),
      sizeLeast: people('sizeLeast'),
      sizeMost: people('sizeMost'),
      places: z.preprocess(
        listed,
        z
          .array(z.string().refine((code) => oblasts.has(code), wrong('places')))
          .transform((codes) => [...new Set(codes)]),
      ),
      languages: several(workingLanguages, 'languages'),
      backing: z.preprocess(blankIsMissing, z.enum(backings, wrong('backing')).optional()),
    })
    .refine(({ needs, offers }) => needs.length + offers.length > 0, {
      path: ['needs'],
      error: wrong('topics'),
      when: ({ issues }) => !issues.some(({ path }) => path?.[0] === 'needs' || path?.[0] === 'offers'),
    })
    .refine(({ sizeLeast = 0, sizeMost = Infinity }) => sizeLeast <= sizeMost, {
      path: ['sizeMost'],
      error: wrong('range'),
      when: ({ issues }) => !issues.some(({ path }) => String(path?.[0]).startsWith('size')),
    })

/** Making a form takes longer than reading one; the regions of Ukraine are the same all year. */
function madeOnce<Form>(make: (oblasts: ReadonlySet<string>) => Form) {
  let made: { codes: string; form: Form } | undefined
  return (oblasts: ReadonlySet<string>): Form => {
    const codes = [...oblasts].sort().join()
    if (made?.codes !== codes) made = { codes, form: make(oblasts) }
    return made.form
  }
}

/** The answers alone, for mending them. It takes the codes of the regions of Ukraine. */
export const answersForm = madeOnce(makeAnswersForm)

/** Everything a municipality says of itself, of what it looks for, and of whom to write to. */
export type Answers = z.output<ReturnType<typeof makeAnswersForm>>

/** The public form: the answers, with consent to keep them. */
export const interestForm = madeOnce((oblasts) =>
  makeAnswersForm(oblasts).and(z.object({ consent: z.literal('yes', wrong('consent')) })),
)

/** Whatever was sent, to be looked at before it is read. */
export const anything = z.unknown()

/** A half-filled form needs an address to send the link to, and nothing else. */
export const draftForm = z.object({ contactEmail: email })

const single = [
  'contactName',
  'contactOffice',
  'contactEmail',
  'contactPhone',
  'country',
  'town',
  'region',
  'population',
  'website',
  'about',
  'partners',
  'project',
  'sizeLeast',
  'sizeMost',
  'backing',
  'consent',
]
const many = ['needs', 'offers', 'kinds', 'places', 'languages']

/** A field that people do not see: whoever fills it in is no person. */
export const trapField = 'comment'
export const isTrapped = (typed: Typed): boolean => Boolean(typed[trapField])

/** Longer than any field may be: what exceeds it is cut before it is kept. */
const longest = 4000

/** What was typed into the form's own fields, without anything else that was sent. */
export function answersTyped(typed: Typed): Typed {
  const kept: Typed = {}
  for (const field of single) {
    const value = [typed[field] ?? ''].flat()[0]
    if (value) kept[field] = value.slice(0, longest)
  }
  for (const field of many) {
    const values = [typed[field] ?? []].flat().filter((value) => value !== '')
    if (values.length > 0) kept[field] = values.slice(0, 60).map((value) => value.slice(0, 40))
  }
  return kept
}
