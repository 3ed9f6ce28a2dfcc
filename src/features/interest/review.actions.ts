// Staff decide on an interest. One transaction each: the interest, the registry, the diary, the letter.
import { createHash } from 'node:crypto'
import type { AppContext } from '../../context.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { StaffMember } from '../../platform/http/access.js'
import { declareIntent } from '../our-community/index.js'
import { stateAfter } from './interest.model.js'
import { interestForUpdate, saveInterest, type Interest } from './interest.queries.js'
import { sendAnswer } from './manage.letters.js'
import { keepContact, keepProfile } from './manage.profile.js'
import { chosenCommunity, type DecisionForm, type NewCommunity } from './review.forms.js'
import { dayInYears, declaredForYears, didOf, isOpenCountry, stepOf } from './review.model.js'
import { countryOf, enterCommunity, ownerOfGeonames } from './review.queries.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export type Outcome =
  | { outcome: 'decided' }
  /** Somebody else was quicker, or this very person pressed twice. */
  | { outcome: 'already' }
  /** The municipality changed its answers after the page was opened. */
  | { outcome: 'changed' }
  /** `field` is where it can be mended; `why` ends the catalogue key. */
  | { outcome: 'refused'; field: string; why: string }

const refused = (field: string, why: string): Outcome => ({ outcome: 'refused', field, why })

/** A mark of everything a decision is about: state and answers, but for nobody to read. */
export const markOf = ({ state, ...interest }: Interest): string => {
  const { town, country, region, population, website, answers, communityId } = interest
  const { contactName, contactOffice, contactEmail, contactPhone } = interest
  const said = [town, country, region, population, website, answers, communityId]
  const person = [contactName, contactOffice, contactEmail, contactPhone]
  const digest = createHash('sha256')
    .update(JSON.stringify([said, person]))
    .digest('base64url')
  return `${state}:${digest.slice(0, 16)}`
}

/** Decides on an interest if it is still as the page showed it. Undefined when there is none that staff may see. */
export const decideInterest = (
  ctx: Needs,
  id: string,
  by: Pick<StaffMember, 'id'>,
  form: DecisionForm,
): Promise<Outcome | undefined> =>
  ctx.db.transaction().execute(async (trx) => {
    const interest = await interestForUpdate(trx, id)
    if (!interest || interest.state === 'unconfirmed') return undefined
    const state = stateAfter(interest.state, stepOf[form.decision])
    if (!state || !form.seen.startsWith(`${interest.state}:`)) return { outcome: 'already' }
    if (form.seen !== markOf(interest)) return { outcome: 'changed' }
    const decided = { state, decidedBy: by.id, decidedAt: ctx.clock.now() }

    if (form.decision === 'return' || form.decision === 'decline') {
      await saveInterest(trx, id, { ...decided, note: form.note })
      await note(trx, ctx, by, didOf[form.decision], { interest: id })
      await sendAnswer(trx, ctx, interest, `interest-${didOf[form.decision]}`, form.note)
      return { outcome: 'decided' }
    }

    const communityId = await communityFor(trx, ctx, interest, form)
    if (typeof communityId !== 'string') return communityId
    const accepted = { ...interest, communityId }
    await saveInterest(trx, id, { ...decided, communityId, note: null })
    await note(trx, ctx, by, didOf.accept, { interest: id, community: communityId })
    await keepProfile(trx, ctx, communityId, accepted, by)
    const until = dayInYears(ctx.clock.now(), declaredForYears)
    await declareIntent(trx, ctx, communityId, { state: 'open', until }, by.id)
    await keepContact(trx, ctx, communityId, accepted, by)
    await sendAnswer(trx, ctx, accepted, 'interest-accepted')
    return { outcome: 'decided' }
  })

const note = (
  trx: Trx,
  { clock }: Needs,
  by: Pick<StaffMember, 'id'>,
  did: string,
  what: Record<string, string>,
) => writeEvent(trx, clock.now(), { who: by.id, did, what })

/** The community of the registry that an interest is accepted for, entered there when it is new. */
async function communityFor(
  trx: Trx,
  { clock }: Needs,
  interest: Interest,
  form: Extract<DecisionForm, { decision: 'existing' | 'new' }>,
): Promise<string | Outcome> {
  if (!isOpenCountry(interest.country)) return refused('decision', 'closed-country')
  if (form.decision === 'new') return enter(trx, clock.now(), interest, form)
  const id = chosenCommunity(form)
  const country = id && (await countryOf(trx, id))
  if (!id || !country) return refused('community', 'community')
  if (!isOpenCountry(country)) return refused('community', 'community-closed')
  return id
}

async function enter(
  trx: Trx,
  at: Date,
  { country, geonamesId }: Interest,
  { nameEn, nameNative, nameUk, regionCode, lat, lon, population }: NewCommunity,
): Promise<string | Outcome> {
  if (await ownerOfGeonames(trx, geonamesId)) return refused('decision', 'known')
  const place = { lat, lon, population: population ?? null, geonamesId }
  const names = { nameEn, nameNative, nameUk: nameUk ?? null }
  return enterCommunity(trx, { country, ...names, regionCode: regionCode ?? null, ...place }, at)
}
