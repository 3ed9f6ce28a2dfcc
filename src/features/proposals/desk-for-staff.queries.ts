// All that the desk is made of, gathered from the questions of several slices. A coordinator's desk keeps to
// the oblast, and leaves out what only the office deals with.
import type { AppContext } from '../../context.js'
import { ownRegion, type StaffMember } from '../../platform/http/access.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { troubleWithLetters } from '../letters/index.js'
import { dayAfter, dayOf } from '../our-community/declarations.model.js'
import { communityEnds, placeNames, wordingIn } from '../pairs/index.js'
import { countLookalikes } from '../records/index.js'
import type { Desk, LapsingDeclarations } from './desk.pages.js'
import * as asks from './desk.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

/** So many lines are read at a glance; the rest is behind a link. */
const stepsShown = 12
const answersShown = 8
/** Declarations that end within so many days. */
export const lapsingWithin = 30

/** What waits for somebody of the staff, of each kind that this person deals with. */
export async function waitingFor({ db, clock }: Needs, by: StaffMember): Promise<Desk['waiting']> {
  const region = ownRegion(by)
  const today = dayOf(clock.now())
  return {
    ...(await asks.waitingProposals(db, by.id, region)),
    ...(region === undefined && { interests: await asks.waitingInterests(db) }),
    letters: await troubleWithLetters(db, region),
    claims: await asks.waitingClaims(db, region),
    conflicts: await asks.waitingConflicts(db, region),
    // Nobody notes when two records began to look alike.
    duplicates: { count: await countLookalikes(db, region), oldest: null },
    declarations: await asks.lapsingDeclarations(db, today, dayAfter(today, lapsingWithin), region),
    answers: await asks.countAnswers(db, await asks.answersReadBy(db, by.id), region),
  }
}

/** @param allAnswers every new answer, not only the oldest of them */
export async function desk(
  { db, clock }: Needs,
  locale: Locale,
  by: StaffMember,
  allAnswers: boolean,
): Promise<Desk> {
  const now = clock.now()
  const region = ownRegion(by)
  const after = await asks.answersReadBy(db, by.id)
  const answers = await asks.answersAfter(db, after, region, allAnswers ? undefined : answersShown)
  const steps = await asks.openSteps(db, region, stepsShown)
  const ids = [
    ...answers.flatMap(({ communityId, otherId }) => [communityId, otherId]),
    ...steps.flatMap(({ uaId, foreignId }) => [uaId, foreignId]),
  ]
  return {
    waiting: await waitingFor({ db, clock }, by),
    answers,
    steps,
    open: (await asks.countOpenSteps(db, region)).count,
    facts: await communityEnds(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
    now,
  }
}

/** Whose declarations end soon. */
export async function declarationsSoon(
  { db, clock }: Needs,
  locale: Locale,
  by: StaffMember,
): Promise<LapsingDeclarations> {
  const today = dayOf(clock.now())
  const rows = await asks.declarationsLapsing(db, today, dayAfter(today, lapsingWithin), ownRegion(by))
  const ids = rows.map(({ communityId }) => communityId)
  return {
    rows,
    today,
    facts: await communityEnds(db, ids),
    wording: wordingIn(locale, await placeNames(db, ids)),
  }
}
