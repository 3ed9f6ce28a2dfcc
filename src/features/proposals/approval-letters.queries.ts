// Letters that staff edited before an approval: the rows, and who may sign.
import type { Db, Trx } from '../../platform/db/connect.js'
import type { Side } from '../pairs/pairs.model.js'
import type { EditedLetter } from './approval-letters.model.js'

export type EditedLetters = Partial<Record<Side, EditedLetter>>

/** What staff made of the letters of a proposal, by side. */
export async function editedLetters(db: Db | Trx, proposalId: string): Promise<EditedLetters> {
  const rows = await db
    .selectFrom('proposalLetters')
    .leftJoin('accounts as signer', (join) =>
      join
        .onRef('signer.id', '=', 'proposalLetters.signerId')
        .on('signer.disabledAt', 'is', null)
        .on('signer.forgottenAt', 'is', null),
    )
    .leftJoin('accounts as editor', 'editor.id', 'proposalLetters.editedBy')
    .select(['side', 'proposalLetters.language', 'subject', 'body', 'personal', 'original', 'editedAt'])
    .select([
      'signer.id as signerId',
      'signer.name as signer',
      'editor.id as editorId',
      'editor.name as editedBy',
    ])
    .where('proposalId', '=', proposalId)
    .execute()
  return Object.fromEntries(rows.map(({ side, ...letter }) => [side, letter]))
}

export interface LetterRow extends Pick<
  EditedLetter,
  'language' | 'subject' | 'body' | 'personal' | 'signerId' | 'original' | 'editedAt'
> {
  proposalId: string
  side: Side
  editedBy: string
}

export async function saveLetter(trx: Trx, { proposalId, side, ...letter }: LetterRow): Promise<void> {
  await trx
    .insertInto('proposalLetters')
    .values({ proposalId, side, ...letter })
    .onConflict((known) => known.columns(['proposalId', 'side']).doUpdateSet(letter))
    .execute()
}

/** Back to the original; gives whether there was anything to take back. */
export async function forgetLetter(trx: Trx, proposalId: string, side: Side): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('proposalLetters')
    .where('proposalId', '=', proposalId)
    .where('side', '=', side)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What somebody wrote for letters of these proposals goes: they were sent, or never will be. */
export async function forgetLetters(trx: Trx, proposalIds: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('proposalLetters')
    .where('proposalId', 'in', [...proposalIds])
    .execute()
}

/** Who may sign letters: the office, and the branch of the pair's oblast. */
export const signers = (db: Db | Trx, regionCode: string | null) =>
  db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('disabledAt', 'is', null)
    .where('forgottenAt', 'is', null)
    .where(({ eb, or, and }) =>
      or([
        eb('role', 'in', ['staff', 'admin']),
        and([eb('role', '=', 'coordinator'), eb('regionCode', '=', regionCode ?? '')]),
      ]),
    )
    .orderBy('name')
    .orderBy('id')
    .execute()
