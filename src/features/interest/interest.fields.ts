// The fields of the form as `partials/interest-fields` shows them: for a new interest, and for one that
// is being mended.
import type { Typed } from '../../platform/http/form.js'
import { countriesIn } from '../../platform/i18n/countries.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import { translator } from '../../platform/i18n/translate.js'
import { closedCountries } from '../../scoring/profile.js'
import { topics } from '../communities/communities.model.js'
import { workingLanguages } from '../our-community/our-community.model.js'
import { backings, interestKinds } from './interest.model.js'
import type { Oblast } from './interest.queries.js'

export interface Choice {
  value: string
  label: string
  checked: boolean
}

export const oblastName = (locale: Locale, { nameUk, nameEn }: Oblast): string =>
  regionName(locale, { uk: nameUk, en: nameEn }) ?? nameEn

/** @param typed what stands in the form, right or wrong */
export function interestFields(locale: Locale, oblasts: readonly Oblast[], typed: Typed) {
  const t = translator(locale)
  const { compare } = new Intl.Collator(locale)
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const text = (field: string) => [typed[field] ?? ''].flat()[0] ?? ''
  const choice = (field: string, value: string, label: string): Choice => ({
    value,
    label,
    checked: [typed[field] ?? []].flat().includes(value),
  })
  const sorted = (choices: Choice[]) => choices.sort((a, b) => compare(a.label, b.label))
  const topicsOf = (field: string) =>
    sorted(topics.map((topic) => choice(field, topic, t(`topics.${topic}`))))
  const places = sorted(oblasts.map((oblast) => choice('places', oblast.code, oblastName(locale, oblast))))
  return {
    contactName: text('contactName'),
    contactOffice: text('contactOffice'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
    countries: countriesOffered(locale, text('country'), t('interest/new.country-choose')),
    town: text('town'),
    region: text('region'),
    population: text('population'),
    website: text('website'),
    about: text('about'),
    partners: text('partners'),
    needs: topicsOf('needs'),
    offers: topicsOf('offers'),
    project: text('project'),
    kinds: interestKinds.map((kind) => choice('kinds', kind, t(`relations.${kind}`))),
    sizeLeast: text('sizeLeast'),
    sizeMost: text('sizeMost'),
    places,
    placesOpen: places.some(({ checked }) => checked),
    languages: sorted(workingLanguages.map((code) => choice('languages', code, tongues.of(code) ?? code))),
    backing: backings.map((backing) => choice('backing', backing, t(`interest/new.backing-${backing}`))),
  }
}
export type InterestFields = ReturnType<typeof interestFields>

function countriesOffered(locale: Locale, chosen: string, choose: string) {
  const offered = countriesIn(locale).filter(({ code }) => code !== 'UA' && !closedCountries.includes(code))
  return [
    { value: '', label: choose, selected: chosen === '' },
    ...offered.map(({ code, name }) => ({ value: code, label: name, selected: code === chosen })),
  ]
}
