// What may be said on the command line of `npm run round`.
import { parseArgs } from 'node:util'
import { idsIn, type Group, type RoundOptions } from '../../src/features/rounds/rounds.model.js'
import { usualRules } from '../../src/scoring/round.js'
import { Mendable } from '../mendable.js'

export const usage = `Shows the set of introductions that is worth most in total; nothing is saved and no letter sent.

npm run round -- --dry-run [--for seeking] [--most 3] [--floor 1] [--cap 10] [--cap PL=40] [--least 0.25] [--show 20]

  --dry-run       only show; staff decide at the desk, so there is no other way to run it from here.
  --for           whom the round is for: seeking (when left out), all, or ids separated by commas.
  --most          introductions for each community at most, those in hand included; 3 when left out.
  --most-ua, --most-foreign   the same for one side only.
  --floor         at least so many for each of them without any partner, as far as possible; none when left out.
  --cap           at most so many with each country, or with one: PL=40. May be said several times.
  --least         totals below this are not worth a letter, from 0 to 1; 0 when left out.
  --show          how many introductions to list, or "all"; 20 when left out.`

export interface Options extends Omit<RoundOptions, 'taking'> {
  /** A group, or ids. */
  whom: Group | readonly string[]
  /** "10 with each country, 40 with PL"; empty without caps. */
  capsInWords: string
  show: number
}

/**
 * Reads the arguments; 'help' when that is what was asked for.
 * @throws Mendable with what is wrong and the usage
 */
export function readOptions(args: readonly string[]): Options | 'help' {
  const wrong = (what: string) => new Mendable(`${what}\n\n${usage}`)
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
  const words = {
    for: text,
    most: text,
    'most-ua': text,
    'most-foreign': text,
    floor: text,
    least: text,
    show: text,
  }
  const caps = { type: 'string', multiple: true, default: [] as string[] } as const
  let given
  try {
    const options = { ...words, cap: caps, 'dry-run': flag, help: { type: 'boolean', short: 'h' } } as const
    given = parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw wrong((error as Error).message.split('. ')[0] ?? '')
  }
  if (given.help) return 'help'
  if (!given['dry-run']) throw wrong('--dry-run is missing: from here a round is only shown')

  const whole = (name: keyof typeof words, least: number, otherwise: number): number => {
    const said = given[name]
    if (said === undefined) return otherwise
    if (!/^\d{1,6}$/.test(said) || Number(said) < least)
      throw wrong(`--${name} ${said}: must be a whole number from ${least}`)
    return Number(said)
  }
  const countryCaps = new Map<string | undefined, number>()
  for (const said of given.cap) {
    const [, country, most] = /^(?:([A-Z]{2})=)?(\d{1,6})$/.exec(said) ?? []
    if (most === undefined) throw wrong(`--cap ${said}: must look like 10 or PL=40`)
    countryCaps.set(country, Number(most))
  }
  const least = given.least ?? '0'
  if (!/^(0?\.\d+|0|1|1\.0+|0\.\d+)$/.test(least))
    throw wrong(`--least ${least}: must be a number from 0 to 1`)
  const whom = given.for ?? 'seeking'
  return {
    whom: whom === 'seeking' || whom === 'all' ? whom : whom.split(',').map((id) => id.trim()),
    rules: {
      perUa: whole('most-ua', 1, whole('most', 1, usualRules.perUa)),
      perForeign: whole('most-foreign', 1, whole('most', 1, usualRules.perForeign)),
      least: Number(least),
    },
    floor: whole('floor', 0, 0),
    cap: (country) => countryCaps.get(country) ?? countryCaps.get(undefined),
    capsInWords: [...countryCaps]
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
      .map(([country, most]) => `${most} with ${country ?? 'each country'}`)
      .join(', '),
    show: given.show === 'all' ? Infinity : whole('show', 0, 20),
  }
}

/**
 * The ids of those a round is for; nobody in a closed country is.
 * @throws Mendable naming ids that are not in the registry or may not take part
 */
export function takingPart(
  whom: Options['whom'],
  communities: ReadonlyMap<string, { country: string; seeking: boolean }>,
): ReadonlySet<string> {
  if (whom === 'all' || whom === 'seeking') return idsIn(whom, communities)
  const known = idsIn('all', communities)
  const strange = whom.filter((id) => !known.has(id))
  if (strange.length > 0)
    throw new Mendable(
      `--for: the registry has no such community, or it gets no proposals: ${strange.join(', ')}`,
    )
  return new Set(whom)
}
