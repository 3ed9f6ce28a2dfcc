// Staff record what a community told them. One transaction: the wishes, its declared topics, the diary.
import type { AppContext } from '../../context.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { WishesForm } from './our-community.forms.js'
import { saveDeclaredTopics, saveWishes } from './our-community.queries.js'

/** Keeps what a community wants of a partner; what it said before is replaced. Everything empty is an answer, too. */
export async function recordWishes(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  communityId: string,
  by: Pick<StaffMember, 'id'>,
  form: WishesForm,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    await saveWishes(trx, {
      communityId,
      places: form.places,
      placesHard: form.hardPlaces,
      sizeLeast: form.sizeLeast ?? null,
      sizeMost: form.sizeMost ?? null,
      sizeHard: form.hardSize,
      needsHard: form.hardNeeds,
      offersHard: form.hardOffers,
      languages: form.languages,
      languagesHard: form.hardLanguages,
      kinds: form.kinds,
      kindsHard: form.hardKinds,
      enteredBy: by.id,
      enteredAt: at,
    })
    await saveDeclaredTopics(trx, communityId, { need: form.needs, offer: form.offers }, at.getUTCFullYear())
    await writeEvent(trx, at, { who: by.id, did: 'recorded-wishes', what: { community: communityId } })
  })
}
