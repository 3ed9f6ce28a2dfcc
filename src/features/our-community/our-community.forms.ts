// What a community told staff about the partner it looks for. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing, listed } from '../../platform/http/form.js'
import { topics } from '../communities/communities.model.js'
import { relationKinds, workingLanguages } from './our-community.model.js'

const wrong = (name: string) => `staff/communities/wishes.error-${name}`

const several = <T extends readonly string[]>(values: T, name: string) =>
  z.preprocess(
    listed,
    z.array(z.enum(values, wrong(name))).transform((chosen) => [...new Set<T[number]>(chosen)]),
  )

/** A ticked box; anything else is not ticked. */
const hard = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform((value) => value === 'yes')

const withoutSpaces = (value: unknown) =>
  typeof value === 'string' ? blankIsMissing(value.replace(/\s/g, '')) : value

const people = (name: string) =>
  z.preprocess(
    withoutSpaces,
    z
      .string()
      .regex(/^\d{1,8}$/, wrong(name))
      .transform(Number)
      .pipe(z.number().min(1, wrong(name)))
      .optional(),
  )

/** @param places countries and regions that this community may want */
export const wishesForm = (places: ReadonlySet<string>) =>
  z
    .object({
      places: z.preprocess(
        listed,
        z
          .array(z.string().refine((code) => places.has(code), wrong('places')))
          // A country that was chosen includes its regions.
          .transform((codes) => [
            ...new Set(codes.filter((code) => code.length === 2 || !codes.includes(code.slice(0, 2)))),
          ]),
      ),
      hardPlaces: hard,
      sizeLeast: people('sizeLeast'),
      sizeMost: people('sizeMost'),
      hardSize: hard,
      needs: several(topics, 'needs'),
      hardNeeds: hard,
      offers: several(topics, 'offers'),
      hardOffers: hard,
      languages: several(workingLanguages, 'languages'),
      hardLanguages: hard,
      kinds: several(relationKinds, 'kinds'),
      hardKinds: hard,
    })
    .refine(({ sizeLeast = 0, sizeMost = Infinity }) => !(sizeLeast > sizeMost), {
      path: ['sizeMost'],
      error: wrong('range'),
    })
export type WishesForm = z.output<ReturnType<typeof wishesForm>>
