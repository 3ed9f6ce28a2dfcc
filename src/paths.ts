// Every address of the site as a function, with the pattern Express needs beside it.

type Locale = string
const part = encodeURIComponent

const page = <A extends string[]>(pattern: string, make: (locale: Locale, ...args: A) => string) =>
  Object.assign(make, { pattern })

const fixed = (rest: string) => page<[]>(`/:locale${rest}`, (locale) => `/${locale}${rest}`)
const one = (before: string, after = '') =>
  page<[id: string]>(
    `/:locale${before}/:id${after}`,
    (locale, id) => `/${locale}${before}/${part(id)}${after}`,
  )
const token = (before: string) =>
  page<[token: string]>(`/:locale${before}/:token`, (locale, sealed) => `/${locale}${before}/${sealed}`)

export const paths = {
  home: page<[]>('/:locale', (locale) => `/${locale}`),
  communities: fixed('/communities'),
  community: one('/communities'),
  country: one('/countries'),
  data: fixed('/about-the-data'),
  about: fixed('/about'),
  accessibility: fixed('/accessibility'),
  privacy: fixed('/privacy'),
  signIn: fixed('/sign-in'),
  checkEmail: fixed('/sign-in/check-email'),
  signInLink: token('/sign-in'),
  signOut: fixed('/sign-out'),
  introduction: token('/introductions'),
  staff: {
    desk: fixed('/staff'),
    proposals: fixed('/staff/proposals'),
    proposal: one('/staff/proposals'),
    decide: one('/staff/proposals', '/decision'),
    contact: page<[id: string, side: string]>(
      '/:locale/staff/proposals/:id/contacts/:side',
      (locale, id, side) => `/${locale}/staff/proposals/${part(id)}/contacts/${side}`,
    ),
    wishes: one('/staff/communities', '/wishes'),
    rounds: fixed('/staff/rounds'),
    introductions: fixed('/staff/introductions'),
    introduction: one('/staff/introductions'),
    letters: fixed('/staff/letters'),
  },
  api: {
    communities: '/api/v1/communities',
    community: Object.assign((id: string) => `/api/v1/communities/${part(id)}`, {
      pattern: '/api/v1/communities/:id',
    }),
  },
  dev: {
    letters: '/dev/letters',
    letter: Object.assign((id: string) => `/dev/letters/${part(id)}`, { pattern: '/dev/letters/:id' }),
  },
  health: '/healthz',
} as const
