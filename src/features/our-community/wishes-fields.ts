// The fields in which a community's wishes are typed, for its own people and for staff.
import type { Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { translator } from '../../platform/i18n/translate.js'
import { topics } from '../communities/communities.model.js'
import { relationKinds, workingLanguages } from './our-community.model.js'
import type { PlaceToWant } from './our-community.queries.js'
import type { Profile } from './profile.model.js'

/** Every code that may stand in a panel. */
export const codesOf = (places: readonly PlaceToWant[]): ReadonlySet<string> =>
  new Set(places.flatMap(({ country, region }) => (region === null ? [country] : [country, region])))

/** What was told before, as if it had just been typed. */
export function typedFrom(told: Profile): Typed {
  const ticked = (hard: boolean) => (hard ? 'yes' : '')
  const { places, needs, offers, languages, kinds, sizeLeast, sizeMost, website, textUk, textEn } = told
  return {
    ...{ places, needs, offers, languages, kinds },
    sizeLeast: sizeLeast === undefined ? '' : String(sizeLeast),
    sizeMost: sizeMost === undefined ? '' : String(sizeMost),
    hardPlaces: ticked(told.hardPlaces),
    hardSize: ticked(told.hardSize),
    hardNeeds: ticked(told.hardNeeds),
    hardOffers: ticked(told.hardOffers),
    hardLanguages: ticked(told.hardLanguages),
    hardKinds: ticked(told.hardKinds),
    website: website ?? '',
    textUk: textUk ?? '',
    textEn: textEn ?? '',
  }
}

/** What `partials/wishes-fields` shows. */
export function wishesFields(locale: Locale, places: readonly PlaceToWant[], typed: Typed) {
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
  return {
    countries: choices,
    countriesOpen: choices.some(({ checked }) => checked),
    regions: groups,
    regionsOpen: groups.some(({ open }) => open),
  }
}

/** Countries by code, as the language calls them. */
export const countriesIn = (locale: Locale, places: readonly PlaceToWant[]): Map<string, string> =>
  new Map(
    places.map(({ country, countryUk, countryEn }) => [
      country,
      countryName(locale, { uk: countryUk, en: countryEn }),
    ]),
  )
