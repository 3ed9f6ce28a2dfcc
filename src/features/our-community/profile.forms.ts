// What a community's own people type about it: the wishes, as staff have them, and what it says of
// itself. Messages are catalogue keys.
import { z } from 'zod'
import { blankIsMissing } from '../../platform/http/form.js'
import { wishesForm } from './our-community.forms.js'
import { canonicalAddress, longestText, type Profile } from './profile.model.js'

const wrong = (name: string) => `our-community/profile.error-${name}`

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
    .optional(),
)

/** Plain text of a few paragraphs; what no keyboard types is left out. */
const text = (name: string) =>
  z
    .string(wrong(name))
    .default('')
    .transform((typed) =>
      typed
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .pipe(z.string().max(longestText, wrong(name)))
    .transform((written) => written || null)

/** The version a form was made from; a number that is none counts as none. */
export const madeFrom = z
  .preprocess(blankIsMissing, z.coerce.number().int().positive().optional())
  .catch(undefined)

/** @param places countries and regions that this community may want */
export const profileForm = (places: ReadonlySet<string>) =>
  wishesForm(places)
    .safeExtend({ website, textUk: text('textUk'), textEn: text('textEn') })
    .transform((form): Profile => ({ ...form, website: form.website ?? null }))
