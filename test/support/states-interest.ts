// The pages on which a municipality abroad registers its interest, and their important states.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from './app.js'
import { fillsIn, newestLink, sendsIn, type Told } from './claire.js'
import type { State } from './every-page.js'

export function interestStates(app: TestApp, locale: Locale): State[] {
  const t = translator(locale)
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const claire = app.visitor()
  const email = `claire.${locale}@valence.example`
  const told: Told = {
    contactEmail: email,
    contactOffice: 'Adjointe au maire',
    contactPhone: '+33 4 75 79 20 00',
    town: 'Valence',
    population: '63 864',
    website: 'www.valence.example',
    about: 'Une ville au bord du Rhône.\n\nDes vergers et des ponts.',
    partners: 'Biberach an der Riß',
    'offers-youth': true,
    'kinds-trial': true,
    sizeLeast: '20000',
    'places-UA.15': true,
    'languages-fr': true,
    'backing-in-discussion': true,
  }
  const link = () => newestLink(app, email)
  const muchLater = async (arrive: () => ReturnType<State['arrive']>) => {
    app.travel(days(15))
    const seen = await arrive()
    app.travel(-days(15))
    return seen
  }
  return [
    state('interest', 200, () => app.visitor().opens(paths.interest.form(locale))),
    state('interest, everything wrong', 422, async () => {
      await claire.opens(paths.interest.form(locale))
      const wrong = {
        population: 'x',
        website: 'x',
        contactPhone: 'x',
        sizeLeast: 'x',
        about: 'x'.repeat(2000),
      }
      return claire.sends(wrong, t('interest/new.check'))
    }),
    state('interest from Ukraine', 422, () => fillsIn(app.visitor(), { country: 'UA' }, locale)),
    state('interest saved for later', 200, async () => {
      await claire.opens(paths.interest.form(locale))
      return claire.sends({ contactEmail: email, town: 'Valence' }, t('interest/new.save'))
    }),
    state('interest continued', 200, async () => claire.opens(await link())),
    state('interest continued too late', 410, () => muchLater(async () => claire.opens(await link()))),
    state('interest to check', 200, () => fillsIn(claire, told, locale)),
    state('interest to check, no place chosen', 422, () => claire.sends({}, t('interest/check.send'))),
    state('interest sent', 200, () => sendsIn(claire, locale)),
    state('interest to confirm', 200, async () => claire.opens(await link())),
    state('interest to confirm, too late', 410, () => muchLater(async () => claire.opens(await link()))),
    state('interest confirmed', 200, async () => {
      await claire.opens(await link())
      return claire.sends({})
    }),
    state('interest confirmed before', 200, async () => claire.opens(await link())),
    state('damaged link to an interest', 404, () =>
      claire.opens(paths.interest.confirm(locale, 'no.such.link')),
    ),
  ]
}
