// A line of the diary in the words of one language. What nobody has words for yet is shown as it is
// written: a line must never be left out because its words are missing.
import { paths } from '../../paths.js'
import { readOrigin } from '../../platform/db/origin.js'
import type { StaffMember } from '../../platform/http/access.js'
import { actorName } from '../../platform/i18n/actor.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { hasWords, type Translate } from '../../platform/i18n/translate.js'
import { isNamed, isUuid, roles, signOf, type NamedThing } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'
import type { DiaryNames } from './names.queries.js'

export interface DiaryWording {
  t: Translate
  locale: Locale
  names: DiaryNames
  community(id: string): string
  reader: Pick<StaffMember, 'role' | 'regionCode'>
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

/** Deeds whose note is a code that says the same once more. */
const saidByDeed: readonly string[] = ['connected', 'resting']

/** What somebody wrote; a note that is a code, in words. */
export function noteIn(wording: DiaryWording, { did, note }: Pick<DiaryLine, 'did' | 'note'>): string | null {
  if (note === null || saidByDeed.includes(did) || hasWords(wording.locale, `diary-deeds.${did}-${note}`))
    return null
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

/** The same, and of an account the sign by which a line of a file is found on the page. */
export function signedActorIn(wording: DiaryWording, who: string): string {
  const name = actorIn(wording, who)
  return isUuid(who) ? wording.t('diary-things.signed', { name, sign: signOf(who) }) : name
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

const pages: Partial<Record<NamedThing, (locale: Locale, id: string) => string>> = {
  community: paths.community,
  candidate: paths.community,
  other: paths.community,
  ua: paths.community,
  foreign: paths.community,
  proposal: paths.staff.proposal,
  introduction: paths.staff.introduction,
  interest: paths.staff.interest,
  claim: paths.staff.claim,
  round: paths.staff.round,
  weights: paths.staff.weightSet,
  association: paths.staff.association,
  import: paths.staff.import,
  conflict: paths.staff.conflict,
  account: paths.staff.person,
}

/** Rooms that are not open to whoever reads. */
function isClosedTo({ reader, names }: DiaryWording, kind: NamedThing, id: string): boolean {
  if (kind === 'account') return reader.role !== 'admin'
  if (reader.role !== 'coordinator') return false
  if (kind === 'round') return names.rounds.get(id)?.regionCode !== reader.regionCode
  return kind === 'interest' || kind === 'association'
}

/** Where a thing is; a letter has no page, but the introduction it belongs to has one. */
function pageOf(wording: DiaryWording, kind: NamedThing, id: string): string | null {
  const { locale, names } = wording
  if (kind === 'letter') {
    const introduction = names.letters.get(id)?.introduction
    return introduction === undefined ? null : paths.staff.introduction(locale, introduction)
  }
  return isClosedTo(wording, kind, id) ? null : (pages[kind]?.(locale, id) ?? null)
}

function pairIn({ t, names, community }: DiaryWording, id: string | undefined): string | undefined {
  const pair = id === undefined ? undefined : names.pairs.get(id)
  return pair && t('diary-things.pair', { ua: community(pair[0]), foreign: community(pair[1]) })
}

function letterIn(wording: DiaryWording, id: string): string | undefined {
  const { t, names } = wording
  const letter = names.letters.get(id)
  if (!letter) return undefined
  const kind = t(`letters.${letter.letter}`)
  const pair = pairIn(wording, letter.introduction)
  return pair === undefined ? kind : t('diary-things.letter-about', { kind, pair })
}

function importIn({ t, locale, names }: DiaryWording, id: string): string | undefined {
  const file = names.imports.get(id)
  const date = dateFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Kyiv' })
  return file && `${t(`staff/imports/index.kind-${file.kind}`)}, ${date(file.madeAt)}`
}

function nameOf(wording: DiaryWording, kind: NamedThing, id: string): string | undefined {
  const { names, community } = wording
  switch (kind) {
    case 'community':
    case 'candidate':
    case 'other':
    case 'ua':
    case 'foreign':
      return community(id)
    case 'proposal':
    case 'introduction':
    case 'request':
      return pairIn(wording, id)
    case 'account':
      return names.accounts.has(id) ? signedActorIn(wording, id) : undefined
    case 'interest':
      return names.interests.get(id)
    case 'claim': {
      const claimed = names.claims.get(id)
      return claimed && community(claimed)
    }
    case 'round':
      return names.rounds.get(id)?.name
    case 'weights':
      return id
    case 'letter':
      return letterIn(wording, id)
    case 'association':
      return names.associations.get(id)
    case 'import':
      return importIn(wording, id)
    case 'conflict': {
      const field = names.conflicts.get(id)
      return field && (known(wording, `records.${field}`) ?? field)
    }
  }
}

/** Codes and numbers in words where they have any; what is long and says nothing to people, shortened. */
const detailIn = (wording: DiaryWording, value: string): string =>
  known(wording, `exports/sheets.${value}`) ??
  known(wording, `diary-actors.side-${value}`) ??
  known(wording, `diary-values.${value}`) ??
  known(wording, `decision-reasons.reject-${value}`) ??
  known(wording, `decision-reasons.postpone-${value}`) ??
  known(wording, `staff/proposals/index.is-${value}`) ??
  known(wording, `staff/proposals/index.order-${value}`) ??
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
    return { kind, name, href: pageOf(wording, key, id) }
  })

/** What else a line tells: numbers of rows, filters, sides. */
export const detailsIn = (wording: DiaryWording, { what }: Pick<DiaryLine, 'what'>): ThingInWords[] =>
  Object.entries(what).flatMap(([key, value]) => {
    if (isNamed(key)) return []
    const kind = known(wording, `diary-things.${key}`) ?? key
    return { kind, name: detailIn(wording, String(value)), href: null }
  })
