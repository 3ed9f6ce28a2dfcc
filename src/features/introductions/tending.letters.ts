// Letters of an introduction that is being cared for: more time, the question once more, and the copy to the
// association of the partner's country.
import type { Trx } from '../../platform/db/connect.js'
import { defaultLocale, isLocale } from '../../platform/i18n/locales.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { communityFacts, factLines, placeNames, wordingIn } from '../pairs/index.js'
import type { Side } from '../pairs/pairs.model.js'
import type { Needs } from './introductions.actions.js'
import { answerLink, pairInWords, profileLink, send } from './introductions.letters.js'
import { associationAbout } from './introductions.model.js'
import type { Introduction } from './introductions.queries.js'

export async function sendExtended(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
): Promise<void> {
  const { wording, names } = await pairInWords(trx, introduction, side)
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-extended',
    locale: wording.locale,
    data: { ...names, link: answerLink(ctx, introduction, side), until: introduction.answersUntil },
  })
}

export async function sendFollowUp(
  trx: Trx,
  ctx: Needs,
  introduction: Introduction,
  side: Side,
): Promise<void> {
  const { wording, community, names, theirCountry } = await pairInWords(trx, introduction, side)
  await send(trx, ctx, introduction, side, {
    letter: 'introduction-follow-up',
    locale: wording.locale,
    data: {
      ...names,
      theirCountry,
      theirAbout: factLines(community, wording),
      link: answerLink(ctx, introduction, side),
      profile: profileLink(ctx, introduction, side),
      until: introduction.answersUntil,
    },
  })
}

export interface Addressee {
  name: string
  email: string
  language: string
}

/** What the registry says of both communities; of their people the letter knows nothing. */
export async function sendAssociationCopy(
  trx: Trx,
  ctx: Needs,
  { id, sides }: Introduction,
  { name, email, language }: Addressee,
  signer: string,
): Promise<void> {
  const [ua, foreign] = [sides.ua.communityId, sides.foreign.communityId]
  const locale = isLocale(language) ? language : defaultLocale
  const wording = wordingIn(locale, await placeNames(trx, [ua, foreign]))
  const facts = await communityFacts(trx, [ua, foreign])
  const about = (community: string) => {
    const found = facts.get(community)
    return found ? factLines(found, wording) : []
  }
  await queueLetter(trx, ctx, {
    letter: 'association-copy',
    locale,
    to: { name, email },
    about: associationAbout(id),
    data: {
      name,
      ua: wording.names.community(ua),
      foreign: wording.names.community(foreign),
      foreignCountry: wording.names.country(facts.get(foreign)?.country ?? ''),
      uaAbout: about(ua),
      foreignAbout: about(foreign),
      signer,
    },
  })
}
