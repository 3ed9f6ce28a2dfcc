// The only place that asks what time it is, so that tests can travel.
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const minutes = (n: number) => n * 60_000
export const days = (n: number) => n * 86_400_000
export const later = (from: Date, ms: number) => new Date(from.getTime() + ms)

const inKyiv = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short' })

/** The calendar day of a moment in Kyiv, as a date field has it: '2026-11-23'. */
export const dayInKyiv = (moment: Date): string => inKyiv.format(moment)
