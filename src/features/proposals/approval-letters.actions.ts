// Staff edit a side's letter before an approval sends it, or take back what they made of it.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Side } from '../pairs/pairs.model.js'
import type { LetterForm } from './approval-letters.forms.js'
import { changesOf, digestOf, type Original } from './approval-letters.model.js'
import { editedLetters, forgetLetter, saveLetter, signers } from './approval-letters.queries.js'
import { stateAfter } from './proposals.model.js'
import { proposalForUpdate } from './proposals.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'>

export type Edited =
  | 'saved'
  /** The pair has been decided on meanwhile: there is no letter to edit any more. */
  | 'decided'
  /** A colleague saved this letter after the page was opened. */
  | 'overtaken'
  /** Whoever was to sign may not. */
  | 'no-signer'

/** The moment by which the page knows which letter it shows. */
export const seenAt = (editedAt: Date | undefined): string => editedAt?.toISOString() ?? ''

export interface LetterToEdit {
  proposalId: string
  regionCode: string | null
  language: string
  original: Original
}

/** Keeps a side's letter as it was edited; what equals the original stays the original's. */
export const editLetter = (
  ctx: Needs,
  by: By,
  { proposalId, regionCode, language, original }: LetterToEdit,
  { side, seen, signer, ...typed }: Omit<LetterForm, 'do'>,
): Promise<Edited> =>
  ctx.db.transaction().execute(async (trx) => {
    const hindrance = await hindranceOf(trx, proposalId, side, seen)
    if (hindrance) return hindrance
    const may = await signers(trx, regionCode)
    if (signer !== undefined && !may.some(({ id }) => id === signer)) return 'no-signer'
    const editedAt = ctx.clock.now()
    await saveLetter(trx, {
      proposalId,
      side,
      language,
      ...changesOf(original, typed),
      signerId: signer ?? null,
      original: digestOf(original),
      editedBy: by.id,
      editedAt,
    })
    await writeEvent(trx, editedAt, {
      who: by.id,
      did: 'edited-letter',
      what: { proposal: proposalId, side },
    })
    return 'saved'
  })

/** Takes back what was made of a side's letter. */
export const restoreLetter = (
  ctx: Needs,
  by: By,
  { proposalId, side }: { proposalId: string; side: Side },
): Promise<Edited> =>
  ctx.db.transaction().execute(async (trx) => {
    const hindrance = await hindranceOf(trx, proposalId, side)
    if (hindrance) return hindrance
    if (await forgetLetter(trx, proposalId, side))
      await writeEvent(trx, ctx.clock.now(), {
        who: by.id,
        did: 'restored-letter',
        what: { proposal: proposalId, side },
      })
    return 'saved'
  })

/** The proposal is held, so that no approval sends half of what is being saved. */
async function hindranceOf(
  trx: Trx,
  proposalId: string,
  side: Side,
  seen?: string,
): Promise<Edited | undefined> {
  const proposal = await proposalForUpdate(trx, proposalId)
  if (!proposal || !stateAfter(proposal.state, 'approve')) return 'decided'
  if (seen === undefined) return undefined
  const letter = (await editedLetters(trx, proposalId))[side]
  return seenAt(letter?.editedAt) === seen ? undefined : 'overtaken'
}
