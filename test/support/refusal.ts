// A no that nobody takes back: its hour goes by, and the service ends the introduction.
import { graceOfNo } from '../../src/features/introductions/introductions.model.js'
import { endRefusals } from '../../src/features/introductions/refusals.job.js'
import type { TestApp } from './app.js'

export async function theHourGoesBy(app: TestApp): Promise<void> {
  app.travel(graceOfNo)
  await endRefusals(app.ctx)
}
