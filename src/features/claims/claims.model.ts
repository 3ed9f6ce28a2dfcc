// Claims: an official asks to speak for a community. A claim counts only after its address is confirmed by
// mail, and gives somebody rights only when the Association accepts it.
import { domainToASCII } from 'node:url'
import { days } from '../../platform/kit/clock.js'

/** State → what happens → the state after it. */
export const transitions = {
  unconfirmed: { confirm: 'awaiting-review' },
  'awaiting-review': { accept: 'accepted', decline: 'declined' },
  accepted: {},
  declined: {},
} as const

export type ClaimState = keyof typeof transitions
export const claimStates = Object.keys(transitions) as ClaimState[]
/** The states staff read about: what is not confirmed may be anybody's joke. */
export const reviewStates = ['awaiting-review', 'accepted', 'declined'] as const

export const decisions = ['accept', 'decline'] as const
export type Decision = (typeof decisions)[number]
export type Step = 'confirm' | Decision

/** The state after a step, or undefined when this state does not know the step. */
export const stateAfter = (state: ClaimState, step: Step): ClaimState | undefined =>
  (transitions[state] as Partial<Record<Step, ClaimState>>)[step]

/** The diary's verb for a step. */
export const didOf = {
  confirm: 'confirmed-claim',
  accept: 'accepted-claim',
  decline: 'declined-claim',
} as const satisfies Record<Step, string>

/** For so long a confirmation link is good, and unconfirmed claims are kept. */
export const confirmWithin = days(14)
/** At most so many letters about claims to one address within a day. */
export const lettersPerAddress = 3
export const letterWindow = days(1)

/** What the signatures of links and forms stand for. */
export const confirmPurpose = 'confirm-claim'
export const formPurpose = 'claim-form'
export const formGoodFor = days(2)

/** The `about` of the letters of a claim. */
export const letterAbout = (id: string): string => `claim:${id}`

/** What an office address tells of whoever writes from it. */
export type Standing = 'same-domain' | 'official' | 'other-domain' | 'unknown-website' | 'public-provider'

const publicProviders = new Set(
  (
    'gmail.com googlemail.com ukr.net i.ua meta.ua email.ua online.ua bigmir.net yahoo.com yahoo.fr ' +
    'yahoo.de yahoo.co.uk ymail.com outlook.com outlook.fr outlook.de hotmail.com hotmail.fr hotmail.de ' +
    'live.com live.fr msn.com proton.me protonmail.com pm.me icloud.com me.com mac.com aol.com gmx.de ' +
    'gmx.net gmx.com gmx.at web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr ' +
    'wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl libero.it virgilio.it seznam.cz abv.bg tutanota.com ' +
    'zoho.com fastmail.com mail.com'
  ).split(' '),
)

// Under these anybody may have a name: to share one of them says nothing. Ukraine's oblasts and cities among
// them, and where many communities have their websites from one builder.
const sharedEnds = new Set([
  ...'com edu gov in net org co biz pp kyiv kiev lviv lv kharkiv kharkov kh odesa odessa od dnipro dp if uz'
    .split(' ')
    .map((end) => `${end}.ua`),
  ...'rv rivne te ternopil vn vinnica vinnytsia volyn lutsk zt zhitomir zhytomyr cv chernivtsi km cn chernihiv'
    .split(' ')
    .map((end) => `${end}.ua`),
  ...'ck cherkasy ks kherson kr mk mykolaiv nikolaev pl poltava sm sumy zp zaporizhzhe dn donetsk lg lugansk'
    .split(' ')
    .map((end) => `${end}.ua`),
  ...'crimea sebastopol yalta uzhgorod kirovograd khmelnitskiy ivano-frankivsk'
    .split(' ')
    .map((end) => `${end}.ua`),
  'gromada.org.ua',
  'otg.org.ua',
  'rada.org.ua',
  'co.uk',
  'gov.uk',
  'org.uk',
  'gov.pl',
  'com.pl',
  'org.pl',
  'gouv.fr',
  'gob.es',
  'com.tr',
  'gov.tr',
])

const asDomain = (host: string): string => domainToASCII(host.trim().toLowerCase().replace(/\.+$/, ''))

/** The domain of a mail address, in the form mail servers use. */
export const domainOf = (email: string): string => asDomain(email.slice(email.lastIndexOf('@') + 1))

/** The domain of a website, however its address is written; undefined when it is none. */
export function siteDomain(website: string | null): string | undefined {
  const address = website?.trim()
  if (!address) return undefined
  try {
    const { hostname } = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`)
    return asDomain(hostname).replace(/^www\d?\./, '') || undefined
  } catch {
    return undefined
  }
}

const isBelow = (domain: string, above: string) => domain.endsWith(`.${above}`)

/** The same owner, as far as names tell: equal, or one below the other where not just anybody gets a name. */
const sameOwner = (mail: string, site: string) =>
  mail === site || isBelow(mail, site) || (isBelow(site, mail) && mail.includes('.') && !sharedEnds.has(mail))

const lettersOnly = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** 'drohobych-rada' names Drohobych; 'human-rights' does not name Uman: a name begins at a hyphen. */
function names(label: string, name: string): boolean {
  const wanted = lettersOnly(name)
  const parts = label.split('-')
  return wanted.length >= 3 && parts.some((_part, n) => parts.slice(n).join('').startsWith(wanted))
}

export interface Claimant {
  email: string
  website: string | null
  /** The community's names in Latin letters. */
  romanised: readonly string[]
}

/**
 * What the claimant's address tells, for staff to weigh. An address below .gov.ua with the community's name
 * is a council's: the registrar asks for papers there.
 */
export function standingOf({ email, website, romanised }: Claimant): Standing {
  const mail = domainOf(email)
  const site = siteDomain(website)
  if (publicProviders.has(mail)) return 'public-provider'
  if (site !== undefined && sameOwner(mail, site)) return 'same-domain'
  const label = mail.endsWith('.gov.ua') ? (mail.slice(0, -'.gov.ua'.length).split('.').at(-1) ?? '') : ''
  if (romanised.some((name) => names(label, name))) return 'official'
  return site === undefined ? 'unknown-website' : 'other-domain'
}
