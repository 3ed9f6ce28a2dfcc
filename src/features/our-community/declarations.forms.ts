// What a community declares about its search for a partner. Messages are catalogue keys.
import { z } from 'zod'
import { dayAfter, furthestEnd } from './declarations.model.js'

const wrong = (name: string) => `our-community/declaration.error-${name}`

/** An open search has a last day, after today and not too far ahead; the other states have none. */
export function declarationForm(today: string) {
  const furthest = dayAfter(today, furthestEnd)
  const until = z.iso.date(wrong('until')).refine((day) => day > today && day <= furthest, wrong('until'))
  const none = z.unknown().transform(() => null)
  return z.discriminatedUnion(
    'state',
    [
      z.object({ state: z.literal('open'), until }),
      z.object({ state: z.literal('paused'), until: none }),
      z.object({ state: z.literal('complete'), until: none }),
    ],
    wrong('state'),
  )
}
