// Checked answers travel in a hidden field of the page that shows them, so that nobody needs a session. The
// id that the interest will have travels with them: pressing twice registers once.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AppContext } from '../../context.js'
import type { Typed } from '../../platform/http/form.js'
import { later } from '../../platform/kit/clock.js'
import { sealer } from '../../platform/kit/sealed.js'
import { answersTyped } from './interest.forms.js'
import { formGoodFor, sealPurpose } from './interest.model.js'

type Needs = Pick<AppContext, 'config' | 'clock'>

const content = z.object({
  id: z.uuid(),
  draft: z.uuid().optional(),
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})
type Content = z.output<typeof content>

export interface SealedAnswers extends Content {
  /** Whether it is what we sealed, not long ago; otherwise it is as good as newly typed. */
  good: boolean
}

/** @param draft the half-filled form that these answers complete */
export const sealAnswers = ({ config, clock }: Needs, typed: Typed, draft: string | undefined): string =>
  sealer(config.secrets).seal(
    sealPurpose,
    { id: randomUUID(), draft, typed: answersTyped(typed) } satisfies Content,
    later(clock.now(), formGoodFor),
  )

/** What a sealed field holds; undefined when nothing in it can be kept. */
export function openAnswers({ config, clock }: Needs, sealed: string): SealedAnswers | undefined {
  const opened = sealer(config.secrets).open(sealPurpose, sealed, clock.now())
  const read = content.safeParse(opened?.value)
  return read.success ? { ...read.data, good: opened?.state === 'good' } : undefined
}
