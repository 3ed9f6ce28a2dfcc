// Claire of Die, a small town in France, and the form for municipalities abroad.
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import type { TestApp } from './app.js'
import type { Page, Visitor } from './page.js'

export type Told = Record<string, string | boolean>

/** The least that the form asks for. */
export const claire: Told = {
  contactName: 'Claire Dubois',
  contactEmail: 'claire@die.example',
  country: 'FR',
  town: 'Die',
  'needs-energy': true,
  consent: true,
}

/** Fills in the form and goes on to the answers to check. */
export async function fillsIn(visitor: Visitor, told: Told = {}, locale: Locale = 'en'): Promise<Page> {
  await visitor.opens(paths.interest.form(locale))
  return visitor.sends({ ...claire, ...told }, translator(locale)('interest/new.check'))
}

/** Sends the answers that are shown to be checked; `place` is chosen where places are offered. */
export const sendsIn = (visitor: Visitor, locale: Locale = 'en', place = 'place-none'): Promise<Page> =>
  visitor.sends(
    visitor.page().has('place') ? { [place]: true } : {},
    translator(locale)('interest/check.send'),
  )

/** Registers an interest; gives the link of the letter that asks to confirm it. */
export async function registers(app: TestApp, told: Told = {}, locale: Locale = 'en'): Promise<string> {
  const visitor = app.visitor()
  await fillsIn(visitor, told, locale)
  await sendsIn(visitor, locale)
  return newestLink(app, String(told.contactEmail ?? claire.contactEmail))
}

/** The link in the newest letter to an address. */
export async function newestLink(app: TestApp, email: string): Promise<string> {
  const letter = (await app.letters()).findLast(({ to }) => to.email === email)
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error(`${email} got no letter with a link`)
  return link
}

/** Registers an interest and presses the button behind the letter's link. */
export async function registersAndConfirms(app: TestApp, told: Told = {}, locale: Locale = 'en') {
  const visitor = app.visitor()
  await visitor.opens(await registers(app, told, locale))
  return visitor.sends({})
}
