// A proposed first talk in words, and as a file for the reader's calendar.
import { dateFormat } from '../../platform/i18n/dates.js'
import { tentative } from '../../platform/mail/calendar.js'
import { domainOf } from '../../platform/mail/travel.js'
import { offsetOf } from '../../platform/kit/zones.js'
import type { Wording } from '../pairs/index.js'
import { callMinutes, type Proposed } from './call.model.js'
import type { Needs } from './introductions.actions.js'
import type { Introduction } from './introductions.queries.js'

/** A clock as one finds it in a list: “Europe/New York, UTC−5”. */
export const zoneName = (zone: string, at: Date): string =>
  zone === 'UTC' ? zone : `${zone.replaceAll('_', ' ')}, ${offsetOf(zone, at)}`

/** “Legnica: 3 December 2026 at 14:00 (Europe/Warsaw, UTC+1)”. */
export function callInWords({ sides }: Introduction, { side, zone, at }: Proposed, wording: Wording): string {
  const { t, locale, names } = wording
  const when = dateFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' })(at)
  const community = names.community(sides[side].communityId)
  return t('introductions/answer.call-line', { community, when, zone: zoneName(zone, at) })
}

export function calendarFor(
  { clock, config }: Needs,
  { id, sides }: Introduction,
  { at }: Proposed,
  { t, names }: Wording,
): string {
  return tentative({
    uid: `${id}@${domainOf(config.mail.from)}`,
    title: t('introductions/answer.call-title', {
      ua: names.community(sides.ua.communityId),
      foreign: names.community(sides.foreign.communityId),
    }),
    start: at,
    minutes: callMinutes,
    at: clock.now(),
  })
}
