// Writing a profile down: the wishes, the declared topics, the texts, one more version, the diary; and
// taking a change back, which is one more change.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import { saveDeclaredTopics, saveWishes } from './our-community.queries.js'
import { nothingTold, partsChanged, profileParts, wishParts, type Profile } from './profile.model.js'
import {
  deleteProfile,
  latestVersion,
  lockProfile,
  profileBefore,
  profileOf,
  saveTexts,
  saveVersion,
} from './profile.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock'>
type Clock = Pick<AppContext, 'clock'>

/**
 * Keeps what a community says; what it said before stays in its history. Everything empty is an answer,
 * too; the same again is no change.
 * @param undoes the version this one takes back
 */
export async function saveProfile(
  trx: Trx,
  { clock }: Clock,
  communityId: string,
  profile: Profile,
  by: { id: string },
  undoes: string | null = null,
): Promise<'saved' | 'unchanged'> {
  await lockProfile(trx, communityId)
  const before = await profileOf(trx, communityId)
  const changed = before ? partsChanged(before, profile) : [...profileParts]
  if (changed.length === 0) return 'unchanged'
  const at = clock.now()
  if (changed.some((part) => wishParts.includes(part))) {
    await saveWishes(trx, wishesRow(communityId, profile, by.id, at))
    const { needs: need, offers: offer } = profile
    await saveDeclaredTopics(trx, communityId, { need, offer }, at.getUTCFullYear())
  }
  if (changed.some((part) => !wishParts.includes(part))) await saveTexts(trx, communityId, profile, at)
  await saveVersion(trx, { id: randomUUID(), communityId, at, by: by.id, profile, undoes })
  await writeEvent(trx, at, { who: by.id, did: 'recorded-wishes', what: { community: communityId } })
  return 'saved'
}

const wishesRow = (communityId: string, profile: Profile, enteredBy: string, enteredAt: Date) => ({
  communityId,
  places: profile.places,
  placesHard: profile.hardPlaces,
  sizeLeast: profile.sizeLeast ?? null,
  sizeMost: profile.sizeMost ?? null,
  sizeHard: profile.hardSize,
  needsHard: profile.hardNeeds,
  offersHard: profile.hardOffers,
  languages: profile.languages,
  languagesHard: profile.hardLanguages,
  kinds: profile.kinds,
  kindsHard: profile.hardKinds,
  enteredBy,
  enteredAt,
})

/** 'overtaken': somebody else changed the profile since the form was made, and said something else. */
export type Kept = 'saved' | 'unchanged' | 'overtaken'

/**
 * Keeps what somebody typed into a form.
 * @param madeFrom the version the form was made from; undefined when there was none
 * @param change what the profile is to be, given what it is
 */
export const keepVersion = (
  { db, clock }: Needs,
  communityId: string,
  by: { id: string },
  madeFrom: number | undefined,
  change: (now: Profile) => Profile,
): Promise<Kept> =>
  db.transaction().execute(async (trx) => {
    await lockProfile(trx, communityId)
    const now = (await profileOf(trx, communityId)) ?? nothingTold
    const latest = await latestVersion(trx, communityId)
    const profile = change(now)
    // Whoever pressed twice has said what is kept already.
    if (latest?.seq !== madeFrom && partsChanged(now, profile).length > 0) return 'overtaken'
    return saveProfile(trx, { clock }, communityId, profile, by)
  })

/**
 * Brings back what stood before a change, as a change of its own; nothing is ever deleted. Undefined
 * when this community has no such change.
 */
export const undoChange = (
  { db, clock }: Needs,
  communityId: string,
  by: { id: string },
  versionId: string,
): Promise<'saved' | 'unchanged' | undefined> =>
  db.transaction().execute(async (trx) => {
    await lockProfile(trx, communityId)
    const before = await profileBefore(trx, communityId, versionId)
    return before && saveProfile(trx, { clock }, communityId, before, by, versionId)
  })

/** Takes out of the registry what a community told, with every version of it; for a withdrawal. */
export const forgetProfile = (trx: Trx, communityId: string): Promise<void> => deleteProfile(trx, communityId)
