// How a script ends: problems that a person can mend are told plainly and give exit code 2.
import { WrongSettings } from '../src/config.js'
import { BadSeeds } from '../src/features/imports/index.js'
import { NoDatabase } from '../src/platform/db/connect.js'
import { DirectoryInUse } from '../src/platform/db/data-lock.js'

const mendable = [WrongSettings, BadSeeds, DirectoryInUse, NoDatabase]

export async function script(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!mendable.some((kind) => error instanceof kind)) throw error
    console.error((error as Error).message)
    process.exitCode = 2
  }
}
