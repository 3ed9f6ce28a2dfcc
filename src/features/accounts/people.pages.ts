// What administrators see of people: who may come in, as what, and the form that invites.
import { paths } from '../../paths.js'
import type { eventsAbout } from '../../platform/db/events.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { actorName } from '../../platform/i18n/actor.js'
import { localeNames, locales, type Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { ofCommunity, roles, type Role } from './accounts.model.js'
import type { PeopleFilter } from './people.forms.js'
import type { Person } from './people.queries.js'

export const pageSize = 50

interface Named {
  country: string
  nameUk: string | null
  nameEn: string
  nameNative: string
}

/** What a community is called in a language; handed in, because communities know it. */
export type NameOf = (locale: Locale, community: Named) => { text: string }

interface Region {
  code: string
  nameUk: string | null
  nameEn: string
}

const regionIn = (locale: Locale, { nameUk, nameEn }: Omit<Region, 'code'>) =>
  regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn

/** The community or oblast somebody belongs to, in words. */
export function roomOf(person: Person, locale: Locale, nameOf: NameOf): string | undefined {
  const { country, nameEn, nameNative, nameUk, regionEn, regionUk } = person
  if (country !== null && nameEn !== null && nameNative !== null)
    return nameOf(locale, { country, nameUk, nameEn, nameNative }).text
  return regionEn === null ? undefined : regionIn(locale, { nameUk: regionUk, nameEn: regionEn })
}

/** The choices of the invitation and of the change of role. */
function roomChoices(t: Translate, locale: Locale, typed: Typed, regions: readonly Region[]) {
  return {
    roles: (['official', 'coordinator', 'staff', 'admin'] as const).map((value) => ({
      value,
      label: t(`staff/people/index.as-${value}`),
      note: t(`staff/people/index.as-${value}-means`),
      checked: typed.role === value,
    })),
    regions: [
      { value: '', label: t('staff/people/index.no-region'), selected: !typed.region },
      ...regions.map((region) => ({
        value: region.code,
        label: regionIn(locale, region),
        selected: typed.region === region.code,
      })),
    ],
    community: String(typed.community ?? ''),
  }
}

interface PeoplePage {
  people: Person[]
  counts: ReadonlyMap<Role, number>
  filter: PeopleFilter
  regions: Region[]
  typed: Typed
  errors: FieldError[]
  csrf: string
  nameOf: NameOf
}

export function peoplePage(t: Translate, locale: Locale, given: PeoplePage) {
  const { people, counts, filter, regions, typed, errors, csrf, nameOf } = given
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const found = filter.shown === 'all' ? all : (counts.get(filter.shown) ?? 0)
  const href = (page: number) => `${paths.staff.people(locale)}?shown=${filter.shown}&page=${page}`
  return {
    layout: 'staff',
    title: t('staff/people/index.heading'),
    csrf,
    errors,
    filters: (['all', ...roles] as const).map((role) => ({
      value: role,
      label: t(`staff/people/index.${role}`, { count: role === 'all' ? all : (counts.get(role) ?? 0) }),
      selected: role === filter.shown,
    })),
    found: t('staff/people/index.found', { count: found }),
    people: people.map((person) => ({
      href: paths.staff.person(locale, person.id),
      name: person.name,
      email: person.email ?? '',
      role: t(`roles.${person.role}`),
      room: roomOf(person, locale, nameOf) ?? null,
      disabledAt: person.disabledAt,
    })),
    pages: pagesOf(filter.page, Math.ceil(found / pageSize), href),
    invite: {
      name: String(typed.name ?? ''),
      email: String(typed.email ?? ''),
      ...roomChoices(t, locale, typed, regions),
      languages: locales.map((value) => ({
        value,
        label: localeNames[value],
        checked: (typed.language ?? locale) === value,
      })),
    },
  }
}

/** What the diary of an account tells; looks at it and visits are nobody's concern. */
const told = ['invited', 'invited-again', 'changed', 'changed-role', 'disabled', 'enabled', 'let-go']

interface PersonPage {
  person: Person
  events: Awaited<ReturnType<typeof eventsAbout>>
  names: ReadonlyMap<string, string>
  regions: Region[]
  typed: Typed
  errors: FieldError[]
  csrf: string
  /** Whether it is the reader's own account. */
  own: boolean
  done: string | undefined
  nameOf: NameOf
}

export function personPage(t: Translate, locale: Locale, given: PersonPage) {
  const { person, events, names, regions, typed, errors, csrf, own, done, nameOf } = given
  const now: Typed = {
    role: ofCommunity(person.role) ? 'official' : person.role,
    region: person.regionCode ?? '',
    community: person.communityId ?? '',
  }
  return {
    layout: 'staff',
    title: person.name,
    crumbs: [{ href: paths.staff.people(locale), label: t('staff/people/index.heading') }],
    csrf,
    errors,
    done: done ? t(`staff/people/show.done-${done}`) : null,
    own,
    action: paths.staff.person(locale, person.id),
    standing: t(`roles.${person.role}`),
    room: roomOf(person, locale, nameOf) ?? null,
    email: person.email ?? '',
    createdAt: person.createdAt,
    disabledAt: person.disabledAt,
    ...roomChoices(t, locale, errors.length > 0 ? typed : now, regions),
    entries: events
      .filter(({ did }) => told.includes(did))
      .map(({ at, who, did, note }) => ({
        at,
        words: t(`staff/people/show.did-${did}`, {
          who: actorName(t, names.get(who)),
          role: roles.includes(note as Role) ? t(`roles.${note}`) : '',
        }),
        note: null,
      })),
  }
}
