// Who may speak for a community: its people let colleagues in and go, and name whom the Association writes to.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Member } from '../../platform/http/access.js'
import { accountByEmail, accountsOf, inviteWithin, letGo, queueInvitation } from '../accounts/index.js'
import { nameIn } from '../communities/index.js'
import { saveContact } from '../contacts/index.js'
import type { ColleagueForm, OurContactForm } from './people.forms.js'
import { lockProfile } from './profile.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config'>

/** So many may edit one community; a town hall needs no more, and a stolen session can do no more. */
export const mostEditors = 20

/** 'taken': the address belongs to an account that is none of this community's business. */
export type Invited = 'invited' | 'already' | 'taken' | 'full'

/** Lets a colleague in with the same rights, and writes where to sign in. */
export const inviteColleague = (ctx: Needs, member: Member, colleague: ColleagueForm): Promise<Invited> =>
  ctx.db.transaction().execute(async (trx) => {
    const { communityId, role } = member
    // One at a time, so that two who invite together cannot let in more than there may be.
    const community = await lockProfile(trx, communityId)
    const editors = await accountsOf(trx, communityId)
    if (editors.some(({ email }) => email === colleague.email)) return 'already'
    const known = await accountByEmail(trx, colleague.email)
    if (known && !hasLeft(known)) return 'taken'
    if (!community || editors.length >= mostEditors) return 'full'
    await inviteWithin(trx, ctx, { ...colleague, role, communityId }, member.id)
    await queueInvitation(trx, ctx, {
      to: colleague,
      community: nameIn(colleague.language, community).text,
      inviter: member.name,
    })
    return 'invited'
  })

/** Somebody who once spoke for a community and was let go. */
const hasLeft = ({
  role,
  communityId,
  disabledAt,
}: NonNullable<Awaited<ReturnType<typeof accountByEmail>>>) =>
  (role === 'member' || role === 'partner') && communityId === null && disabledAt !== null

/** 'last': somebody has to be able to speak for the community. Undefined: nobody of this community. */
export type LetGo = 'gone' | 'last'

/** Lets a colleague go, or oneself if others stay. */
export const removeColleague = (ctx: Needs, member: Member, id: string): Promise<LetGo | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    // One at a time, so that the last two cannot let each other go.
    await lockProfile(trx, member.communityId)
    const editors = await accountsOf(trx, member.communityId)
    const stillHere = editors.some((editor) => editor.id === member.id)
    if (!stillHere || !editors.some((editor) => editor.id === id)) return undefined
    if (editors.length === 1) return 'last'
    await letGo(trx, ctx, id, member.communityId, member.id)
    return 'gone'
  })

/** Keeps whom the Association writes to in this community. */
export const nameContact = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  { id, communityId }: Member,
  contact: OurContactForm,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const at = clock.now()
    await saveContact(trx, { communityId, ...contact }, id, at)
    await writeEvent(trx, at, { who: id, did: 'entered-contact', what: { community: communityId } })
  })
