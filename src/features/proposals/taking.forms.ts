// Taking one proposal, or giving it back: a button, so whatever else arrives is read as the harmless one.
import { z } from 'zod'

export const takingForm = z.object({
  act: z.enum(['take', 'give-back']).catch('take'),
  /** Whom the page showed as the holder. */
  from: z.uuid().nullable().catch(null),
})
