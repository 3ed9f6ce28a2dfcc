// What staff see of claims: who waits and for how long, what the address tells, who may edit already.
import { paths } from '../../paths.js'
import type { eventsAbout } from '../../platform/db/events.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { pagesOf } from '../../platform/http/numbered-pages.js'
import { actorName } from '../../platform/i18n/actor.js'
import { localeNames, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { days } from '../../platform/kit/clock.js'
import type { Editor } from '../accounts/index.js'
import type { Wording } from '../pairs/index.js'
import type { Hindrance } from './claims.actions.js'
import type { ClaimsFilter } from './claims.forms.js'
import {
  decisions,
  domainOf,
  reviewStates,
  siteDomain,
  standingOf,
  stateAfter,
  type ClaimState,
} from './claims.model.js'
import type { ClaimedCommunity, ClaimLine, ClaimRow, otherClaims } from './claims.queries.js'

export const pageSize = 25

interface Dates {
  state: ClaimState
  confirmedAt: Date | null
  decidedAt: Date | null
}

/** "Чекає 3 дні", or what became of it. */
function standsInWords(t: Translate, { state, confirmedAt }: Dates, now: Date): string {
  if (state !== 'awaiting-review') return t(`staff/claims/index.is-${state}`)
  const count = Math.max(0, Math.floor((now.getTime() - (confirmedAt ?? now).getTime()) / days(1)))
  return count === 0 ? t('staff/claims/index.waits-today') : t('staff/claims/index.waits', { count })
}

interface ClaimsPage {
  claims: ClaimLine[]
  found: number
  filter: ClaimsFilter
  wording: Wording
  now: Date
}

export function staffClaimsPage({ claims, found, filter, wording, now }: ClaimsPage) {
  const { t, locale, names } = wording
  const href = (page: number) => `${paths.staff.claims(locale)}?state=${filter.state}&page=${page}`
  return {
    layout: 'staff',
    title: t('staff/claims/index.heading'),
    states: [...reviewStates, 'all'].map((value) => ({
      value,
      label: t(`staff/claims/index.${value}`),
      selected: value === filter.state,
    })),
    found: t('staff/claims/index.found', { count: found }),
    claims: claims.map((claim) => ({
      href: paths.staff.claim(locale, claim.id),
      community: names.community(claim.communityId),
      office: claim.office,
      address: t(`staff/claims/show.is-${standingOf({ ...claim, romanised: [claim.nameEn] })}`),
      stands: standsInWords(t, claim, now),
      at: claim.decidedAt ?? claim.confirmedAt,
    })),
    pages: pagesOf(filter.page, Math.ceil(found / pageSize), href),
  }
}

interface ClaimPage {
  claim: ClaimRow
  community: ClaimedCommunity
  others: Awaited<ReturnType<typeof otherClaims>>
  editors: Editor[]
  hindrance: Hindrance | undefined
  events: Awaited<ReturnType<typeof eventsAbout>>
  staff: ReadonlyMap<string, string>
  wording: Wording
  typed: Typed
  errors: FieldError[]
  csrf: string
  /** Somebody was quicker. */
  already: boolean
  now: Date
}

/** What the diary of a claim tells. */
const told = ['claimed', 'confirmed-claim', 'accepted-claim', 'declined-claim', 'saw-contact']

export function staffClaimPage(given: ClaimPage) {
  const { claim, community, others, editors, hindrance, events, staff, wording, typed, now } = given
  const { t, locale, names } = wording
  const name = names.community(community.id)
  const standing = standingOf({ ...community, email: claim.email })
  return {
    layout: 'staff',
    title: t('staff/claims/show.heading', { community: name }),
    crumbs: crumbs(t, locale),
    errors: given.errors,
    already: given.already ? t('staff/claims/show.already', { state: standsInWords(t, claim, now) }) : null,
    community: { name, href: paths.community(locale, community.id) },
    stands: standsInWords(t, claim, now),
    person: {
      name: claim.name,
      office: claim.office,
      email: claim.email,
      phone: claim.phone,
      language: localeNames[claim.locale as Locale] ?? claim.locale,
      words: claim.words,
    },
    address: {
      standing,
      words: t(`staff/claims/show.is-${standing}`),
      means: t(`staff/claims/show.means-${standing}`),
      domain: domainOf(claim.email),
      site: siteDomain(community.website) ?? null,
    },
    editors: editors.map(({ name, email, createdAt }) => ({
      name,
      since: createdAt,
      isClaimant: email === claim.email,
    })),
    others: others.map((other) => ({
      href: paths.staff.claim(locale, other.id),
      office: other.office,
      stands: standsInWords(t, other, now),
      at: other.confirmedAt,
    })),
    hindrance: hindrance ? t(`staff/claims/show.hindrance-${hindrance}`) : null,
    decision: {
      action: paths.staff.decideClaim(locale, claim.id),
      csrf: given.csrf,
      seen: claim.state,
      choices: decisions
        .filter((decision) => stateAfter(claim.state, decision) !== undefined)
        .map((decision) => ({
          value: decision,
          label: t(`staff/claims/show.${decision}`),
          note: t(`staff/claims/show.${decision}-means`, { community: name }),
          checked: typed.decision === decision,
        })),
      note: String(typed.note ?? ''),
    },
    note: claim.note,
    entries: events
      .filter(({ did }) => told.includes(did))
      .map(({ at, who, did }) => ({
        at,
        words: t(`staff/claims/show.did-${did}`, { who: actorName(t, staff.get(who)) }),
        note: null,
      })),
  }
}

const crumbs = (t: Translate, locale: Locale) => [
  { href: paths.staff.claims(locale), label: t('staff/claims/index.heading') },
]
