// Signing in elsewhere, one's own account, people and their access, claims from the form to the decision,
// and the oblast of a coordinator.
import { paths } from '../../src/paths.js'
import { localeNames, type Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from './app.js'
import type { State } from './every-page.js'

/** To be visited in this order. */
export function accountsStates(app: TestApp, locale: Locale): State[] {
  const t = translator(locale)
  const { staff, account } = paths
  const at = (name: string) => ({ name, email: `${name.toLowerCase()}.${locale}@accounts.example` })
  const asks = paths.claim(locale, 'ua-brody')
  const claimant = (email: string) => ({
    name: 'Оксана Петренко-Ґудзь',
    office: 'Начальниця відділу міжнародних звʼязків та євроінтеграції',
    email,
    phone: '+380 32 123 45 67',
    words: 'Телефонуйте до приймальні.',
  })
  let oksana: SignedIn
  let iryna: SignedIn
  let petro: SignedIn
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const seen = (name: string, address: () => string, who: () => SignedIn) =>
    state(name, 200, () => who().opens(address()))
  const linkTo = async (email: string) => {
    const letter = (await app.letters()).findLast(({ to }) => to.email === email)
    return /https?:\S+/.exec(letter?.text ?? '')?.[0] ?? ''
  }
  const claimIds = async (email: string) =>
    (await app.ctx.db.selectFrom('claims').select('id').where('email', '=', email).executeTakeFirstOrThrow())
      .id
  const person = () => staff.person(locale, petro.accountId)
  const claimed = async (email: string) => {
    const somebody = app.visitor()
    await somebody.opens(asks)
    return somebody.sends(claimant(email))
  }
  const confirmed = async (email: string) => {
    await claimed(email)
    const somebody = app.visitor()
    await somebody.opens(await linkTo(email))
    return somebody.sends({})
  }
  const [first, second] = [`first.${locale}@brody-rada.gov.ua`, `second.${locale}@gmail.com`]
  const record = t('staff/claims/show.record')

  return [
    state('account', 200, async () => {
      oksana = await app.member('ua-brody', at('Oksana'))
      return oksana.opens(account.home(locale))
    }),
    state('account, language saved', 200, () =>
      oksana.sends({ [localeNames[locale]]: true }, t('account/index.save')),
    ),
    state('sign-in by a link of another browser', 200, async () => {
      const desk = app.visitor()
      await desk.opens(paths.signIn(locale))
      await desk.sends({ email: oksana.email })
      return app.visitor().opens(await linkTo(oksana.email))
    }),
    state('sign-in, wrong code', 422, async () => {
      const desk = app.visitor()
      await desk.opens(paths.signIn(locale))
      await desk.sends({ email: oksana.email })
      return desk.sends({ code: 'K7HX 4TPA' })
    }),
    state('account of staff', 200, async () => {
      iryna = await app.admin(at('Iryna'))
      petro = await app.staff(at('Petro'))
      return petro.opens(account.home(locale))
    }),
    seen(
      'people',
      () => staff.people(locale),
      () => iryna,
    ),
    state('people, nobody named', 422, async () => {
      await iryna.opens(staff.people(locale))
      return iryna.sends({ name: '', email: 'x' }, t('staff/people/index.send'))
    }),
    state('people, invited', 200, async () => {
      await iryna.opens(`${staff.people(locale)}?community=ua-lviv`)
      return iryna.sends(at('Maria'), t('staff/people/index.send'))
    }),
    seen('person', person, () => iryna),
    state('person, wrong role', 422, async () => {
      await iryna.opens(person())
      const official = { [t('staff/people/index.as-official')]: true, community: 'Атлантида' }
      return iryna.sends(official, t('staff/people/show.save-role'))
    }),
    state('person, access closed', 200, async () => {
      await iryna.opens(person())
      return iryna.sends({}, t('staff/people/show.disable'))
    }),
    seen(
      'person, oneself',
      () => staff.person(locale, iryna.accountId),
      () => iryna,
    ),

    state('claim', 200, () => app.visitor().opens(asks)),
    state('claim of a community abroad', 200, () =>
      app.visitor().opens(paths.claim(locale, 'it-palmariggi')),
    ),
    state('claim, wrong', 422, async () => {
      const somebody = app.visitor()
      await somebody.opens(asks)
      return somebody.sends({ email: 'x', phone: 'y' })
    }),
    state('claim, sent', 200, () => claimed(first)),
    state('claim, letter opened', 200, async () => app.visitor().opens(await linkTo(first))),
    state('claim, confirmed', 200, async () => {
      const somebody = app.visitor()
      await somebody.opens(await linkTo(first))
      return somebody.sends({})
    }),
    state('claim, link spent', 410, async () => {
      app.travel(days(1))
      const page = await app.visitor().opens(await linkTo(first))
      app.travel(-days(1))
      return page
    }),
    seen(
      'claims',
      () => staff.claims(locale),
      () => iryna,
    ),
    state('claims, empty', 200, () => iryna.opens(`${staff.claims(locale)}?state=declined&page=99`)),
    state('claim for staff', 200, async () => {
      await confirmed(second)
      return iryna.opens(staff.claim(locale, await claimIds(second)))
    }),
    state('claim for staff, declined without a reason', 422, () =>
      iryna.sends({ [t('staff/claims/show.decline')]: true }, record),
    ),
    state('claim for staff, declined', 200, () =>
      iryna.sends({ [t('staff/claims/show.decline')]: true, note: 'Рада не підтвердила.' }, record),
    ),
    state('claim for staff, decided already', 409, async () => {
      const id = await claimIds(first)
      const olha = await app.staff(at('Olha'))
      await olha.opens(staff.claim(locale, id))
      await iryna.opens(staff.claim(locale, id))
      await iryna.sends({ [t('staff/claims/show.accept')]: true }, record)
      return olha.sends({ [t('staff/claims/show.accept')]: true }, record)
    }),
    seen(
      'oblast to be chosen',
      () => staff.oblast(locale),
      () => iryna,
    ),
    seen(
      'oblast',
      () => `${staff.oblast(locale)}?region=UA.15`,
      () => iryna,
    ),
    state('oblast of a coordinator', 200, async () =>
      (await app.coordinator('UA.15', at('Bohdan'))).opens(staff.oblast(locale)),
    ),
  ]
}
