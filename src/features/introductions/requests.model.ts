// A request: a community asks the Association, in its own words, to be introduced to another.

/** State → what happens → the state after it. */
export const requestTransitions = {
  asked: { withdraw: 'withdrawn', propose: 'proposed', decline: 'declined' },
  withdrawn: {},
  proposed: {},
  declined: { reopen: 'asked' },
} as const

export type RequestState = keyof typeof requestTransitions
export const requestStates = Object.keys(requestTransitions) as RequestState[]
export type RequestStep = keyof (typeof requestTransitions)['asked']

export const requestAfter = (step: RequestStep): RequestState => requestTransitions.asked[step]

/** A community may have so many requests open at once: each costs staff and the other side attention. */
export const openRequestsAtMost = 3
