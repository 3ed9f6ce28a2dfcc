// All that the page of a preview is made of: the reckoning, the moves its reader may see, and their names.
import type { Db } from '../../platform/db/connect.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Score } from '../../scoring/score.js'
import { communitiesIn, placeNames, wordingIn } from '../pairs/index.js'
import type { Move } from './preview.model.js'
import { previewOf } from './preview.queries.js'
import type { WeightSet } from './weights.model.js'

/** @param region an oblast, when the reader sees no other */
export async function previewFile(
  db: Db,
  sets: readonly WeightSet[],
  id: string,
  locale: Locale,
  region: string | undefined,
) {
  const set = sets.find((each) => each.id === id)!
  const current = sets.find(({ inUse }) => inUse)!
  const standing = await previewOf(db, id, current.id)
  const all = standing?.result?.moves ?? []
  const ours = region === undefined ? undefined : await idsIn(db, region)
  const moves = all.filter(({ uaId }) => !ours || ours.has(uaId))
  const places = await placeNames(db, moves.flatMap(named))
  return {
    set,
    current,
    standing,
    moves,
    communities: places.communities,
    wording: wordingIn(locale, places),
    national: region === undefined,
  }
}

async function idsIn(db: Db, region: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('communities').select('id').where('regionCode', '=', region).execute()
  return new Set(rows.map(({ id }) => id))
}

const named = ({ uaId, foreignId, why }: Move): string[] =>
  communitiesIn({ uaId, foreignId, parts: why.map(({ part }) => part) } as unknown as Score)
