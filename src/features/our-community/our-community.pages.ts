// The form for what a community wants of a partner, and under it what its wishes mean for it now.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { actorName } from '../../platform/i18n/actor.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { translator, type Translate } from '../../platform/i18n/translate.js'
import { nameIn } from '../communities/index.js'
import type { Prospects } from './our-community.model.js'
import type { OurCommunity, PlaceToWant } from './our-community.queries.js'
import type { ToldWishes } from './profiles.queries.js'
import { countriesIn, wishesFields } from './wishes-fields.js'

interface WishesFile {
  community: OurCommunity
  places: readonly PlaceToWant[]
  told: Pick<ToldWishes, 'enteredByName' | 'enteredAt'> | undefined
  /** What the form is made from. */
  version: number | undefined
  prospects: Prospects
  typed: Typed
  errors: FieldError[]
  saved: boolean
  csrf: string
}

export function wishesPage(locale: Locale, file: WishesFile) {
  const { community, places, told, version, prospects, typed, errors, saved, csrf } = file
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
    told: told ? { by: actorName(t, told.enteredByName), at: told.enteredAt } : null,
    csrf,
    version: version ?? '',
    action: paths.staff.wishes(locale, community.id),
    back: paths.community(locale, community.id),
    ...wishesFields(locale, places, typed),
    prospects: prospectsInWords(prospects, places, locale, t),
  }
}

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
