// What nobody needs any more is forgotten, each kind after its own time, which is a setting. Whatever
// forgets a person does so in one transaction, so that a night that breaks off leaves nothing half done.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import { days, later } from '../../platform/kit/clock.js'
import { forgetAccount } from '../accounts/index.js'
import { letterAbout as aboutClaim } from '../claims/claims.model.js'
import { forgetClaimsOf } from '../claims/index.js'
import { deleteLettersAbout, emptyInterest } from '../interest/index.js'
import { letterAbout as aboutInterest } from '../interest/interest.model.js'
import { forgetOriginsOf, personForUpdate } from './privacy.queries.js'
import {
  accountsIdleSince,
  deleteClaimsDeclinedBefore,
  deleteLettersBefore,
  emptySidesClosedBefore,
  forgetOriginsBefore,
  interestsTurnedDownBefore,
} from './retention.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface Forgotten {
  interests: number
  claims: number
  contacts: number
  accounts: number
  letters: number
  origins: number
}

/** Forgets everything that has been kept for as long as the settings say; gives how much of each. */
export async function forgetWhatIsOld(ctx: Needs): Promise<Forgotten> {
  const { db, clock } = ctx
  const { declined, closedContacts, idleAccounts, letters, origins } = ctx.config.keep
  const ago = (n: number) => later(clock.now(), -days(n))
  return {
    interests: await forgetInterests(ctx, ago(declined)),
    claims: await forgetClaims(ctx, ago(declined)),
    contacts: await emptySidesClosedBefore(db, ago(closedContacts)),
    accounts: await forgetIdleAccounts(ctx, ago(idleAccounts)),
    // Last: nothing of the above waits for a letter.
    letters: await deleteLettersBefore(db, ago(letters)),
    origins: await forgetOriginsBefore(db, ago(origins)),
  }
}

async function forgetInterests({ db, clock }: Needs, before: Date): Promise<number> {
  const ids = await interestsTurnedDownBefore(db, before)
  for (const id of ids)
    await db.transaction().execute(async (trx) => {
      await emptyInterest(trx, id)
      await deleteLettersAbout(trx, [aboutInterest(id)])
      await writeEvent(trx, clock.now(), { who: 'system', did: 'forgot', what: { interest: id } })
    })
  return ids.length
}

const forgetClaims = ({ db }: Needs, before: Date): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const ids = await deleteClaimsDeclinedBefore(trx, before)
    await deleteLettersAbout(trx, ids.map(aboutClaim))
    return ids.length
  })

async function forgetIdleAccounts({ db, clock }: Needs, moment: Date): Promise<number> {
  const ids = await accountsIdleSince(db, moment)
  for (const id of ids)
    await db.transaction().execute(async (trx) => {
      const person = await personForUpdate(trx, id)
      if (!person?.email) return
      await forgetClaimsOf(trx, person.email)
      await forgetAccount(trx, { clock }, id)
      await forgetOriginsOf(trx, id)
      await writeEvent(trx, clock.now(), { who: 'system', did: 'forgot-idle', what: { account: id } })
    })
  return ids.length
}
