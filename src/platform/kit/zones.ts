// What a clock on a wall somewhere says, as a moment, and the other way round.

const asUtc = (moment: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(moment)
  return Date.parse(`${parts.replace(' ', 'T')}Z`)
}

/** The moment at which clocks of a zone show `time` on `day`; where that hour is left out, the next one. */
export function momentAt(zone: string, day: string, time: string): Date {
  const wall = Date.parse(`${day}T${time.slice(0, 5)}:00Z`)
  let moment = wall
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let guess = 0; guess < 2; guess++) moment += wall - asUtc(moment, zone)
  return new Date(moment)
}

/** The last second of a day in Kyiv, for what is promised until the end of that day. */
export const endOfDayInKyiv = (day: string): Date =>
  new Date(momentAt('Europe/Kyiv', day, '23:59').getTime() + 59_000)

/** How far a zone is from UTC at a moment: 'UTC+2', 'UTC−5' (with a minus, not a hyphen). */
export function offsetOf(zone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(moment)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? 'UTC' : name.replace('GMT', 'UTC').replace('-', '−')
}
