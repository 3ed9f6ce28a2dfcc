// The sister associations: entered by staff, told of an introduction, and what they answer.
import { randomUUID } from 'node:crypto'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { communityFacts } from '../pairs/index.js'
import type { AssociationForm } from './associations.forms.js'
import {
  associationHeld,
  deleteAssociation,
  insertCopy,
  saveAssociation,
  saveCopyAnswer,
} from './associations.queries.js'
import type { Needs } from './introductions.actions.js'
import { already, held, type Tended } from './tending.actions.js'
import type { AssociationAnswerForm } from './tending.forms.js'
import { sendAssociationCopy } from './tending.letters.js'

type By = Pick<StaffMember, 'id' | 'name'>

/** Enters an association, or changes the one of an id. */
export async function enterAssociation(
  ctx: Pick<Needs, 'db' | 'clock'>,
  by: By,
  form: AssociationForm,
  id?: string,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    const association = id ?? randomUUID()
    await saveAssociation(trx, { id: association, ...form, enteredBy: by.id, enteredAt: at })
    const did = id ? 'changed-association' : 'entered-association'
    await writeEvent(trx, at, { who: by.id, did, what: { association } })
  })
}

/** Removes one that was never written to; others stay, for what was sent to them. */
export const removeAssociation = (
  ctx: Pick<Needs, 'db' | 'clock'>,
  by: By,
  id: string,
): Promise<'removed' | 'written-to'> =>
  ctx.db.transaction().execute(async (trx) => {
    if (!(await associationHeld(trx, id))) return 'removed'
    if (!(await deleteAssociation(trx, id))) return 'written-to'
    const what = { association: id }
    await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'removed-association', what })
    return 'removed'
  })

/** Tells an association of the partner's country, once; undefined when there is no such one there. */
export async function copyToAssociation(
  ctx: Needs,
  id: string,
  by: By,
  associationId: string,
): Promise<Tended | undefined> {
  return held(ctx, id, async (trx, introduction) => {
    const association = await associationHeld(trx, associationId)
    const foreign = introduction.sides.foreign.communityId
    const country = (await communityFacts(trx, [foreign])).get(foreign)?.country
    if (!association || association.country !== country) return { outcome: 'no-contact' }
    const at = ctx.clock.now()
    const what = { introduction: id, association: associationId }
    const isNew = await insertCopy(trx, {
      id: randomUUID(),
      introductionId: id,
      associationId,
      sentBy: by.id,
      sentAt: at,
    })
    if (!isNew) return already(trx, what, by, 'copied', ['copied-association'])
    await writeEvent(trx, at, { who: by.id, did: 'copied-association', what })
    await sendAssociationCopy(trx, ctx, introduction, association, by.name)
    return { outcome: 'done' }
  })
}

/** Writes down what an association answered; a later word replaces an earlier one. */
export const noteAssociationAnswer = (
  ctx: Needs,
  id: string,
  by: By,
  { copy, answer, on, words }: AssociationAnswerForm,
): Promise<Tended | undefined> =>
  held(ctx, id, async (trx) => {
    const told = { answer, answeredOn: on, words, notedBy: by.id }
    if (!(await saveCopyAnswer(trx, id, copy, told))) return { outcome: 'no-contact' }
    const what = { introduction: id, copy }
    await writeEvent(trx, ctx.clock.now(), { who: by.id, did: 'association-answered', what })
    return { outcome: 'done' }
  })
