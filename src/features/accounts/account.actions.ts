// What somebody does with their own account: chooses a language, ends a visit.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { sessionName } from './account.model.js'
import { wantsDigest } from './accounts.model.js'
import { holdAccount, saveAccount } from './accounts.queries.js'
import { endSessionOf, sessionsOf } from './sessions.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>

export const chooseLanguage = ({ db, clock }: Needs, account: string, language: Locale): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await saveAccount(trx, account, { language })
    await writeEvent(trx, clock.now(), { who: account, did: 'chose-language', what: { account } })
  })

/** Whether somebody of the staff gets the morning letter; the same again is no change. */
export const chooseDigest = ({ db, clock }: Needs, account: string, wanted: boolean): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const before = await holdAccount(trx, account)
    if (!before || wantsDigest(before) === wanted) return
    await saveAccount(trx, account, { digest: wanted })
    const did = wanted ? 'turned-digest-on' : 'turned-digest-off'
    await writeEvent(trx, clock.now(), { who: account, did, what: { account } })
  })

/** Ends one visit of an account by its name on the page; false when it is no such visit of theirs. */
export const endVisit = ({ db, clock }: Needs, account: string, name: string): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const sessions = await sessionsOf(trx, account)
    const meant = sessions.find(({ sid }) => sessionName(sid) === name)
    if (!meant || !(await endSessionOf(trx, account, meant.sid))) return false
    await writeEvent(trx, clock.now(), { who: account, did: 'ended-session', what: { account } })
    return true
  })
