// The letters in which a municipality learns what became of its interest, each with the link by which it
// can change, pause or withdraw it. Written in the language it registered in.
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { defaultLocale, isLocale, type Locale } from '../../platform/i18n/locales.js'
import { later } from '../../platform/kit/clock.js'
import type { LetterWords } from '../../platform/mail/letter.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { letterAbout, manageLinkGoodFor, managePurpose } from './interest.model.js'
import type { Interest } from './interest.queries.js'

export type Needs = Pick<AppContext, 'clock' | 'config' | 'links'>

export const localeOf = (language: string): Locale => (isLocale(language) ? language : defaultLocale)

/** The token of a link to an interest, and when it stops to work. */
export function manageToken({ clock, links }: Pick<Needs, 'clock' | 'links'>, id: string) {
  const until = later(clock.now(), manageLinkGoodFor)
  return { token: links.sign(managePurpose, id, until), until }
}

type Answer = 'interest-accepted' | 'interest-returned' | 'interest-declined' | 'manage-interest'

/**
 * Queues a letter to the contact person of an interest.
 * @param note what staff wrote, for the letters that repeat it
 */
export async function sendAnswer(
  trx: Trx,
  ctx: Needs,
  interest: Interest,
  letter: Answer,
  note = '',
): Promise<void> {
  const { id, town, contactName: name, contactEmail: email } = interest
  if (name === null || email === null) throw new Error(`Interest ${id} has nobody to write to`)
  const locale = localeOf(interest.locale)
  const { token, until } = manageToken(ctx, id)
  const data = { name, town, link: ctx.config.publicUrl + paths.interest.manage(locale, token), until }
  const words: LetterWords =
    letter === 'interest-returned' || letter === 'interest-declined'
      ? { letter, locale, data: { ...data, note } }
      : { letter, locale, data }
  await queueLetter(trx, ctx, { ...words, to: { name, email }, about: letterAbout(id) })
}
