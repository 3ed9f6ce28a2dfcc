// One's own account: the visits that are open, as far as the store's JSON tells.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredSession } from './sessions.queries.js'
import type { Device } from './sign-in.model.js'

/** A session by a name that can stand on a page: whoever reads it cannot use the session. */
export const sessionName = (sid: string): string =>
  createHash('sha256').update(sid).digest('base64url').slice(0, 22)

export interface OpenVisit {
  name: string
  since: Date | null
  device: Device
  /** Whether this is the session that asks. */
  here: boolean
}

const told = z.object({
  since: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable()
    .catch(null),
  device: z
    .object({ browser: z.string().nullable(), system: z.string().nullable() })
    .catch({ browser: null, system: null }),
})

/** The open visits of an account: this one first, then the newest. */
export function visitsOf(sessions: readonly StoredSession[], current: string): OpenVisit[] {
  const visits = sessions.map(({ sid, sess }) => {
    const { since, device } = told.parse(sess)
    return { name: sessionName(sid), since, device, here: sid === current }
  })
  const time = ({ since }: OpenVisit) => since?.getTime() ?? 0
  return visits.sort((a, b) => Number(b.here) - Number(a.here) || time(b) - time(a))
}
