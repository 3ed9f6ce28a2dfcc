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
const token = (before: string, after = '') =>
  page<[token: string]>(
    `/:locale${before}/:token${after}`,
    (locale, sealed) => `/${locale}${before}/${sealed}${after}`,
  )

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
  interest: {
    form: fixed('/interest'),
    check: fixed('/interest/check'),
    send: fixed('/interest/send'),
    checkEmail: fixed('/interest/check-email'),
    save: fixed('/interest/save'),
    resume: token('/interest/continue'),
    confirm: token('/interest/confirm'),
    manage: token('/interest/manage'),
    changeState: token('/interest/manage', '/state'),
    newLink: fixed('/interest/new-link'),
  },
  claim: one('/communities', '/claim'),
  claims: {
    checkEmail: fixed('/claims/check-email'),
    confirm: token('/claims/confirm'),
  },
  signInCode: fixed('/sign-in/code'),
  our: {
    community: fixed('/our-community'),
    profile: fixed('/our-community/profile'),
    preview: fixed('/our-community/preview'),
    history: fixed('/our-community/history'),
    undo: one('/our-community/history', '/undo'),
    people: fixed('/our-community/people'),
    removePerson: one('/our-community/people', '/remove'),
    contact: fixed('/our-community/contact'),
    declaration: fixed('/our-community/declaration'),
    partners: fixed('/our-community/partners'),
    partner: one('/our-community/partners'),
    ask: one('/our-community/partners', '/ask'),
    shortlist: fixed('/our-community/shortlist'),
    shortlisted: one('/our-community/shortlist'),
    introductions: fixed('/our-community/introductions'),
    introduction: one('/our-community/introductions'),
    milestone: one('/our-community/introductions', '/milestones'),
    withdrawRequest: one('/our-community/requests', '/withdraw'),
  },
  account: {
    home: fixed('/account'),
    endSession: one('/account/sessions', '/end'),
    signOutEverywhere: fixed('/account/sign-out-everywhere'),
    data: fixed('/account/data.json'),
    forget: fixed('/account/forget'),
  },
  forgotten: fixed('/forgotten'),
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
    interests: fixed('/staff/interest'),
    interest: one('/staff/interest'),
    decideInterest: one('/staff/interest', '/decision'),
    claims: fixed('/staff/claims'),
    claim: one('/staff/claims'),
    decideClaim: one('/staff/claims', '/decision'),
    oblast: fixed('/staff/oblast'),
    people: fixed('/staff/people'),
    person: one('/staff/people'),
  },
  api: {
    communities: '/api/v1/communities',
    community: Object.assign((id: string) => `/api/v1/communities/${part(id)}`, {
      pattern: '/api/v1/communities/:id',
    }),
    places: '/api/v1/places',
  },
  dev: {
    letters: '/dev/letters',
    letter: Object.assign((id: string) => `/dev/letters/${part(id)}`, { pattern: '/dev/letters/:id' }),
  },
  health: '/healthz',
} as const
