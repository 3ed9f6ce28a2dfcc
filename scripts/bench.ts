// What the service costs, in one table of one run: starts, search, pages. Name parts to run only those:
// `npm run bench -- search pages`.
import { availableParallelism } from 'node:os'
import { measureDesk } from './bench/desk.js'
import { measureImports } from './bench/imports.js'
import { measureLetters } from './bench/letters.js'
import { measurePages } from './bench/pages.js'
import { measureScoring } from './bench/scoring.js'
import { measureSearch } from './bench/search.js'
import { measureStarts } from './bench/starts.js'
import { printTable } from './bench/table.js'

const parts = {
  starts: measureStarts,
  search: measureSearch,
  scoring: measureScoring,
  letters: measureLetters,
  imports: measureImports,
  desk: measureDesk,
  pages: measurePages,
}
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

console.log(
  `Node ${process.version}, ${availableParallelism()} processors. Pages: at 10 · at 50 connections.`,
)
for (const [name, measure] of Object.entries(parts))
  if (chosen.length === 0 || chosen.includes(name)) printTable(name, await measure())
process.exit(0)
