// Ranks or scores communities from CSV files: `npm run --silent rank -- --help` says how. Rows go to
// standard output, everything else that is to be said to standard error.
import { Mendable, tellMendable } from './mendable.js'
import { gatherProblems } from './rank/csv.js'
import { readCommunities, readPairs, readPartnerships } from './rank/files.js'
import { header, lists, pairRows, unmakeable, worldOf } from './rank/lists.js'
import { readOptions, usage } from './rank/options.js'
import { print } from './rank/print.js'

await tellMendable(async () => {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') return console.log(usage)
  const { country, top } = options
  const problems = gatherProblems()
  const profiles = await readCommunities(options.communities, problems)
  const places = new Map(profiles.map(({ id }, i) => [id, i]))
  const known =
    options.partnerships && (await readPartnerships(options.partnerships, places, problems, console.error))
  const pairs = options.pairs && (await readPairs(options.pairs, places, problems))
  if (country !== undefined && !profiles.some((profile) => profile.country === country))
    problems.say(options.communities, `no community lies in ${country}, for which lists are wanted`)
  if (problems.lines.length > 0) throw new Mendable(problems.lines.join('\n'))

  const world = worldOf(profiles, known || [])
  await print([header])
  if (!pairs) return print(lists(world, country, top))
  const without = unmakeable(world, pairs)
  if (without.size > 0)
    console.error(
      `${without.size} pairs left out: only a Ukrainian community and one abroad are a pair, and none in Russia or Belarus`,
    )
  await print(pairRows(world, pairs, without))
})
