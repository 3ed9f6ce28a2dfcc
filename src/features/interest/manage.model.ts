// What a municipality may do with its interest by the mailed link, depending on where the interest stands.
import { minutes } from '../../platform/kit/clock.js'
import { stateAfter, type InterestState } from './interest.model.js'

/** Answers can be mended while staff look at them, and changed while they count. */
export const canBeChanged = (state: InterestState): boolean =>
  ['awaiting-review', 'returned', 'accepted', 'paused'].includes(state)

export const isAccepted = (state: InterestState): boolean => ['accepted', 'paused'].includes(state)

export const canBeWithdrawn = (state: InterestState): boolean => stateAfter(state, 'withdraw') !== undefined

/** What the form tokens of this page's forms are signed for. */
export const formPurpose = 'manage-form'

/** The buttons of the page beside the form with the answers. */
export const steps = ['pause', 'resume', 'extend', 'account', 'withdraw'] as const
export type ManageStep = (typeof steps)[number]

/** Letters with a new link to one address within the window, and links sent at once. */
export const linksPerAddress = 3
export const linkWindow = minutes(60)
export const mostLinks = 5
