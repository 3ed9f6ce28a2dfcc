// Ranks or scores communities from CSV files: `npm run --silent rank -- --help` says how. Rows go to
// standard output, everything else that is to be said to standard error.
import { gatherEvidence } from '../src/scoring/evidence.js'
import { closedCountries } from '../src/scoring/profile.js'
import { Mendable, tellMendable } from './mendable.js'
import { gatherProblems } from './rank/csv.js'
import { readCommunities, readPairs, readPartnerships } from './rank/files.js'
import { header, lists, pairRows } from './rank/lists.js'
import { readOptions, usage } from './rank/options.js'
import { print } from './rank/print.js'

const note = (line: string) => console.error(line)

await tellMendable(async () => {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') return console.log(usage)
  const problems = gatherProblems()
  const profiles = await readCommunities(options.communities, problems)
  const places = new Map(profiles.map(({ id }, i) => [id, i]))
  const partnerships =
    options.partnerships &&
    (await readPartnerships(options.partnerships, new Set(places.keys()), problems, note))
  const pairs = options.pairs && (await readPairs(options.pairs, places, problems))
  if (options.country !== undefined && !profiles.some(({ country }) => country === options.country))
    problems.say(options.communities, `no community lies in ${options.country}, for which lists are wanted`)
  if (problems.lines.length > 0) throw new Mendable(problems.lines.join('\n'))

  const evidence = gatherEvidence(profiles, partnerships || [])
  await print([header])
  await print(
    pairs
      ? pairRows(profiles, evidence, pairs, note)
      : lists(profiles, evidence, options.country, options.top),
  )
})
