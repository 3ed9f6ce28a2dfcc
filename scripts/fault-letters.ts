// A thousand letters through two workers that are killed ten times each, to a mail server in a bad
// mood; and the same once more with PostgreSQL restarted three times in between. Prints what became of
// the letters; the exit code is 1 when one was lost or came twice without a reason.
import { execFileSync } from 'node:child_process'
import { booksOnServer, embeddedBooks, type Books } from '../test/faults/books.js'
import { asLines, lettersUnderFault, type Trial } from '../test/faults/letters-under-fault.js'
import { postgresPrograms, startPostgres } from '../test/faults/postgres.js'

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
let wrong = false

async function trial(title: string, books: Books, given: Omit<Trial, 'books'>): Promise<void> {
  try {
    const outcome = await lettersUnderFault({ ...given, books })
    console.log(`\n${title}`)
    for (const [what, count] of asLines(outcome))
      console.log(`  ${what.padEnd(42)}${String(count).padStart(6)}`)
    wrong ||= outcome.arrived < outcome.deliverable || outcome.repeated.unexplained + outcome.strangers > 0
  } finally {
    await books.close()
  }
}

if (postgresPrograms) {
  const server = await startPostgres()
  try {
    const crew = { letters: 1_000, workers: 2, kills: 10, shared: true }
    await trial('Two workers on PostgreSQL, each killed ten times', await booksOnServer(server.url), {
      ...crew,
      patience: 2,
    })
    await trial('The same, PostgreSQL restarted three times', await booksOnServer(server.url), {
      ...crew,
      patience: 6,
      restarts: { times: 3, restart: (time) => server.restart(time % 2 ? 'fast' : 'immediate') },
    })
  } finally {
    await server.stop()
  }
} else console.log('There is no PostgreSQL on this machine, so only the embedded database is tried.')

await trial('One worker on the embedded database, killed three times', await embeddedBooks(), {
  letters: 300,
  workers: 1,
  kills: 3,
  patience: 2,
  shared: false,
})
process.exit(wrong ? 1 : 0)
