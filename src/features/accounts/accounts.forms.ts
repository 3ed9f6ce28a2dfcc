// What somebody types to sign in. Messages are catalogue keys.
import { z } from 'zod'
import { readCode } from './sign-in.model.js'

const wrong = 'accounts/sign-in.wrong-email'

export const emailAddress = z.string(wrong).trim().toLowerCase().max(254, wrong).pipe(z.email(wrong))

export const signInForm = z.object({ email: emailAddress, next: z.string().optional() })
export type SignInForm = z.output<typeof signInForm>

/** The code of a letter; undefined when what was typed is none. */
export const codeForm = z.object({
  code: z.string().max(100).transform(readCode).catch(undefined),
  next: z.string().optional().catch(undefined),
})
