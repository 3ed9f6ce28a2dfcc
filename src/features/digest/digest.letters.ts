// The words of the morning letter, and its links.
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { later } from '../../platform/kit/clock.js'
import type { LetterData } from '../../platform/mail/letter.js'
import { daysBetween } from '../introductions/introductions.model.js'
import { addressOf, type longestFirst } from '../proposals/index.js'
import { endOf, stopGoodFor, stopPurpose } from './digest.model.js'

type Waiting = ReturnType<typeof longestFirst>
type Needs = Pick<AppContext, 'clock' | 'config' | 'links'>

/** What has waited longest, and for how long; undefined when all of it came today. */
function oldestOf(locale: Locale, waiting: Waiting, now: Date): string | undefined {
  const t = translator(locale)
  const longest = waiting.find(({ waiting: { oldest } }) => oldest instanceof Date)
  const since = longest?.waiting.oldest
  if (!longest || !(since instanceof Date) || daysBetween(since, now) < 1) return undefined
  const date = dateFormat(locale, { timeZone: 'Europe/Kyiv', dateStyle: 'long' })
  return t('digest-letter.oldest', {
    what: t(`digest-letter.one-${longest.kind}`),
    date: date(since),
    days: t('digest-letter.days', { count: daysBetween(since, now) }),
  })
}

/** The letter to one person about what waits, the longest first. */
export function digestOf(
  { clock, config, links }: Needs,
  { id, name, locale, day }: { id: string; name: string; locale: Locale; day: string },
  waiting: Waiting,
): LetterData['staff-digest'] {
  const t = translator(locale)
  const now = clock.now()
  const desk = paths.staff.desk(locale)
  const lines = waiting.map(({ kind, waiting: { count } }) => {
    const room = addressOf(kind, locale)
    return {
      words: t(`digest-letter.${kind}`, { count }),
      link: config.publicUrl + (room.startsWith('#') ? desk + room : room),
    }
  })
  const stop = links.sign(stopPurpose, id, later(now, stopGoodFor))
  return {
    name,
    waiting: lines,
    oldest: oldestOf(locale, waiting, now),
    link: config.publicUrl + desk,
    stop: config.publicUrl + paths.digest(locale, stop),
    until: endOf(day),
  }
}
