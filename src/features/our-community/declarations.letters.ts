// The letter before a declaration lapses: to the community's accounts and its contact, once to each address,
// in the language of each.
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { defaultLocale, isLocale, type Locale } from '../../platform/i18n/locales.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import { accountsOf } from '../accounts/index.js'
import { nameIn } from '../communities/index.js'
import { contactsOf } from '../contacts/index.js'
import { eveningOf } from './declarations.model.js'
import type { LockedCommunity } from './profile.queries.js'

interface Reader {
  name: string
  email: string
  language: string
  /** Where this reader can renew the declaration. */
  renewAt: (locale: Locale) => string
}

/** Whoever has no account renews by the link to their interest, or asks for an account. */
const withoutAccount = ({ id, country }: LockedCommunity) =>
  country === 'UA' ? (locale: Locale) => paths.claim(locale, id) : paths.interest.newLink

async function readersOf(trx: Trx, community: LockedCommunity): Promise<Reader[]> {
  const accounts = await accountsOf(trx, community.id)
  const contacts = await contactsOf(trx, [community.id])
  const readers = [
    ...accounts.map((account) => ({ ...account, renewAt: paths.our.declaration })),
    ...contacts.map((contact) => ({ ...contact, renewAt: withoutAccount(community) })),
  ]
  return readers.filter(
    ({ email }, i) => readers.findIndex((other) => other.email.toLowerCase() === email.toLowerCase()) === i,
  )
}

/** Gives how many letters there are. */
export async function queueLapsing(
  trx: Trx,
  ctx: Pick<AppContext, 'clock' | 'config'>,
  community: LockedCommunity,
  until: string,
): Promise<number> {
  const readers = await readersOf(trx, community)
  for (const { name, email, language, renewAt } of readers) {
    const locale = isLocale(language) ? language : defaultLocale
    await queueLetter(trx, ctx, {
      letter: 'declaration-lapsing',
      locale,
      to: { name, email },
      about: `declaration:${community.id}`,
      data: {
        name,
        community: nameIn(locale, community).text,
        link: ctx.config.publicUrl + renewAt(locale),
        until: eveningOf(until),
      },
    })
  }
  return readers.length
}
