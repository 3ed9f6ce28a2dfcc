// What somebody chooses on the page of their own account. Messages are catalogue keys.
import { z } from 'zod'
import { locales } from '../../platform/i18n/locales.js'

export const languageForm = z.object({ language: z.enum(locales, 'account/index.error-language') })

export const digestForm = z.object({ digest: z.enum(['on', 'off']) })
