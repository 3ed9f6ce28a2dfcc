// The form that acts on several proposals, and what came of it.
import { paths } from '../../paths.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { actorName } from '../../platform/i18n/actor.js'
import { days, later } from '../../platform/kit/clock.js'
import type { Wording } from '../pairs/index.js'
import type { Fates } from './bulk.actions.js'
import { bulkActs, type BulkAct } from './bulk.forms.js'
import { dayOf } from './proposals.forms.js'
import {
  move,
  postponementReasons,
  reasonKey,
  rejectionReasons,
  usualPostponement,
} from './proposals.model.js'
import type { ShownList } from './queue.pages.js'
import type { standingOfMany } from './taking.queries.js'

/** The form below the list, with whatever was typed into it before. */
export function bulkPart(t: Translate, { sent }: ShownList, now: Date) {
  const reasons = (decision: 'postpone' | 'reject', codes: readonly string[], typed: unknown) => [
    { value: '', label: t('staff/proposals/index.no-reason'), selected: !codes.includes(String(typed)) },
    ...codes.map((code) => ({
      value: code,
      label: t(reasonKey(decision, code)),
      selected: code === typed,
    })),
  ]
  return {
    acts: bulkActs.map((value) => ({
      value,
      label: t(`staff/proposals/index.act-${value}`),
      note: t(`staff/proposals/index.act-${value}-means`),
      checked: value === sent.decision,
    })),
    until: String(sent.until ?? dayOf(later(now, days(usualPostponement)))),
    whyPostpone: reasons('postpone', postponementReasons, sent.whyPostpone),
    whyReject: reasons('reject', rejectionReasons, sent.whyReject),
    note: String(sent.note ?? ''),
  }
}

interface Came {
  act: BulkAct
  fates: Fates
  /** Those that were left as they are. */
  left: Awaited<ReturnType<typeof standingOfMany>>
  /** The list somebody came from. */
  back: string
  csrf: string
}

/** How many were done, which were not, and whose they are. */
export function bulkPage({ act, fates, left, back, csrf }: Came, { t, locale, names }: Wording) {
  const count = (fate: string) => [...fates.values()].filter((each) => each === fate).length
  const lines = (fate: 'already' | 'held') =>
    left
      .filter(({ id }) => fates.get(id) === fate)
      .map(({ id, uaId, foreignId, state, decider, decidedAt, holder }) => ({
        href: paths.staff.proposal(locale, id),
        pair: t('staff/proposals/show.pair', {
          ua: names.community(uaId),
          foreign: names.community(foreignId),
        }),
        words:
          fate === 'held'
            ? t('partials/taking.held', { who: actorName(t, holder) })
            : t(`staff/proposals/show.decided-${state}`, { who: actorName(t, decider) }),
        at: fate === 'held' ? null : decidedAt,
      }))
  const [done, gone] = [count('done'), count('gone')]
  const decided = act === 'postpone' || act === 'reject' ? move('offered', act) : undefined
  return {
    layout: 'staff',
    title: t(`staff/proposals/bulk.heading-${done > 0 ? act : 'nothing'}`),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: back, label: t('staff/proposals/index.heading') },
    ],
    done: done > 0 ? t(`staff/proposals/bulk.done-${act}`, { count: done }) : null,
    /** A slip is taken back at once, for exactly those that were decided. */
    undo: done > 0 &&
      decided && {
        csrf,
        chosen: [...fates].flatMap(([id, fate]) => (fate === 'done' ? `${id}.${decided}` : [])),
        words: t('staff/proposals/bulk.undo', { count: done }),
      },
    already: lines('already'),
    alreadyWords: t('staff/proposals/bulk.already', { count: count('already') }),
    held: lines('held'),
    heldWords: t('staff/proposals/bulk.held', { count: count('held') }),
    gone: gone > 0 ? t('staff/proposals/bulk.gone', { count: gone }) : null,
    back,
  }
}
