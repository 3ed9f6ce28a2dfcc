// The profile of one's own community: the form, what somebody else changed meanwhile, and its history.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { translator } from '../../platform/i18n/translate.js'
import { changesInWords, type ChangeInWords } from './changes.js'
import { longestText, partsChanged, type Profile } from './profile.model.js'
import type { PlaceToWant } from './our-community.queries.js'
import type { ProfileChange } from './profile.queries.js'
import { wishesFields } from './wishes-fields.js'

/** The way back from a room to the community's home. */
export const homeCrumb = (locale: Locale) => [
  { href: paths.our.community(locale), label: translator(locale)('partials/member-header.community') },
]

/** Somebody was faster: what they changed, and what these answers would change of that. */
export interface Overtaken {
  by: Pick<ProfileChange, 'name' | 'role' | 'at'>
  /** What the form was made from. */
  before: Profile
  theirs: Profile
  /** Undefined where what was typed cannot be kept anyway. */
  ours: Profile | undefined
}

interface ProfileFile {
  places: readonly PlaceToWant[]
  typed: Typed
  version: number | undefined
  errors: FieldError[]
  overtaken: Overtaken | undefined
  saved: boolean
  csrf: string
}

export function profilePage(locale: Locale, file: ProfileFile) {
  const { places, typed, version, errors, overtaken, saved, csrf } = file
  return {
    layout: 'member',
    title: translator(locale)('our-community/profile.heading'),
    crumbs: homeCrumb(locale),
    errors,
    saved: saved && errors.length === 0,
    overtaken: overtaken ? overtakenInWords(locale, places, overtaken) : null,
    csrf,
    version: version ?? '',
    ...wishesFields(locale, places, typed),
    website: typed.website ?? '',
    textUk: typed.textUk ?? '',
    textEn: typed.textEn ?? '',
    longestText,
  }
}

function overtakenInWords(
  locale: Locale,
  places: readonly PlaceToWant[],
  { by, before, theirs, ours }: Overtaken,
) {
  const inWords = changesInWords(locale, places)
  return {
    who: whoIn(locale, by),
    at: by.at,
    theirs: inWords(before, theirs),
    ours: ours ? inWords(theirs, ours) : [],
  }
}

/** Who made a change: a colleague by name, the Association's people as such, or somebody who is forgotten. */
function whoIn(locale: Locale, { name, role }: Pick<ProfileChange, 'name' | 'role'>): string {
  const t = translator(locale)
  if (name === '') return t('our-community/history.somebody')
  return role === 'member' || role === 'partner' ? name : t('our-community/history.staff', { name })
}

interface History {
  places: readonly PlaceToWant[]
  changes: readonly ProfileChange[]
  /** As it stands now. */
  profile: Profile
  page: number
  pages: number
  undone: boolean
  csrf: string
}

export function historyPage(locale: Locale, history: History) {
  const { places, changes, profile, page, pages, undone, csrf } = history
  const inWords = changesInWords(locale, places)
  return {
    layout: 'member',
    title: translator(locale)('our-community/history.heading'),
    crumbs: homeCrumb(locale),
    errors: [],
    csrf,
    undone,
    changes: changes.map((change) => changeOf(locale, change, inWords(change.before, change.after), profile)),
    pages: pagesOf(page, pages, (n) => `${paths.our.history(locale)}?page=${n}`),
  }
}

const changeOf = (locale: Locale, change: ProfileChange, parts: ChangeInWords[], profile: Profile) => ({
  id: change.id,
  at: change.at,
  who: whoIn(locale, change),
  undoes: change.undoes,
  parts,
  undo: partsChanged(profile, change.before).length > 0 ? paths.our.undo(locale, change.id) : null,
})
