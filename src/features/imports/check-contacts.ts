// One row of a list of contacts: whom the Association writes to in a community, at an office's address.
import { z } from 'zod'
import { isLocale } from '../../platform/i18n/locales.js'
import { fold } from '../../platform/search/fold.js'
import { countryOf, placeNamed } from './check-named.js'
import {
  chosen,
  emptyFinding,
  keepsToOblast,
  repeats,
  type CheckContext,
  type Finding,
  type Row,
} from './place.js'
import { looksPrivate } from './redact.js'

const address = z.email()

const languages: Record<string, string> = {
  українська: 'uk', ukrainian: 'uk', англіиська: 'en', english: 'en', польська: 'pl', polish: 'pl', polski: 'pl',
  німецька: 'de', german: 'de', deutsch: 'de', французька: 'fr', french: 'fr', francais: 'fr',
} // prettier-ignore

/** The language of letters: the one that is said, else the country's own if we write it, else English. */
function languageOf(said: string, country: string): string {
  const small = said.trim().toLowerCase()
  if (isLocale(small)) return small
  const usual: Record<string, string> = { UA: 'uk', PL: 'pl', DE: 'de', AT: 'de', FR: 'fr' }
  return languages[fold(said)] ?? usual[country] ?? 'en'
}

export function checkContactRow(context: CheckContext, row: Row): Finding {
  const { known } = context
  const finding = emptyFinding()
  const id = row.cell('id')
  const country = countryOf(row.cell('country'), finding)
  const named = { id, name: row.cell('community'), country: country ?? '', region: row.cell('region') }
  const community =
    chosen(context, row, 'community') ??
    (country === undefined ? undefined : placeNamed(context, named, country, 'community', finding))
  if (community) finding.placed.community = community
  if (community && !keepsToOblast(context, community, finding)) return finding
  if (!community && context.ownRegion !== undefined) finding.say('not-ours', 'not-ours')
  const [email, name] = [row.cell('email').trim().toLowerCase(), row.cell('contactName').trim()]
  if (!address.safeParse(email).success)
    finding.say('ignored', email === '' ? 'email-missing' : 'email-wrong')
  if (name.length < 2) finding.say('ignored', 'contact-name-missing')
  if (!community) return finding
  repeats(context, row, community, finding)
  const before = known.contact(community)
  if (before === email) finding.say('duplicate', 'contact-recorded')
  else if (before !== undefined) finding.say('conflict', 'contact-differs')
  if (looksPrivate(email)) finding.say('conflict', 'private-address')
  if (before !== email)
    finding.effects.push({
      table: 'contacts',
      key: community,
      before: before === undefined ? null : {},
      after: {
        name: name.slice(0, 200),
        email,
        language: languageOf(row.cell('language'), known.community(community)?.country ?? ''),
        office: row.cell('office').slice(0, 200) || null,
        phone: row.cell('phone').slice(0, 40) || null,
      },
    })
  return finding
}
