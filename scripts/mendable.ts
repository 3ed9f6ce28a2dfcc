// What a person can mend – a wrong option, a bad file – is told in plain lines and gives exit code 2.
export class Mendable extends Error {}

export async function tellMendable(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Mendable)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
