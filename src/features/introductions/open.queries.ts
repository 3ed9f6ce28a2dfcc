// Which introductions of a community are open: letters are out, answers awaited.
import type { Db, Trx } from '../../platform/db/connect.js'

/** The open introductions of these communities, with the community on the other side, oldest first. */
export const openIntroductionsOf = (db: Db | Trx, communityIds: readonly string[]) =>
  db
    .selectFrom('introductionSides as ours')
    .innerJoin('introductions', 'introductions.id', 'ours.introductionId')
    .innerJoin('introductionSides as theirs', (join) =>
      join.onRef('theirs.introductionId', '=', 'ours.introductionId').onRef('theirs.side', '!=', 'ours.side'),
    )
    .select(['introductions.id', 'introductions.openedAt', 'ours.communityId'])
    .select('theirs.communityId as otherId')
    .where('ours.communityId', 'in', [...communityIds])
    .where('introductions.state', '=', 'awaiting')
    .orderBy('introductions.openedAt')
    .orderBy('introductions.id')
    .execute()
export type OpenIntroduction = Awaited<ReturnType<typeof openIntroductionsOf>>[number]
