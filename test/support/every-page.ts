// A walk through every page and its important states in one language, wrong answers included: what a
// browser would be given at each, for the checks of test/pages.
import { paths } from '../../src/paths.js'
import { localeNames, type Locale } from '../../src/platform/i18n/locales.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { days } from '../../src/platform/kit/clock.js'
import type { Message } from '../../src/platform/mail/mailer.js'
import type { TestApp } from './app.js'
import type { Visitor } from './page.js'
import { theHourGoesBy } from './refusal.js'
import { weightsStates } from './states-weights.js'
import { candidatesStates } from './states-candidates.js'
import { diaryStates } from './states-diary.js'
import { digestStates } from './states-digest.js'
import { galleryStates } from './states-gallery.js'
import { importsStates } from './states-imports.js'
import { interestReviewStates } from './states-interest-review.js'
import { interestStates } from './states-interest.js'
import { introductionsStates } from './states-introductions.js'
import { lettersStates } from './states-letters.js'
import { accountsStates } from './states-accounts.js'
import { approvalsStates } from './states-approvals.js'
import { ourCommunityStates } from './states-our-community.js'
import { printStates } from './states-print.js'
import { privacyStates } from './states-privacy.js'
import { recordsStates } from './states-records.js'
import { roundsStates } from './states-rounds.js'
import { queueStates } from './states-queue.js'

export interface Seen {
  name: string
  status: number
  html: string
  headers: Headers
  /** The path and query it was found at. */
  at: string
}

/** The title of a state is its name; `status` is what it must answer. */
export interface State {
  name: string
  status: number
  arrive(): Promise<Omit<Seen, 'name'>>
}

const strange = { 'x-forwarded-for': '203.0.113.7' }

/** Public pages: [name, status, path]. */
const publicPages = (locale: Locale): [string, number, string][] => {
  const search = paths.communities(locale)
  const community = (id: string) => paths.community(locale, id)
  return [
    ['home', 200, paths.home(locale)],
    ['search', 200, search],
    ['search for a name', 200, `${search}?q=камянець`],
    ['search with filters', 200, `${search}?country=PL&size=50-100&status=partnered&min=1000`],
    ['search with mistakes', 422, `${search}?q=львів&min=abc&max=12x`],
    ['search by distance from nowhere', 422, `${search}?sort=distance`],
    ['search in vain', 200, `${search}?q=zzzqqqxx&country=PL`],
    ['search in vain with several filters', 200, `${search}?q=lviv&country=PL&min=1000`],
    ['search in vain for a name like another', 200, `${search}?q=${encodeURIComponent('Львів Незнаний')}`],
    ['search, a later page', 200, `${search}?page=5`],
    ['search by distance', 200, `${search}?near=ua-lviv&sort=distance`],
    ['community with many partners', 200, community('ua-lviv')],
    ['community abroad', 200, community('jp-kyoto')],
    ['community with former names', 200, community('ua-kropyvnytskyi')],
    ['community that only seeks', 200, community('it-palmariggi')],
    ['community in Crimea', 200, community('ua-yalta')],
    ['Ukraine', 200, paths.country(locale, 'UA')],
    ['small country', 200, paths.country(locale, 'JP')],
    ['closed country', 200, paths.country(locale, 'RU')],
    ['about', 200, paths.about(locale)],
    ['about the data', 200, paths.data(locale)],
    ['statistics', 200, paths.statistics(locale)],
    ['accessibility', 200, paths.accessibility(locale)],
    ['privacy', 200, paths.privacy(locale)],
    ['sign-in', 200, paths.signIn(locale)],
    ['sign-in, check your e-mail', 200, paths.checkEmail(locale)],
    ['sign-in by an old link', 410, paths.signInLink(locale, 'no.such.link')],
    ['no such page', 404, `/${locale}/nowhere`],
    ['no such community', 404, community('ua-nowhere')],
    ['damaged address', 400, `/${locale}/communities/%E0%A4%A`],
    ['damaged link of a letter', 404, paths.introduction(locale, 'no.such.link')],
  ]
}

