// What may stand in an address of the gallery.
import { z } from 'zod'
import { locales } from '../../platform/i18n/locales.js'

const locale = z.enum(locales)

export const letterAddress = z.object({ letter: z.string() })
export const letterInAddress = z.object({ letter: z.string(), locale })
export const pageAddress = z.object({ locale, state: z.string() })
