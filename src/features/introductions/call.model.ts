// A first talk: each side that says yes may propose a time, by the clock on its own wall.
import { later, minutes } from '../../platform/kit/clock.js'
import { momentAt } from '../../platform/kit/zones.js'
import { type Side, sides } from '../pairs/pairs.model.js'
import type { Introduction, SideRow } from './introductions.queries.js'

/** The clocks one may choose from, and the countries whose people find theirs chosen. */
const clocks: Record<string, readonly string[]> = {
  'Europe/Kyiv': ['UA'],
  'Europe/Warsaw': ['PL'],
  'Europe/Berlin': ['DE', 'AT', 'CH', 'LI'],
  'Europe/Paris': ['FR', 'MC'],
  'Europe/Rome': ['IT', 'MT', 'SM'],
  'Europe/Prague': ['CZ', 'SK'],
  'Europe/Budapest': ['HU', 'HR', 'SI', 'RS', 'BA', 'ME', 'MK', 'AL'],
  'Europe/Brussels': ['BE', 'NL', 'LU'],
  'Europe/Stockholm': ['SE', 'DK', 'NO'],
  'Europe/Madrid': ['ES', 'AD'],
  'Europe/Lisbon': ['PT'],
  'Europe/London': ['GB', 'IE'],
  'Atlantic/Reykjavik': ['IS'],
  'Europe/Bucharest': ['RO'],
  'Europe/Chisinau': ['MD'],
  'Europe/Sofia': ['BG'],
  'Europe/Athens': ['GR', 'CY'],
  'Europe/Vilnius': ['LT', 'LV', 'EE'],
  'Europe/Helsinki': ['FI'],
  'Europe/Istanbul': ['TR'],
  'Asia/Tbilisi': ['GE', 'AM'],
  'Asia/Baku': ['AZ'],
  'Asia/Jerusalem': ['IL'],
  'Asia/Almaty': ['KZ'],
  'Asia/Tashkent': ['UZ', 'TM', 'TJ'],
  'Asia/Kolkata': ['IN'],
  'Asia/Shanghai': ['CN', 'TW'],
  'Asia/Tokyo': ['JP', 'KR'],
  'Australia/Sydney': ['AU'],
  'America/Halifax': [],
  'America/New_York': ['US'],
  'America/Toronto': ['CA'],
  'America/Chicago': [],
  'America/Denver': [],
  'America/Los_Angeles': [],
  'America/Sao_Paulo': ['BR'],
  UTC: [],
}
export const zones = Object.keys(clocks)

export const zoneOf = (country: string): string =>
  zones.find((zone) => clocks[zone]?.includes(country)) ?? 'Europe/Berlin'

/** A talk may be proposed so many days ahead. */
export const callAtMost = 180
export const callMinutes = 45

export interface Proposed {
  side: Side
  day: string
  time: string
  zone: string
  at: Date
}

const proposedBy = ({ side, answer, callOn, callAt, callZone }: SideRow): Proposed[] =>
  answer === 'yes' && callOn !== null && callAt !== null && callZone !== null
    ? [{ side, day: callOn, time: callAt, zone: callZone, at: momentAt(callZone, callOn, callAt) }]
    : []

/** The times proposed that are still to come, the earliest first: that one goes into the calendars. */
export const proposedCalls = (introduction: Pick<Introduction, 'sides'>, now: Date): Proposed[] =>
  sides
    .flatMap((side) => proposedBy(introduction.sides[side]))
    .filter(({ at }) => at > later(now, minutes(60)))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
