// A line of the diary in the words of one language. What nobody has words for yet is shown as it is
// written: a line must never be left out because its words are missing.
import { paths } from '../../paths.js'
import { readOrigin } from '../../platform/db/origin.js'
import type { StaffMember } from '../../platform/http/access.js'
import { actorName } from '../../platform/i18n/actor.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { hasWords, type Translate } from '../../platform/i18n/translate.js'
import { isNamed, roles } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'
import type { DiaryNames } from './names.queries.js'

export interface DiaryWording {
  t: Translate
  locale: Locale
  names: DiaryNames
  community(id: string): string
  reader: Pick<StaffMember, 'role'>
}

const known = ({ t, locale }: Pick<DiaryWording, 't' | 'locale'>, key: string): string | undefined =>
  hasWords(locale, key) ? t(key) : undefined

/** What was done; an answer says which. */
export function deedIn(
  wording: Pick<DiaryWording, 't' | 'locale'>,
  { did, note }: Pick<DiaryLine, 'did' | 'note'>,
) {
  const answered = note !== null && known(wording, `diary-deeds.${did}-${note}`)
  return answered || (known(wording, `diary-deeds.${did}`) ?? did)
}

/** What somebody wrote; a note that is a code, in words. */
export function noteIn(wording: DiaryWording, { did, note }: Pick<DiaryLine, 'did' | 'note'>): string | null {
  if (note === null || hasWords(wording.locale, `diary-deeds.${did}-${note}`)) return null
  return known(wording, `roles.${note}`) ?? note
}

export const roleOf = ({ names }: DiaryWording, who: string): string | undefined =>
  names.accounts.get(who)?.role

/** Who did it: a person, the service, or somebody who came by a letter. */
export function actorIn({ t, names }: DiaryWording, who: string): string {
  if (roles.some((role) => role === who)) return t(`diary-actors.${who.replace(':', '-')}`)
  const account = names.accounts.get(who)
  return account ? actorName(t, account.name) : who
}

/** From where: the way in, and the network when it is still kept. */
export function originIn({ t }: Pick<DiaryWording, 't'>, origin: string | null): string | null {
  if (origin === null) return null
  const { way, network } = readOrigin(origin)
  const words = t(`diary-origins.${way}`)
  return network === undefined ? words : t('diary-origins.network', { way: words, network })
}

export interface ThingInWords {
  kind: string
  name: string
  href: string | null
}

const pages: Record<string, (locale: Locale, id: string) => string> = {
  community: paths.community,
  candidate: paths.community,
  proposal: paths.staff.proposal,
  introduction: paths.staff.introduction,
  interest: paths.staff.interest,
  claim: paths.staff.claim,
  other: paths.community,
  account: paths.staff.person,
  import: paths.staff.import,
}

/** Rooms that are not open to whoever reads. */
const isClosedTo = ({ role }: Pick<StaffMember, 'role'>, kind: string) =>
  (kind === 'account' && role !== 'admin') || (kind === 'interest' && role === 'coordinator')

function nameOf({ t, names, community }: DiaryWording, kind: string, id: string): string | undefined {
  if (['community', 'candidate', 'other'].includes(kind)) return community(id)
  const pair = names.pairs.get(id)
  if (pair) return t('diary-things.pair', { ua: community(pair[0]), foreign: community(pair[1]) })
  const claimed = names.claims.get(id)
  if (claimed) return community(claimed)
  const account = names.accounts.get(id)
  if (account) return actorName(t, account.name)
  return names.interests.get(id)
}

/** Codes and numbers in words where they have any; what is long and says nothing to people, shortened. */
const detailIn = (wording: DiaryWording, value: string): string =>
  known(wording, `exports/sheets.${value}`) ??
  known(wording, `diary-actors.side-${value}`) ??
  (value.length > 40 ? `${value.slice(0, 12)}…` : value)

/** The things a line is about: with names and pages where they have any and are still there. */
export const thingsIn = (
  wording: DiaryWording,
  { what, who }: Pick<DiaryLine, 'what' | 'who'>,
): ThingInWords[] =>
  Object.entries(what).flatMap(([key, value]) => {
    const id = String(value)
    if (!isNamed(key) || (key === 'account' && id === who)) return []
    const kind = wording.t(`diary-things.${key}`)
    const name = nameOf(wording, key, id)
    if (name === undefined) return { kind, name: wording.t('diary-things.gone'), href: null }
    const href = isClosedTo(wording.reader, key) ? null : (pages[key]?.(wording.locale, id) ?? null)
    return { kind, name, href }
  })

/** What else a line tells: numbers of rows, filters, sides. */
export const detailsIn = (wording: DiaryWording, { what }: Pick<DiaryLine, 'what'>): ThingInWords[] =>
  Object.entries(what).flatMap(([key, value]) => {
    if (isNamed(key)) return []
    const id = String(value)
    const href = pages[key]?.(wording.locale, id) ?? null
    return { kind: known(wording, `diary-things.${key}`) ?? key, name: detailIn(wording, id), href }
  })
