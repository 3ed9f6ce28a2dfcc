// Who is asking, and what they may open. Deny by default: everything under /staff, /our-community and
// /account passes here first.
import type { Request, RequestHandler, Response } from 'express'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { AccountsTable } from '../db/schema.js'
import { Forbidden } from './errors.js'

export type Role = AccountsTable['role']

export interface Account {
  id: string
  name: string
  role: Role
  communityId: string | null
  regionCode: string | null
}

/** Somebody of the Association: its office, or a regional branch. */
export interface StaffMember extends Account {
  role: 'coordinator' | 'staff' | 'admin'
}

/** An official of a Ukrainian community (member) or of one abroad (partner). */
export interface Member extends Account {
  role: 'member' | 'partner'
  communityId: string
}

declare module 'express-serve-static-core' {
  interface Request {
    account: Account | undefined
  }
}

/** Who is asking, if the session says so; asked anew at each request, so that a disabled account is out at once. */
export const whoIsAsking =
  ({ db }: Pick<AppContext, 'db'>): RequestHandler =>
  async (req, _res, next) => {
    const { accountId } = req.session
    req.account = accountId
      ? await db
          .selectFrom('accounts')
          .select(['id', 'name', 'role', 'communityId', 'regionCode'])
          .where('id', '=', accountId)
          .where('disabledAt', 'is', null)
          .executeTakeFirst()
      : undefined
    next()
  }

export const isStaff = (account: Account | undefined): account is StaffMember =>
  account !== undefined && ['coordinator', 'staff', 'admin'].includes(account.role)

export const isMember = (account: Account | undefined): account is Member =>
  account !== undefined && ['member', 'partner'].includes(account.role) && account.communityId !== null

/** Where a branch's coordinator may go in the staff's rooms; these pages keep to the branch's oblast. */
const openToCoordinators = [
  paths.staff.rounds,
  paths.staff.round,
  paths.staff.roundMarks,
  paths.staff.decideRound,
  paths.staff.desk,
  paths.staff.answersRead,
  paths.staff.declarations,
  paths.staff.proposals,
  paths.staff.savedFilters,
  paths.staff.forgetFilter,
  paths.staff.takeProposal,
  paths.staff.oblast,
  paths.staff.imports,
  paths.staff.import,
  paths.staff.importMapping,
  paths.staff.importRows,
  paths.staff.applyImport,
  paths.staff.undoImport,
  paths.staff.discardImport,
  paths.staff.weights,
  paths.staff.weightSet,
  paths.staff.weightPreview,
  paths.staff.figures,
  paths.staff.exports,
  paths.staff.export,
  paths.staff.diary,
  paths.staff.diaryFile,
  paths.staff.wishes,
  paths.staff.proposal,
  paths.staff.decide,
  paths.staff.contact,
  paths.staff.proposalLetters,
  paths.staff.proposalSheet,
  paths.staff.records,
  paths.staff.newRecord,
  paths.staff.record,
  paths.staff.editRecord,
  paths.staff.standing,
  paths.staff.recordHistory,
  paths.staff.merge,
  paths.staff.split,
  paths.staff.conflicts,
  paths.staff.conflict,
  paths.staff.claims,
  paths.staff.claim,
  paths.staff.decideClaim,
  paths.staff.introductions,
  paths.staff.introduction,
  paths.staff.associations,
  paths.staff.letters,
].map(({ pattern }) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`))

const mayEnter = ({ role }: StaffMember, path: string) =>
  role !== 'coordinator' || openToCoordinators.some((open) => open.test(path))

/** Lets in whom `may` allows; others learn that they may not, or are asked to sign in. */
const onlyFor =
  (may: (account: Account, path: string) => boolean): RequestHandler =>
  (req, res, next) => {
    res.set('Cache-Control', 'no-store')
    if (!req.account) return askToSignIn(req, res)
    next(may(req.account, req.baseUrl + req.path) ? undefined : new Forbidden())
  }

function askToSignIn(req: Request, res: Response): void {
  const wanted = req.method === 'GET' ? `?next=${encodeURIComponent(req.originalUrl)}` : ''
  res.redirect(303, paths.signIn(req.locale) + wanted)
}

export const staffOnly = onlyFor((account, path) => isStaff(account) && mayEnter(account, path))
export const membersOnly = onlyFor((account) => isMember(account))
export const signedInOnly = onlyFor(() => true)
export const adminsOnly = onlyFor(({ role }) => role === 'admin')

/** The staff member of a route behind `staffOnly`. */
export function asking(req: Request): StaffMember {
  if (!isStaff(req.account)) throw new Error('This route is not behind staffOnly')
  return req.account
}

/** The member of a route behind `membersOnly`. */
export function askingMember(req: Request): Member {
  if (!isMember(req.account)) throw new Error('This route is not behind membersOnly')
  return req.account
}

/** The account of a route behind `signedInOnly`. */
export function askingAccount(req: Request): Account {
  if (!req.account) throw new Error('This route is not behind signedInOnly')
  return req.account
}

/** A coordinator's oblast, to which every list and every action keeps; undefined for the office, which sees all. */
export const ownRegion = ({ role, regionCode }: StaffMember): string | undefined =>
  role === 'coordinator' ? (regionCode ?? '') : undefined

/** Lets a coordinator act on a community of the own oblast only; everybody else of staff on any. */
export function mustBeOurs(
  { role, regionCode }: StaffMember,
  community: { regionCode: string | null },
): void {
  if (role === 'coordinator' && community.regionCode !== regionCode) throw new Forbidden()
}
