// Staff edit the letters of a pair before an approval sends them, or take back what they made of one.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { Side } from '../pairs/pairs.model.js'
import type { LetterForm } from './approval-letters.forms.js'
import { changesOf, digestOf, type Original } from './approval-letters.model.js'
import { editedLetters, forgetLetter, saveLetter, signers } from './approval-letters.queries.js'
import { stateAfter } from './proposals.model.js'
import { proposalForUpdate, type OneProposal } from './proposals.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type By = Pick<StaffMember, 'id'>

export type Restored =
  | { outcome: 'saved' }
  /** The pair has been decided on meanwhile: there is no letter to edit any more. */
  | { outcome: 'decided' }
  /** A colleague saved one of these letters after the page was opened. */
  | { outcome: 'overtaken' }

export type Edited =
  | Restored
  /** Whoever was to sign may not. */
  | { outcome: 'no-signer'; sides: Side[] }

/** The moment by which the page knows which letter it shows. */
export const seenAt = (editedAt: Date | undefined): string => editedAt?.toISOString() ?? ''

export interface LetterToSave extends Omit<LetterForm, 'language'> {
  side: Side
  language: string
  original: Original
}

/** Keeps letters as they were edited, all or none; what equals an original stays the original's. */
export const editLetters = (
  ctx: Needs,
  by: By,
  { id: proposalId, regionCode }: Pick<OneProposal, 'id' | 'regionCode'>,
  letters: readonly LetterToSave[],
): Promise<Edited> =>
  ctx.db.transaction().execute(async (trx) => {
    const hindrance = await hindranceOf(trx, proposalId, letters)
    if (hindrance) return hindrance
    const may = await signers(trx, regionCode)
    const strange = letters.filter(
      ({ signer }) => signer !== undefined && !may.some(({ id }) => id === signer),
    )
    if (strange.length > 0) return { outcome: 'no-signer', sides: strange.map(({ side }) => side) }
    const editedAt = ctx.clock.now()
    for (const { side, language, original, signer, seen: _, ...typed } of letters) {
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
      const what = { proposal: proposalId, side }
      await writeEvent(trx, editedAt, { who: by.id, did: 'edited-letter', what })
    }
    return { outcome: 'saved' }
  })

/** Takes back what was made of a side's letter, if it is still what the page showed. */
export const restoreLetter = (
  ctx: Needs,
  by: By,
  proposalId: string,
  letter: Pick<LetterToSave, 'side' | 'seen'>,
): Promise<Restored> =>
  ctx.db.transaction().execute(async (trx) => {
    const hindrance = await hindranceOf(trx, proposalId, [letter])
    if (hindrance) return hindrance
    const what = { proposal: proposalId, side: letter.side }
    if (await forgetLetter(trx, proposalId, letter.side))
      await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'restored-letter', what })
    return { outcome: 'saved' }
  })

/** The proposal is held, so that no approval sends half of what is being saved. */
async function hindranceOf(
  trx: Trx,
  proposalId: string,
  letters: readonly Pick<LetterToSave, 'side' | 'seen'>[],
): Promise<Restored | undefined> {
  const proposal = await proposalForUpdate(trx, proposalId)
  if (!proposal || !stateAfter(proposal.state, 'approve')) return { outcome: 'decided' }
  const kept = await editedLetters(trx, proposalId)
  const isAsSeen = letters.every(({ side, seen }) => seenAt(kept[side]?.editedAt) === seen)
  return isAsSeen ? undefined : { outcome: 'overtaken' }
}
