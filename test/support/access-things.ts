// Real things for the addresses of the access table: those that belong to whoever asks, and those of others.
import { randomUUID } from 'node:crypto'
import { confirmPurpose as claimPurpose } from '../../src/features/claims/claims.model.js'
import { stopPurpose as digestPurpose } from '../../src/features/digest/digest.model.js'
import { confirmPurpose, managePurpose, resumePurpose } from '../../src/features/interest/interest.model.js'
import { linkPurpose as introductionPurpose } from '../../src/features/introductions/introductions.model.js'
import { linkPurpose as signInPurpose } from '../../src/features/accounts/sign-in.model.js'
import { paths } from '../../src/paths.js'
import { homes, oblast, type Somebody, type World } from './access-homes.js'
import type { Role } from './access-table.js'

/** What stands in an address, by its place. */
export type Params = Record<string, string>

const { our, account, staff, claims, interest } = paths

const importPaths = [
  staff.import,
  staff.importMapping,
  staff.importRows,
  staff.applyImport,
  staff.undoImport,
  staff.discardImport,
]

/** The rooms of one record. */
const recordRooms = [
  staff.record,
  staff.editRecord,
  staff.standing,
  staff.recordHistory,
  staff.merge,
  staff.split,
]

/** Whose things stand in the addresses: a partner's own for a partner, a member's own for all others. */
const homeOf = (role: Role) => homes[role === 'partner' ? 'partner' : 'member']

/** Real things for the addresses of a line: whoever may open it owns them. */
export const thingsOf = (
  world: World,
): Record<string, (role: Role, who: Somebody) => Params | Promise<Params>> => ({
  [paths.community.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.profile.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.api.community.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.claim.pattern]: () => ({ id: 'ua-drohobych' }),
  [paths.country.pattern]: () => ({ id: 'UA' }),
  [paths.dev.letter.pattern]: () => ({ id: world.letter }),
  [paths.dev.gallery.letter.pattern]: () => ({ letter: 'introduction' }),
  [paths.dev.gallery.letterIn.pattern]: () => ({ letter: 'introduction' }),
  [paths.dev.gallery.page.pattern]: () => ({ state: 'home' }),
  [paths.signInLink.pattern]: () => ({ token: world.token(signInPurpose, randomUUID()) }),
  [paths.introduction.pattern]: () => ({
    token: world.token(introductionPurpose, `${world.introduction('ua-drohobych')}:ua`),
  }),
  [paths.registryMap.pattern]: () => ({ digest: '0123456789abcdef' }),
  [paths.digest.pattern]: async () => ({
    token: world.token(digestPurpose, (await world.somebody('staff')).id),
  }),
  [interest.resume.pattern]: () => ({ token: world.token(resumePurpose, randomUUID()) }),
  [interest.confirm.pattern]: () => ({ token: world.token(confirmPurpose, world.interest) }),
  [interest.manage.pattern]: () => ({ token: world.token(managePurpose, world.interest) }),
  [interest.changeState.pattern]: () => ({ token: world.token(managePurpose, world.interest) }),
  [claims.confirm.pattern]: () => ({ token: world.token(claimPurpose, world.claims.own) }),
  [account.endSession.pattern]: async (_, { id }) => ({ id: await world.visitOf(id) }),
  [our.undo.pattern]: (role) => ({ id: world.version(homeOf(role).own) }),
  [our.removePerson.pattern]: async (role) => ({ id: await world.colleague(homeOf(role).own) }),
  [our.partner.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.ask.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.shortlisted.pattern]: (role) => ({ id: homeOf(role).abroad }),
  [our.introduction.pattern]: (role) => ({ id: world.introduction(homeOf(role).own) }),
  [our.milestone.pattern]: (role) => ({ id: world.introduction(homeOf(role).own) }),
  [our.withdrawRequest.pattern]: async (role) => ({ id: await world.request(homeOf(role).own) }),
  [staff.proposal.pattern]: () => ({ id: world.proposal }),
  [staff.decide.pattern]: () => ({ id: world.proposal }),
  [staff.takeProposal.pattern]: () => ({ id: world.proposal }),
  [staff.forgetFilter.pattern]: async (_, { id }) => ({ id: await world.filterOf(id) }),
  [staff.contact.pattern]: () => ({ id: world.proposal, side: 'ua' }),
  [staff.proposalLetters.pattern]: () => ({ id: world.proposal }),
  [staff.proposalSheet.pattern]: () => ({ id: world.proposal }),
  [staff.introduction.pattern]: () => ({ id: world.introduction('ua-drohobych') }),
  [staff.association.pattern]: () => ({ id: world.association }),
  [staff.round.pattern]: () => ({ id: world.rounds.own }),
  [staff.roundMarks.pattern]: () => ({ id: world.rounds.own }),
  [staff.decideRound.pattern]: () => ({ id: world.rounds.own }),
  [staff.export.pattern]: () => ({ file: 'proposals.csv' }),
  [staff.diaryFile.pattern]: () => ({ file: 'diary.csv' }),
  [staff.interest.pattern]: () => ({ id: world.interest }),
  [staff.decideInterest.pattern]: () => ({ id: world.interest }),
  [staff.wishes.pattern]: () => ({ id: 'ua-drohobych' }),
  ...Object.fromEntries(recordRooms.map(({ pattern }) => [pattern, () => ({ id: 'ua-drohobych' })])),
  [staff.conflict.pattern]: () => ({ id: world.conflicts.own }),
  [staff.weightSet.pattern]: () => ({ id: 'learned-1' }),
  [staff.weightPreview.pattern]: () => ({ id: 'learned-1' }),
  [staff.claim.pattern]: () => ({ id: world.claims.own }),
  [staff.decideClaim.pattern]: () => ({ id: world.claims.own }),
  [staff.person.pattern]: async () => ({ id: await world.colleague('ua-drohobych') }),
  ...Object.fromEntries(
    importPaths.map(({ pattern }) => [pattern, async () => ({ id: await world.import(oblast.own) })]),
  ),
})

