// What the sign-in pages show.
import type { FieldError } from '../../platform/http/form.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { wrongCodesAtMost } from './sign-in.model.js'

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

interface CheckEmailPage {
  csrf: string
  code: string
  next: string
  errors: FieldError[]
  /** The letter is not sent but found in the mailbox. */
  waitsHere: boolean
}

/** The same for every address. */
export const checkEmailPage = (t: Translate, { csrf, code, next, errors, waitsHere }: CheckEmailPage) => ({
  title: t('accounts/check-email.heading'),
  private: true,
  csrf,
  typed: { code, next },
  errors,
  tries: wrongCodesAtMost,
  waitsHere,
})

export const signInLinkPage = (t: Translate, { csrf, name }: { csrf: string; name: string }) => ({
  title: t('accounts/sign-in-link.heading', { name }),
  private: true,
  csrf,
  name,
})

/** A good link in a browser that did not ask for it: no way in, only the way back. `again`: to ask from here. */
export const elsewherePage = (t: Translate, again: string) => ({
  title: t('accounts/elsewhere.heading'),
  private: true,
  again,
})

/** `again`: where a new link is asked for. */
export const linkGonePage = (t: Translate, { again }: { again: string }) => ({
  title: t('accounts/link-gone.heading'),
  private: true,
  again,
})
