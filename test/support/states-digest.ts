// The morning letter: its switch on the account's page, the link that ends it, and letters in the mailbox
// that carry more than words.
import { stopPurpose } from '../../src/features/digest/digest.model.js'
import { paths } from '../../src/paths.js'
import type { Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days, later } from '../../src/platform/kit/clock.js'
import { tentative } from '../../src/platform/mail/calendar.js'
import { letterSamples } from '../../src/platform/mail/letter-samples.js'
import { queueLetter } from '../../src/platform/mail/outbox.js'
import type { SignedIn, TestApp } from './app.js'
import type { State } from './every-page.js'

/** To be visited in this order. */
export function digestStates(app: TestApp, locale: Locale): State[] {
  const { ctx } = app
  const t = translator(locale)
  const home = paths.account.home(locale)
  let solomiia: SignedIn
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const link = (goodFor: number) =>
    paths.digest(locale, ctx.links.sign(stopPurpose, solomiia.accountId, later(app.now(), goodFor)))

  // The mailbox has no language in its address; it speaks the browser's.
  const inMailbox = async (name: string, calendar?: string) => {
    const sample = letterSamples.find((each) => each.name === `${name}.${locale}`)!
    const to = { name: 'Solomiia', email: `solomiia.${locale}@digest.example` }
    const address = paths.dev.letter(await queueLetter(ctx.db, ctx, { ...sample.letter, to, calendar }))
    const answer = await solomiia.asks(address, { headers: { 'accept-language': locale } })
    return { status: answer.status, headers: answer.headers, html: await answer.text(), at: address }
  }

  return [
    state('account of staff, morning letter off', 200, async () => {
      solomiia = await app.staff({ name: 'Solomiia', email: `solomiia.${locale}@digest.example` })
      await solomiia.opens(home)
      return solomiia.sends({}, t('account/index.turn-digest-off'))
    }),
    state('account of staff, morning letter on', 200, () =>
      solomiia.sends({}, t('account/index.turn-digest-on')),
    ),
    state('morning letter, to be stopped', 200, () => app.visitor().opens(link(days(1)))),
    state('morning letter, stopped', 200, async () => {
      const somebody = app.visitor()
      await somebody.opens(link(days(1)))
      return somebody.sends({})
    }),
    state('morning letter, link too old', 410, () => app.visitor().opens(link(-days(1)))),
    state('mailbox, letter with a way to stop it', 200, () => inMailbox('staff-digest')),
    state('mailbox, letter with a file', 200, () =>
      inMailbox(
        'introduction-connected',
        tentative({
          uid: 'a@test',
          title: 'Drohobych – Valence',
          start: app.now(),
          minutes: 60,
          at: app.now(),
        }),
      ),
    ),
  ]
}
