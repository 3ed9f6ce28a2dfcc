// The way of an interest until somebody looks at it: what comes now, and what after it.
import type { Translate } from '../../platform/i18n/translate.js'

const all = ['answers', 'check', 'letter', 'review'] as const
type Stage = (typeof all)[number]

/** What `partials/stages` shows while somebody is at a stage. */
export function stagesAt(t: Translate, stage: Stage) {
  const at = all.indexOf(stage)
  return {
    now: t('partials/stages.now', { step: at + 1, of: all.length }),
    items: all.map((one, i) => ({
      words: t(`partials/stages.${one}`),
      current: i === at,
      done: i < at,
    })),
  }
}