/** A staff member's pages that need nothing to have happened. */
const staffPages = (locale: Locale): [string, number, string][] => {
  const proposals = paths.staff.proposals(locale)
  return [
    ['desk', 200, paths.staff.desk(locale)],
    ['proposals', 200, proposals],
    ['proposals approved', 200, `${proposals}?state=approved`],
    ['no proposals', 200, `${proposals}?q=zzzqqqxx`],
    ['proposals, wrong filter', 422, `${proposals}?state=lost`],
    ['introductions', 200, `${paths.staff.introductions(locale)}?state=all`],
    ['introductions, wrong filter', 422, `${paths.staff.introductions(locale)}?state=lost`],
    ['letters', 200, paths.staff.letters(locale)],
    ['wishes', 200, paths.staff.wishes(locale, 'ua-lviv')],
    ['community, seen by staff', 200, paths.community(locale, 'ua-drohobych')],
  ]
}

function linkIn(letter: Message | undefined): string {
  const link = /https?:\/\/\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error('The letter with a link did not come')
  return link
}

interface Introduced {
  proposal: string
  introduction: string
  /** Links of the Ukrainian and of the foreign side, by the letters they got. */
  links: [string, string]
}

/** Approves one proposal through its pages, with the contacts that an embedded service offers. */
export async function approves(
  app: TestApp,
  staff: Visitor,
  locale: Locale,
  id: string,
): Promise<Introduced> {
  const t = translator(locale)
  const links: string[] = []
  for (const side of ['ua', 'foreign']) {
    await staff.opens(paths.staff.contact(locale, id, side))
    const choice = localeNames[locale]
    await staff.sends({ name: 'Mayor’s office', email: `${side}.${id}@example.org`, [choice]: true })
  }
  await staff.opens(paths.staff.proposal(locale, id))
  await staff.sends({ [t('staff/proposals/show.approve')]: true, note: 'Ґанок, їжак' })
  const letters = await app.letters()
  for (const side of ['ua', 'foreign']) {
    links.push(linkIn(letters.findLast(({ to }) => to.email === `${side}.${id}@example.org`)))
  }
  const introduction = await app.ctx.db
    .selectFrom('introductions')
    .select('id')
    .where('proposalId', '=', id)
    .executeTakeFirstOrThrow()
  return { proposal: id, introduction: introduction.id, links: links as [string, string] }
}

interface Walk {
  /** Three proposals that wait for a decision; two of them get approved. */
  open: [string, string, string]
  /** Somebody of the Association, signed in, and the address they sign in with. */
  staff: Visitor
  email: string
}

