// Which letter a staff member means, and what is to become of it.
import { z } from 'zod'

export const letterId = z.uuid('letters.unknown')
export const troubleForm = z.object({
  letter: letterId,
  do: z.enum(['again', 'settle']).default('again'),
})