/** Things of the same kind that belong to somebody else, for those whose rooms end somewhere. */
export const othersThingsOf = (world: World): Record<string, (role: Role) => Params | Promise<Params>> => ({
  [account.endSession.pattern]: async () => ({ id: await world.visitOf(await world.colleague('ua-izium')) }),
  [our.undo.pattern]: (role) => ({ id: world.version(homeOf(role).other) }),
  [our.removePerson.pattern]: async (role) => ({ id: await world.colleague(homeOf(role).other) }),
  [our.partner.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.ask.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.shortlisted.pattern]: (role) => ({ id: homeOf(role).other }),
  [our.introduction.pattern]: (role) => ({ id: world.introduction(homeOf(role).other) }),
  [our.milestone.pattern]: (role) => ({ id: world.introduction(homeOf(role).other) }),
  [our.withdrawRequest.pattern]: async (role) => ({ id: await world.request(homeOf(role).other) }),
  [staff.proposal.pattern]: () => ({ id: world.otherProposal }),
  [staff.decide.pattern]: () => ({ id: world.otherProposal }),
  [staff.takeProposal.pattern]: () => ({ id: world.otherProposal }),
  [staff.forgetFilter.pattern]: async () => ({ id: await world.filterOf(await world.colleague('ua-izium')) }),
  [staff.contact.pattern]: () => ({ id: world.otherProposal, side: 'ua' }),
  [staff.proposalLetters.pattern]: () => ({ id: world.otherProposal }),
  [staff.proposalSheet.pattern]: () => ({ id: world.otherProposal }),
  // Sets of weights are nobody's own: there is only the one that is not there.
  [staff.weightSet.pattern]: () => ({ id: 'learned-99' }),
  [staff.weightPreview.pattern]: () => ({ id: 'learned-99' }),
  [staff.wishes.pattern]: () => ({ id: 'ua-izium' }),
  ...Object.fromEntries(recordRooms.map(({ pattern }) => [pattern, () => ({ id: 'ua-izium' })])),
  [staff.conflict.pattern]: () => ({ id: world.conflicts.other }),
  [staff.introduction.pattern]: () => ({ id: world.introduction('ua-izium') }),
  [staff.round.pattern]: () => ({ id: world.rounds.other }),
  [staff.roundMarks.pattern]: () => ({ id: world.rounds.other }),
  [staff.decideRound.pattern]: () => ({ id: world.rounds.other }),
  // Files keep to the reader's oblast by themselves; there is none of anything else.
  [staff.export.pattern]: () => ({ file: 'people.csv' }),
  [staff.diaryFile.pattern]: () => ({ file: 'people.csv' }),
  [staff.claim.pattern]: () => ({ id: world.claims.other }),
  [staff.decideClaim.pattern]: () => ({ id: world.claims.other }),
  ...Object.fromEntries(
    importPaths.map(({ pattern }) => [pattern, async () => ({ id: await world.import(oblast.other) })]),
  ),
})
