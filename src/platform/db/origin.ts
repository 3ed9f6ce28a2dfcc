// From where something is done: which way in, and for people the network they come from. It goes with the
// request or the job through everything that it calls, so that no action has to hand it on.
import { AsyncLocalStorage } from 'node:async_hooks'
import { isIP } from 'node:net'

/** A page of the service, a link from a letter, the timetable, or somebody at the machine. */
export const ways = ['page', 'letter-link', 'job', 'command'] as const
export type Way = (typeof ways)[number]

export interface Origin {
  way: Way
  /** A shortened address; undefined where there is none. */
  network?: string | undefined
}

const current = new AsyncLocalStorage<Origin>()

/** Does something, and everything that follows from it, in the name of an origin. */
export const withOrigin = <T>(origin: Origin, act: () => T): T => current.run(origin, act)

const written = ({ way, network }: Origin) => (network === undefined ? way : `${way} ${network}`)

/** The origin as the diary keeps it. Whatever comes neither from a request nor from the timetable is a command. */
export const originNow = (): string => written(current.getStore() ?? { way: 'command' })

/** An origin as it was written down. */
export function readOrigin(text: string): Origin {
  const [way = '', network] = text.split(' ')
  return { way: ways.find((each) => each === way) ?? 'command', network }
}

/**
 * The network of an address: its first three numbers of four, or its first three groups of eight. Enough to
 * tell an office from a stranger; too little to tell who of the office it was.
 */
export function networkOf(address: string | undefined): string | undefined {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(plain) !== 6) return undefined
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const filled =
    tail === undefined ? before : [...before, ...zeros(8 - before.length - after.length), ...after]
  const groups = filled.slice(0, 3).map((group) => parseInt(group, 16).toString(16))
  return `${groups.join(':').replace(/(^0|:0)(:0)*$/, '')}::/48`
}

const zeros = (count: number): string[] => Array<string>(Math.max(count, 0)).fill('0')
