// Which letter a staff member means.
import { z } from 'zod'

export const letterId = z.uuid('letters.unknown')
export const againForm = z.object({ letter: letterId })
