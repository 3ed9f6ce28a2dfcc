// What may be said on the command line of `npm run rank`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { closedCountries } from '../../src/scoring/profile.js'
import { Mendable } from '../mendable.js'

export const usage = `Ranks or scores communities from CSV files, as CSV on standard output:
community_id,candidate_id,rank,score,coverage (score and coverage from 0 to 1).

npm run --silent rank -- --communities FILE.csv [--partnerships FILE.csv] [--for UA] [--top 100]
npm run --silent rank -- --communities FILE.csv [--partnerships FILE.csv] --pairs FILE.csv

  --communities   id, country, lat, lon; and where known: population, admin1_code, kind (city, settlement,
                  village), features and topics (each separated by ;). An empty cell is "unknown".
  --partnerships  community_id, partner_id (or ua_id, foreign_id): any pairs that exist already. They are
                  evidence for others, and are not proposed again.
  --for           a country: lists for its communities only. Without it every community gets its list:
                  Ukrainian ones of communities abroad, those abroad of Ukrainian ones.
  --top           how many for each community, or "all"; 100 when left out.
  --pairs         community_id, candidate_id: scores just these pairs, in the order of the file; the rank is
                  the place among the pairs of the same community_id.

Communities in ${closedCountries.join(' and ')} are never proposed, nor is a pair within Ukraine or outside it.
A topic may say its direction: need:energy, offer:water. Exit code 2: a bad file or option.`

export interface Options {
  communities: string
  partnerships: string | undefined
  pairs: string | undefined
  country: string | undefined
  /** Infinity for all. */
  top: number
}

/**
 * Reads the arguments; 'help' when that is what was asked for.
 * @throws Mendable with what is wrong and the usage
 */
export function readOptions(args: readonly string[]): Options | 'help' {
  const wrong = (what: string) => new Mendable(`${what}\n\n${usage}`)
  const text = { type: 'string' } as const
  const options = { communities: text, partnerships: text, pairs: text, for: text, top: text }
  let given
  try {
    given = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch (error) {
    throw wrong((error as Error).message.split('. ')[0] ?? '')
  }
  const { communities, partnerships, pairs, for: country, top = '100', help } = given
  if (help) return 'help'
  if (communities === undefined) throw wrong('--communities FILE.csv is missing')
  if (pairs !== undefined && (country !== undefined || given.top !== undefined))
    throw wrong('--pairs scores the pairs of its file: --for and --top do not go with it')
  if (country !== undefined && !/^[A-Z]{2}$/.test(country))
    throw wrong(`--for ${country}: must be two capital letters`)
  if (country !== undefined && closedCountries.includes(country))
    throw wrong(`--for ${country}: communities of this country get no proposals`)
  if (!/^([1-9]\d{0,8}|all)$/.test(top)) throw wrong(`--top ${top}: must be a whole number from 1, or all`)
  return {
    communities: fromHere(communities),
    partnerships: partnerships === undefined ? undefined : fromHere(partnerships),
    pairs: pairs === undefined ? undefined : fromHere(pairs),
    country,
    top: top === 'all' ? Infinity : Number(top),
  }
}

// npm runs scripts in the project's folder, whatever folder the person stands in.
const fromHere = (file: string) => resolve(process.env.INIT_CWD ?? '.', file)
