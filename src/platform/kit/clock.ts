// The only place that asks what time it is, so that tests can travel.
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const minutes = (n: number) => n * 60_000
export const days = (n: number) => n * 86_400_000
export const later = (from: Date, ms: number) => new Date(from.getTime() + ms)
