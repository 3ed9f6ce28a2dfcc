// An accepted interest in the registry: its answers as the community's profile, its contact person as the
// community's contact.
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { saveContact } from '../contacts/index.js'
import { saveProfile, type Profile } from '../our-community/index.js'
import type { Interest } from './interest.queries.js'
import { localeOf } from './manage.letters.js'
import { textsOf, type Texts } from './manage.queries.js'

/** The languages in which the registry has a text about a community. */
const textIn: Record<string, keyof Texts> = { uk: 'textUk', en: 'textEn' }

/**
 * What the answers say as a profile. Nothing an applicant ticks excludes anybody.
 * @param known texts that stay where the applicant wrote in another language, or nothing
 */
export function profileFrom({ answers, website, locale }: Interest, known: Texts): Profile {
  const field = textIn[locale]
  return {
    places: answers.places,
    hardPlaces: false,
    sizeLeast: answers.sizeLeast,
    sizeMost: answers.sizeMost,
    hardSize: false,
    needs: answers.needs,
    hardNeeds: false,
    offers: answers.offers,
    hardOffers: false,
    languages: answers.languages,
    hardLanguages: false,
    kinds: answers.kinds,
    hardKinds: false,
    website: website ?? known.website,
    textUk: known.textUk,
    textEn: known.textEn,
    ...(field && answers.about ? { [field]: answers.about } : {}),
  }
}

type Clock = Pick<AppContext, 'clock'>

/**
 * Writes the answers down as the community's profile.
 * @param before the answers until now: what came from them and is left out in the new ones goes
 */
export async function keepProfile(
  trx: Trx,
  ctx: Clock,
  communityId: string,
  interest: Interest,
  by: { id: string },
  before?: Interest,
): Promise<void> {
  const known = await textsOf(trx, communityId)
  const told = before && profileFrom(before, nothingKnown)
  const others = told
    ? {
        website: elsewhere(known.website, told.website),
        textUk: elsewhere(known.textUk, told.textUk),
        textEn: elsewhere(known.textEn, told.textEn),
      }
    : known
  await saveProfile(trx, ctx, communityId, profileFrom(interest, others), by)
}

export const nothingKnown: Texts = { website: null, textUk: null, textEn: null }

const elsewhere = (known: string | null, told: string | null) => (known === told ? null : known)

/** Makes the contact person of an interest the community's contact. */
export async function keepContact(
  trx: Trx,
  { clock }: Clock,
  communityId: string,
  interest: Interest,
  by: { id: string },
): Promise<void> {
  const { contactName: name, contactEmail: email, contactOffice, contactPhone, locale } = interest
  if (name === null || email === null) return
  const contact = {
    communityId,
    name,
    email,
    language: localeOf(locale),
    office: contactOffice,
    phone: contactPhone,
  }
  await saveContact(trx, contact, by.id, clock.now())
}
