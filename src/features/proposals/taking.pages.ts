// Whose a proposal is, and the button with which it is taken or given back: `partials/taking`.
import { paths } from '../../paths.js'
import { actorName } from '../../platform/i18n/actor.js'
import type { Wording } from '../pairs/index.js'
import { decisionsIn } from './proposals.model.js'
import type { Taking } from './taking.queries.js'

/** What `partials/taking` shows; null when there is nothing to decide any more. */
export function takingPart(
  { id, state, takenBy, takenAt, holder }: Taking,
  { by, csrf, list }: { by: string; csrf: string; list: string },
  { t, locale }: Wording,
) {
  if (decisionsIn(state).length === 0) return null
  const whose = takenBy === null ? 'nobody' : takenBy === by ? 'mine' : 'held'
  return {
    action: paths.staff.takeProposal(locale, id) + list,
    csrf,
    /** Whom the page shows as the holder. */
    from: takenBy ?? '',
    act: whose === 'mine' ? 'give-back' : 'take',
    words: t(`partials/taking.${whose}`, { who: actorName(t, holder) }),
    since: takenAt,
    button: t(`partials/taking.button-${whose}`),
  }
}
export type TakingPart = ReturnType<typeof takingPart>
