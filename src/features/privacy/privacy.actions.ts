// A person takes their own data along, or has them deleted: everything that names them, in every slice,
// in one transaction. What they did stays in the diary, under a number that leads to nobody.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { forgetLettersTo } from '../../platform/mail/outbox.js'
import { forgetAccount } from '../accounts/index.js'
import { forgetClaimsOf } from '../claims/index.js'
import { forgetBroughtContact, forgetContact } from '../contacts/index.js'
import { interestForUpdate, withdraw } from '../interest/index.js'
import { leaveIntroductions } from '../introductions/index.js'
import * as own from './own-data.queries.js'
import {
  communitiesAt,
  deleteUnconfirmedOf,
  forgetDraftsOf,
  forgetLettersNaming,
  forgetOriginsOf,
  forgetSidesAt,
  forgetWordsBy,
  giveBackAllOf,
  handOver,
  isLastAdminForUpdate,
  personForUpdate,
} from './privacy.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

/** Everything stored of the person behind an account, by name of what it is; undefined when forgotten. */
export const exportOwnData = ({ db, clock }: Pick<Needs, 'db' | 'clock'>, accountId: string) =>
  db.transaction().execute(async (trx) => {
    const account = await own.accountOf(trx, accountId)
    if (!account?.email) return undefined
    const madeAt = clock.now()
    await writeEvent(trx, madeAt, {
      who: account.id,
      did: 'exported-own-data',
      what: { account: account.id },
    })
    return { madeAt, account, ...(await storedOf(trx, { id: account.id, email: account.email })) }
  })

/** Who decided is a datum of somebody else. */
const withoutDecider = <Row extends { decidedBy: string | null }>({ decidedBy: _, ...row }: Row) => row

async function storedOf(trx: Trx, person: own.Person) {
  const contacts = await own.contactsAt(trx, person)
  const interests = await own.interestsOf(trx, person)
  const claims = await own.claimsOf(trx, person)
  const seen = [
    ...contacts.map(({ communityId }) => ({ community: communityId })),
    ...interests.map(({ id }) => ({ interest: id })),
    ...claims.map(({ id }) => ({ claim: id })),
  ]
  return {
    sessions: await own.sessionsOf(trx, person),
    signInLinks: await own.linkTimes(trx, person),
    claims: claims.map(withoutDecider),
    interests: interests.map(withoutDecider),
    halfFilledForms: await own.draftsOf(trx, person),
    contactOfCommunities: contacts,
    introductions: await own.sidesAt(trx, person),
    looksAtYourContact: seen.length > 0 ? await own.looksAt(trx, seen) : [],
    shortlistNotes: await own.notesBy(trx, person),
    requestsForIntroduction: await own.requestsBy(trx, person),
    milestones: await own.milestonesBy(trx, person),
    savedFilters: await own.filtersBy(trx, person),
    lettersInHand: await own.lettersEditedBy(trx, person),
    lettersAwaitingAnswers: await own.lettersWrittenBy(trx, person),
    letters: await own.lettersTo(trx, person),
    whatYouDid: await own.eventsBy(trx, person),
  }
}

export type Forgetting = 'forgotten' | 'last-admin'

/** Forgets the person behind an account wherever they are named. The last admin stays: nobody could let people in. */
export const forgetPerson = (ctx: Needs, accountId: string): Promise<Forgetting> =>
  ctx.db.transaction().execute(async (trx) => {
    if (await isLastAdminForUpdate(trx, accountId)) return 'last-admin'
    const person = await personForUpdate(trx, accountId)
    if (!person?.email) return 'forgotten'
    await forgetAddress(trx, ctx, { id: person.id, email: person.email })
    await forgetWordsBy(trx, person.id)
    await giveBackAllOf(trx, person.id)
    await forgetAccount(trx, ctx, person.id)
    await writeEvent(trx, ctx.clock.now(), {
      who: person.id,
      did: 'forgot-own-data',
      what: { account: person.id },
    })
    await forgetOriginsOf(trx, person.id)
    return 'forgotten'
  })

/** Withdraws every interest of an address; read anew each time, because one may take others with it. */
async function withdrawInterestsOf(trx: Trx, ctx: Needs, person: own.Person): Promise<void> {
  await deleteUnconfirmedOf(trx, person.email)
  for (const { id } of await own.interestsOf(trx, person)) {
    const interest = await interestForUpdate(trx, id)
    if (interest) await withdraw(trx, ctx, interest, person.id)
  }
}

/** Takes an address out of interests, claims, contacts, introductions and, last, the letters all this caused. */
async function forgetAddress(trx: Trx, ctx: Needs, person: own.Person): Promise<void> {
  const { email } = person
  await withdrawInterestsOf(trx, ctx, person)
  await forgetDraftsOf(trx, email)
  await forgetClaimsOf(trx, email)
  const speaksFor = await communitiesAt(trx, email)
  for (const community of speaksFor) await forgetContact(trx, community)
  for (const community of [...speaksFor, ...(await handOver(trx, email))])
    await leaveIntroductions(trx, ctx, community)
  await forgetSidesAt(trx, email)
  await forgetLettersNaming(trx, email)
  await forgetBroughtContact(trx, email)
  await forgetLettersTo(trx, email)
}
