// What an official sees who asks to speak for a community.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { codeOf, nameIn } from '../communities/index.js'
import type { ClaimedCommunity, ClaimRow } from './claims.queries.js'

interface NewClaimPage {
  community: ClaimedCommunity
  /** Whether somebody speaks for the community already. */
  spokenFor: boolean
  typed: Typed
  errors: FieldError[]
  formToken: string
}

const head = (locale: Locale, community: ClaimedCommunity) => ({
  community: nameIn(locale, community),
  code: codeOf(community),
})

export function newClaimPage(
  t: Translate,
  locale: Locale,
  { community, spokenFor, typed, errors, formToken }: NewClaimPage,
) {
  const shown = head(locale, community)
  const field = (name: string) => String(typed[name] ?? '')
  return {
    ...shown,
    title: t('claims/new.heading', { community: shown.community.text }),
    private: true,
    crumbs: [
      { href: paths.communities(locale), label: t('communities/index.title') },
      { href: paths.community(locale, community.id), label: shown.community.text },
    ],
    /** A municipality abroad that only looks for a partner needs no account. */
    interest: community.country === 'UA' ? null : paths.interest.form(locale),
    spokenFor,
    action: paths.claim(locale, community.id),
    typed: {
      name: field('name'),
      office: field('office'),
      email: field('email'),
      phone: field('phone'),
      words: field('words'),
    },
    errors,
    formToken,
  }
}

/** The same for every address. */
export const claimSentPage = (t: Translate, { waitsHere }: { waitsHere: boolean }) => ({
  title: t('claims/check-email.heading'),
  private: true,
  waitsHere,
})

/** GET asks whether it was them; the button confirms. */
export function confirmClaimPage(
  t: Translate,
  locale: Locale,
  { claim, community, token }: { claim: ClaimRow; community: ClaimedCommunity; token: string },
) {
  const shown = head(locale, community)
  return {
    ...shown,
    title: t('claims/confirm.heading', { community: shown.community.text }),
    private: true,
    action: paths.claims.confirm(locale, token),
    person: { name: claim.name, office: claim.office, email: claim.email },
  }
}

export function claimConfirmedPage(t: Translate, locale: Locale, community: ClaimedCommunity) {
  const shown = head(locale, community)
  return {
    ...shown,
    title: t('claims/confirmed.heading', { community: shown.community.text }),
    private: true,
    href: paths.community(locale, community.id),
  }
}
