// What the sign-in pages show.
import type { FieldError } from '../../platform/http/form.js'
import type { Translate } from '../../platform/i18n/translate.js'

interface SignInPage {
  csrf: string
  email: string
  next: string
  errors: FieldError[]
}

export const signInPage = (t: Translate, given: SignInPage) => ({
  title: t('accounts/sign-in.heading'),
  private: true,
  csrf: given.csrf,
  typed: { email: given.email, next: given.next },
  errors: given.errors,
})

/** The same for every address. `waitsHere`: the letter is not sent but found in the mailbox. */
export const checkEmailPage = (t: Translate, { waitsHere }: { waitsHere: boolean }) => ({
  title: t('accounts/check-email.heading'),
  private: true,
  waitsHere,
})

export const signInLinkPage = (t: Translate, { csrf, name }: { csrf: string; name: string }) => ({
  title: t('accounts/sign-in-link.heading', { name }),
  private: true,
  csrf,
  name,
})

/** `again`: where a new link is asked for. */
export const linkGonePage = (t: Translate, { again }: { again: string }) => ({
  title: t('accounts/link-gone.heading'),
  private: true,
  again,
})