/** Every state in one language, to be visited in this order. */
export function everyState(app: TestApp, locale: Locale, { open, staff, email }: Walk): State[] {
  const t = translator(locale)
  const anybody = app.visitor()
  const at = (person: Visitor, address: string) => () => person.opens(address)
  let talking: Introduced
  let declined: Introduced
  const answer = async (link: string, key: string, words = '') => {
    await anybody.opens(link)
    return anybody.sends({ [t(`introductions/answer.${key}`)]: true, words })
  }
  const linkOf = (made: Introduced, side: 0 | 1) =>
    made.links[side].replace(/\/[a-z]{2}\/introductions/, `/${locale}/introductions`)
  const [first, second, third] = open
  const state = (name: string, status: number, arrive: State['arrive']): State => ({ name, status, arrive })
  const raw = async (address: string, init: RequestInit, person = app.visitor()) => {
    const response = await person.asks(address, init)
    return { status: response.status, headers: response.headers, html: await response.text(), at: address }
  }

  // The mailbox has no language in its address; it speaks the browser's.
  const mailbox = (address: string) => () => raw(address, { headers: { 'accept-language': locale } }, staff)

  return [
    ...publicPages(locale).map(([name, status, path]) => state(name, status, at(anybody, path))),
    state('sign-in, wrong address', 422, async () => {
      await anybody.opens(paths.signIn(locale))
      return anybody.sends({ email: 'taras' })
    }),
    state('sign-in by a good link', 200, async () => {
      await anybody.opens(paths.signIn(locale))
      await anybody.sends({ email })
      return anybody.opens(linkIn((await app.letters()).findLast(({ to }) => to.email === email)))
    }),
    state('form without its token', 403, () => raw(paths.signIn(locale), { method: 'POST' })),
    state('too many requests', 429, async () => {
      const ask = () => raw(paths.signIn(locale), { method: 'POST', headers: strange })
      let last = await ask()
      for (let n = 0; n < app.ctx.config.limits.signIn && last.status !== 429; n++) last = await ask()
      return last
    }),
    ...staffPages(locale).map(([name, status, path]) => state(name, status, at(staff, path))),
    state('wishes, wrong', 422, async () => {
      await staff.opens(paths.staff.wishes(locale, 'ua-lviv'))
      return staff.sends({ sizeLeast: 'abc' })
    }),
    state('proposal', 200, at(staff, paths.staff.proposal(locale, third))),
    state('proposal approved without contacts', 422, async () => {
      await staff.opens(paths.staff.proposal(locale, third))
      return staff.sends({ [t('staff/proposals/show.approve')]: true })
    }),
    state('proposal rejected without a reason', 422, async () => {
      await staff.opens(paths.staff.proposal(locale, third))
      return staff.sends({ [t('staff/proposals/show.reject')]: true, note: '' })
    }),
    state('contact', 200, at(staff, paths.staff.contact(locale, third, 'ua'))),
    state('contact, wrong', 422, async () => {
      await staff.opens(paths.staff.contact(locale, third, 'foreign'))
      return staff.sends({ name: '', email: 'x' })
    }),
    state('question of a letter', 200, async () => {
      talking = await approves(app, staff, locale, first)
      return anybody.opens(linkOf(talking, 0))
    }),
    state('question of a letter, no answer', 422, async () => {
      await anybody.opens(linkOf(talking, 0))
      return anybody.sends({})
    }),
    state('answered not now', 200, () => answer(linkOf(talking, 0), 'not-now', 'Після виборів')),
    state('introduction that waits', 200, () =>
      staff.opens(paths.staff.introduction(locale, talking.introduction)),
    ),
    state('answered yes', 200, async () => {
      await anybody.opens(linkOf(talking, 0))
      await anybody.clicks(t('introductions/answered.change'))
      return anybody.sends({ [t('introductions/answer.yes')]: true, words: 'Охоче' })
    }),
    state('both said yes', 200, () => answer(linkOf(talking, 1), 'yes')),
    state('introduction of two who said yes', 200, () =>
      staff.opens(paths.staff.introduction(locale, talking.introduction)),
    ),
    state('proposal approved', 200, () => staff.opens(paths.staff.proposal(locale, talking.proposal))),
    state('said no', 200, async () => {
      declined = await approves(app, staff, locale, second)
      return answer(linkOf(declined, 1), 'no')
    }),
    state('the other said no', 200, async () => {
      await theHourGoesBy(app)
      return anybody.opens(linkOf(declined, 0))
    }),
    state('said no an hour ago', 200, () => anybody.opens(linkOf(declined, 1))),
    ...candidatesStates(app, locale, staff),
    ...ourCommunityStates(app, locale),
    ...accountsStates(app, locale),
    ...printStates(app, locale),
    ...privacyStates(app, locale),
    ...digestStates(app, locale),
    ...lettersStates(app, locale, staff),
    ...introductionsStates(app, locale, staff, () => ({
      introduction: declined.introduction,
      link: linkOf(declined, 1),
    })),
    ...roundsStates(app, locale, staff),
    ...approvalsStates(app, locale, staff),
    ...queueStates(app, locale, staff, open),
    ...recordsStates(app, locale, staff),
    ...diaryStates(app, locale, staff),
    ...importsStates(app, locale, staff),
    state('mailbox', 200, mailbox(paths.dev.letters)),
    state('letter in the mailbox', 200, async () => {
      const { id } = await app.ctx.db
        .selectFrom('letters')
        .select('id')
        .where('letter', '=', 'introduction')
        .where('locale', '=', locale)
        .orderBy('queuedAt', 'desc')
        .executeTakeFirstOrThrow()
      return mailbox(paths.dev.letter(id))()
    }),
    ...galleryStates(app, locale),
    ...weightsStates(app, locale, staff),
    ...interestStates(app, locale),
    ...interestReviewStates(app, locale, staff),
    state('link of a letter that expired', 410, async () => {
      app.travel(days(400))
      const seen = await anybody.opens(linkOf(declined, 0))
      app.travel(-days(400))
      return seen
    }),
  ]
}
