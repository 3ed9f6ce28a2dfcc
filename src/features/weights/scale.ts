// Finds the middle of the scale for new weights: where real partnerships stand by them.
import type { Db } from '../../platform/db/connect.js'
import { gatherEvidence } from '../../scoring/evidence.js'
import { pairOf } from '../../scoring/profile.js'
import { scaleFor } from '../../scoring/quality/scale.js'
import { totalPoints } from '../../scoring/score.js'
import type { NightWorld } from './preview.model.js'
import type { Scale } from './weights.actions.js'

const asItIs: Scale = () => undefined

/** @param wanted whether anybody asks for it: reading the registry takes its time */
export async function scaleBy(
  db: Db,
  readNight: (db: Db) => Promise<NightWorld>,
  wanted: boolean,
): Promise<Scale> {
  if (!wanted) return asItIs
  const { profiles, places, partnerships, links } = await readNight(db)
  const evidence = gatherEvidence([...profiles, ...places], [...partnerships, ...links])
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  const pairs = partnerships.flatMap(([uaId, foreignId]) => {
    const [ua, foreign] = [byId.get(uaId), byId.get(foreignId)]
    return (ua && foreign && pairOf(ua, foreign)) ?? []
  })
  if (pairs.length === 0) return asItIs
  return (weights) => scaleFor(pairs.map((pair) => totalPoints(pair, evidence, weights)))
}
