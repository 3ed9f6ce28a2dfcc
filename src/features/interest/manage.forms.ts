// What somebody with the mailed link sends, or somebody who lost it. Messages are catalogue keys.
import { z } from 'zod'
import { emailAddress } from '../accounts/index.js'
import { steps } from './manage.model.js'
import { manageViews, outcomes } from './manage.pages.js'

const wrong = 'interest/manage.error-step'

/** Which button was pressed. */
export const stepForm = z.object({ step: z.enum(steps, wrong) })

/** `?view` names the page, `?done` what was just done; anything else is the first page. */
export const manageQuery = z.object({
  view: z.enum(manageViews).optional().catch(undefined),
  done: z.enum(outcomes).optional().catch(undefined),
})

export const newLinkForm = z.object({ email: emailAddress })
