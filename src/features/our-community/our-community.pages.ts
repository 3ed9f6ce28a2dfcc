// The form for what a community wants of a partner, and under it what its wishes mean for it now.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { nameIn } from '../communities/index.js'
import { topics } from '../communities/communities.model.js'
import { relationKinds, workingLanguages, type Prospects } from './our-community.model.js'
import type { OurCommunity, PlaceToWant } from './our-community.queries.js'
import type { ToldWishes } from './profiles.queries.js'

/** Every code that may stand in a panel. */
export const codesOf = (places: readonly PlaceToWant[]): ReadonlySet<string> =>
  new Set(places.flatMap(({ country, region }) => (region === null ? [country] : [country, region])))

/** What was told before, as if it had just been typed. */
export function typedFrom(told: ToldWishes): Typed {
  const ticked = (hard: boolean) => (hard ? 'yes' : '')
  return {
    places: told.places,
    hardPlaces: ticked(told.placesHard),
    sizeLeast: told.sizeLeast === null ? '' : String(told.sizeLeast),
    sizeMost: told.sizeMost === null ? '' : String(told.sizeMost),
    hardSize: ticked(told.sizeHard),
    needs: told.needs,
    hardNeeds: ticked(told.needsHard),
    offers: told.offers,
    hardOffers: ticked(told.offersHard),
    languages: told.languages,
    hardLanguages: ticked(told.languagesHard),
    kinds: told.kinds,
    hardKinds: ticked(told.kindsHard),
  }
}

interface WishesFile {
  community: OurCommunity
  places: readonly PlaceToWant[]
  told: ToldWishes | undefined
  prospects: Prospects
  typed: Typed
  errors: FieldError[]
  saved: boolean
  csrf: string
}

export function wishesPage(locale: Locale, file: WishesFile) {
  const { community, places, told, prospects, typed, errors, saved, csrf } = file
  const t = translator(locale)
  const name = nameIn(locale, community).text
  return {
    layout: 'staff',
    title: t('staff/communities/wishes.heading', { community: name }),
    crumbs: [
      { href: paths.staff.desk(locale), label: t('staff/index.heading') },
      { href: paths.community(locale, community.id), label: name },
    ],
    errors,
    saved: saved && errors.length === 0,
    told: told ? { by: told.enteredByName, at: told.enteredAt } : null,
    csrf,
    action: paths.staff.wishes(locale, community.id),
    back: paths.community(locale, community.id),
    ...fieldsOf(locale, places, typed),
    prospects: prospectsInWords(prospects, places, locale, t),
  }
}

function fieldsOf(locale: Locale, places: readonly PlaceToWant[], typed: Typed) {
  const t = translator(locale)
  const { compare } = new Intl.Collator(locale)
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const isChosen = (field: string, value: string) => [typed[field] ?? []].flat().includes(value)
  const choice = (field: string) => (value: string, label: string) => ({
    value,
    label,
    checked: isChosen(field, value),
  })
  const byLabel = (a: { label: string }, b: { label: string }) => compare(a.label, b.label)
  const topicsOf = (field: string) =>
    topics.map((topic) => choice(field)(topic, t(`topics.${topic}`))).sort(byLabel)
  const hard = ['Places', 'Size', 'Needs', 'Offers', 'Languages', 'Kinds'] as const
  return {
    ...placesIn(locale, places, choice('places'), byLabel),
    sizeLeast: typed.sizeLeast ?? '',
    sizeMost: typed.sizeMost ?? '',
    needs: topicsOf('needs'),
    offers: topicsOf('offers'),
    languages: workingLanguages.map((code) => choice('languages')(code, tongues.of(code) ?? code)),
    kinds: relationKinds.map((kind) => choice('kinds')(kind, t(`relations.${kind}`))),
    hard: Object.fromEntries(hard.map((wish) => [`hard${wish}`, typed[`hard${wish}`] === 'yes'])),
  }
}

interface Choice {
  value: string
  label: string
  checked: boolean
}

/** Countries to choose, and under each that has several the regions, if only those will do. */
function placesIn(
  locale: Locale,
  places: readonly PlaceToWant[],
  choice: (value: string, label: string) => Choice,
  byLabel: (a: Choice, b: Choice) => number,
) {
  const countries = countriesIn(locale, places)
  const regionsOf = (country: string) =>
    places.flatMap(({ country: here, region, regionUk, regionEn }) =>
      here === country && region !== null && regionEn !== null
        ? [choice(region, regionName(locale, { uk: regionUk, en: regionEn }) ?? regionEn)]
        : [],
    )
  const choices = [...countries].map(([code, label]) => choice(code, label)).sort(byLabel)
  const groups = choices
    .map(({ value, label }) => ({ label, regions: regionsOf(value).sort(byLabel) }))
    .filter(({ regions }) => regions.length > 1)
    .map((group) => ({ ...group, open: group.regions.some(({ checked }) => checked) }))
  return { countries: choices, regions: groups, regionsOpen: groups.some(({ open }) => open) }
}

const countriesIn = (locale: Locale, places: readonly PlaceToWant[]): Map<string, string> =>
  new Map(
    places.map(({ country, countryUk, countryEn }) => [
      country,
      countryName(locale, { uk: countryUk, en: countryEn }),
    ]),
  )

function prospectsInWords(
  { candidates, loosenings, crowding, hasHard }: Prospects,
  places: readonly PlaceToWant[],
  locale: Locale,
  t: Translate,
) {
  const say = (key: string, values: Record<string, unknown> = {}) =>
    t(`staff/communities/wishes.${key}`, values)
  const number = new Intl.NumberFormat(languageTags[locale])
  const countries = countriesIn(locale, places)
  return {
    candidates: say('candidates', { count: candidates }),
    loosenings: loosenings.map(({ wish, more }) =>
      say('loosened', { wish: t(`wishes.${wish}`), count: more }),
    ),
    firm: loosenings.length > 0 ? null : say(hasHard ? 'nothing-to-gain' : 'nothing-hard'),
    crowding: crowding.map(({ country, seekers, places: looking, all }) => ({
      country: countries.get(country) ?? country,
      words: say('crowding', {
        seekers: number.format(seekers),
        looking: number.format(looking),
        all: number.format(all),
      }),
    })),
  }
}
