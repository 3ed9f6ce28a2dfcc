// The doorway to accounts.
import type { AppContext } from '../../context.js'
import { invite } from './accounts.actions.js'
import { firstAccount } from './accounts.model.js'
import { accountByEmail, anyAccount } from './accounts.queries.js'

export { chooseDigest } from './account.actions.js'
export { letGo } from './accounts.actions.js'
export { queueInvitation } from './people.actions.js'
export { forgetAccount, invite, inviteWithin, type Invitation, type Invited } from './accounts.actions.js'
export { emailAddress } from './accounts.forms.js'
export { roomOnCommandLine } from './people.queries.js'
export { accountByEmail, accountsOf, type Editor } from './accounts.queries.js'

/**
 * Outside production, makes the first account when there is none, and gives the one to announce;
 * undefined in production and where real people have accounts instead.
 */
export async function firstStaffMember(
  ctx: Pick<AppContext, 'db' | 'clock' | 'config'>,
): Promise<{ email: string } | undefined> {
  if (ctx.config.mode === 'production') return undefined
  if (!(await anyAccount(ctx.db))) await invite(ctx, { ...firstAccount, role: 'admin' })
  const account = await accountByEmail(ctx.db, firstAccount.email)
  return account && account.disabledAt === null ? { email: firstAccount.email } : undefined
}
