// What somebody types to sign in. Messages are catalogue keys.
import { z } from 'zod'

const wrong = 'accounts/sign-in.wrong-email'

export const emailAddress = z.string(wrong).trim().toLowerCase().max(254, wrong).pipe(z.email(wrong))

export const signInForm = z.object({ email: emailAddress, next: z.string().optional() })
export type SignInForm = z.output<typeof signInForm>
