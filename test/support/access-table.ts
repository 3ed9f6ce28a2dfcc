// Who may open what: one line a route. Whoever a line does not name is refused there: a stranger is asked to
// sign in, everybody else learns that the room is not theirs. Lines of one room stand together.

export const roles = ['visitor', 'member', 'partner', 'coordinator', 'staff', 'admin'] as const
export type Role = (typeof roles)[number]

/** Words for several roles at once. */
const groups: Record<string, readonly Role[]> = {
  everybody: roles,
  'signed-in': ['member', 'partner', 'coordinator', 'staff', 'admin'],
  officials: ['member', 'partner'],
  desk: ['coordinator', 'staff', 'admin'],
  office: ['staff', 'admin'],
  admin: ['admin'],
}

/** `sealed`: a form that nobody needs a session for carries its own token instead of the session's. */
const table = `
  GET  /                                                   everybody
  GET  /robots.txt                                         everybody
  GET  /favicon.ico                                        everybody
  GET  /healthz                                            everybody
  GET  /maps/registry.:digest.svg                          everybody
  GET  /api/v1/communities                                 everybody
  GET  /api/v1/communities/:id                             everybody
  GET  /api/v1/places                                      everybody
  GET  /dev/letters                                        everybody
  GET  /dev/letters/:id                                    everybody
  GET  /dev/gallery                                        everybody
  GET  /dev/gallery/letters                                everybody
  GET  /dev/gallery/letters/:letter                        everybody
  GET  /dev/gallery/letters/:letter/:locale                everybody
  GET  /dev/gallery/pages/:locale/:state                   everybody

  GET  /:locale                                            everybody
  GET  /:locale/communities                                everybody
  GET  /:locale/communities/:id                            everybody
  GET  /:locale/communities/:id/profile                    everybody
  GET  /:locale/countries/:id                              everybody
  GET  /:locale/about                                      everybody
  GET  /:locale/about-the-data                             everybody
  GET  /:locale/statistics                                 everybody
  GET  /:locale/accessibility                              everybody
  GET  /:locale/privacy                                    everybody
  GET  /:locale/forgotten                                  everybody

  GET  /:locale/sign-in                                    everybody
  POST /:locale/sign-in                                    everybody
  GET  /:locale/sign-in/check-email                        everybody
  GET  /:locale/sign-in/code                               everybody
  POST /:locale/sign-in/code                               everybody
  GET  /:locale/sign-in/:token                             everybody
  POST /:locale/sign-in/:token                             everybody
  POST /:locale/sign-out                                   everybody

  GET  /:locale/interest                                   everybody
  GET  /:locale/interest/check                             everybody
  POST /:locale/interest/check                             everybody   sealed
  GET  /:locale/interest/send                              everybody
  POST /:locale/interest/send                              everybody   sealed
  GET  /:locale/interest/save                              everybody
  POST /:locale/interest/save                              everybody   sealed
  GET  /:locale/interest/check-email                       everybody
  GET  /:locale/interest/continue/:token                   everybody
  GET  /:locale/interest/confirm/:token                    everybody
  POST /:locale/interest/confirm/:token                    everybody   sealed
  GET  /:locale/interest/manage/:token                     everybody
  POST /:locale/interest/manage/:token                     everybody   sealed
  GET  /:locale/interest/manage/:token/state               everybody
  POST /:locale/interest/manage/:token/state               everybody   sealed
  GET  /:locale/interest/new-link                          everybody
  POST /:locale/interest/new-link                          everybody   sealed
  GET  /:locale/communities/:id/claim                      everybody
  POST /:locale/communities/:id/claim                      everybody   sealed
  GET  /:locale/claims/check-email                         everybody
  GET  /:locale/claims/confirm/:token                      everybody
  POST /:locale/claims/confirm/:token                      everybody   sealed
  GET  /:locale/introductions/:token                       everybody
  POST /:locale/introductions/:token                       everybody   sealed
  GET  /:locale/digest/:token                              everybody
  POST /:locale/digest/:token                              everybody   sealed

  GET  /:locale/account                                    signed-in
  POST /:locale/account                                    signed-in
  POST /:locale/account/sessions/:id/end                   signed-in
  POST /:locale/account/sign-out-everywhere                signed-in
  GET  /:locale/account/digest                             signed-in
  POST /:locale/account/digest                             desk
  GET  /:locale/account/data.json                          signed-in
  GET  /:locale/account/forget                             signed-in
  POST /:locale/account/forget                             signed-in

  GET  /:locale/our-community                              officials
  GET  /:locale/our-community/profile                      officials
  POST /:locale/our-community/profile                      officials
  GET  /:locale/our-community/preview                      officials
  GET  /:locale/our-community/history                      officials
  POST /:locale/our-community/history/:id/undo             officials
  GET  /:locale/our-community/people                       officials
  POST /:locale/our-community/people                       officials
  POST /:locale/our-community/people/:id/remove            officials
  GET  /:locale/our-community/contact                      officials
  POST /:locale/our-community/contact                      officials
  GET  /:locale/our-community/declaration                  officials
  POST /:locale/our-community/declaration                  officials
  GET  /:locale/our-community/partners                     officials
  GET  /:locale/our-community/partners/:id                 officials
  GET  /:locale/our-community/partners/:id/ask             officials
  POST /:locale/our-community/partners/:id/ask             officials
  GET  /:locale/our-community/shortlist                    officials
  POST /:locale/our-community/shortlist/:id                officials
  GET  /:locale/our-community/introductions                officials
  GET  /:locale/our-community/introductions/:id            officials
  POST /:locale/our-community/introductions/:id/milestones officials
  POST /:locale/our-community/requests/:id/withdraw        officials

  GET  /:locale/staff                                      desk
  GET  /:locale/staff/answers-read                         desk
  POST /:locale/staff/answers-read                         desk
  GET  /:locale/staff/declarations                         desk
  GET  /:locale/staff/proposals                            desk
  POST /:locale/staff/proposals                            desk
  GET  /:locale/staff/proposals/filters                    desk
  POST /:locale/staff/proposals/filters                    desk
  POST /:locale/staff/proposals/filters/:id/delete         desk
  POST /:locale/staff/proposals/:id/taking                 desk
  GET  /:locale/staff/proposals/:id                        desk
  GET  /:locale/staff/proposals/:id/decision               desk
  POST /:locale/staff/proposals/:id/decision               desk
  GET  /:locale/staff/proposals/:id/contacts/:side         desk
  POST /:locale/staff/proposals/:id/contacts/:side         desk
  GET  /:locale/staff/proposals/:id/letters                desk
  POST /:locale/staff/proposals/:id/letters                desk
  GET  /:locale/staff/proposals/:id/sheet                  desk
  GET  /:locale/staff/rounds                               desk
  POST /:locale/staff/rounds                               desk
  GET  /:locale/staff/rounds/:id                           desk
  POST /:locale/staff/rounds/:id                           desk
  GET  /:locale/staff/rounds/:id/marks                     desk
  POST /:locale/staff/rounds/:id/marks                     desk
  GET  /:locale/staff/rounds/:id/decision                  desk
  POST /:locale/staff/rounds/:id/decision                  desk
  GET  /:locale/staff/letters                              desk
  POST /:locale/staff/letters                              desk
  GET  /:locale/staff/interest                             office
  GET  /:locale/staff/interest/:id                         office
  POST /:locale/staff/interest/:id/decision                office

  GET  /:locale/staff/weights                              desk
  POST /:locale/staff/weights                              office
  GET  /:locale/staff/weights/:id                          desk
  POST /:locale/staff/weights/:id                          office
  GET  /:locale/staff/weights/:id/preview                  desk
  POST /:locale/staff/weights/:id/preview                  office
  GET  /:locale/staff/figures                              desk

  GET  /:locale/staff/oblast                               desk
  GET  /:locale/staff/imports                              desk
  POST /:locale/staff/imports                              desk
  GET  /:locale/staff/imports/:id                          desk
  GET  /:locale/staff/imports/:id/mapping                  desk
  POST /:locale/staff/imports/:id/mapping                  desk
  GET  /:locale/staff/imports/:id/rows                     desk
  POST /:locale/staff/imports/:id/rows                     desk
  GET  /:locale/staff/imports/:id/apply                    desk
  POST /:locale/staff/imports/:id/apply                    desk
  GET  /:locale/staff/imports/:id/undo                     desk
  POST /:locale/staff/imports/:id/undo                     desk
  GET  /:locale/staff/imports/:id/discard                  desk
  POST /:locale/staff/imports/:id/discard                  desk
  GET  /:locale/staff/exports                              desk
  GET  /:locale/staff/exports/:file                        desk
  GET  /:locale/staff/diary                                desk
  GET  /:locale/staff/diary/:file                          desk
  GET  /:locale/staff/communities/:id/wishes               desk
  POST /:locale/staff/communities/:id/wishes               desk
  GET  /:locale/staff/communities                          desk
  GET  /:locale/staff/communities/new                      desk
  POST /:locale/staff/communities/new                      desk
  GET  /:locale/staff/communities/:id                      desk
  GET  /:locale/staff/communities/:id/edit                 desk
  POST /:locale/staff/communities/:id/edit                 desk
  GET  /:locale/staff/communities/:id/standing             desk
  POST /:locale/staff/communities/:id/standing             desk
  GET  /:locale/staff/communities/:id/history              desk
  POST /:locale/staff/communities/:id/history              desk
  GET  /:locale/staff/communities/:id/merge                desk
  POST /:locale/staff/communities/:id/merge                desk
  GET  /:locale/staff/communities/:id/split                desk
  POST /:locale/staff/communities/:id/split                desk
  GET  /:locale/staff/conflicts                            desk
  POST /:locale/staff/conflicts                            desk
  GET  /:locale/staff/conflicts/:id                        desk
  POST /:locale/staff/conflicts/:id                        desk
  GET  /:locale/staff/claims                               desk
  GET  /:locale/staff/claims/:id                           desk
  POST /:locale/staff/claims/:id/decision                  desk

  GET  /:locale/staff/introductions                        desk
  GET  /:locale/staff/introductions/:id                    desk
  POST /:locale/staff/introductions/:id                    desk
  GET  /:locale/staff/associations                         desk
  POST /:locale/staff/associations                         office
  GET  /:locale/staff/associations/:id                     office
  POST /:locale/staff/associations/:id                     office

  GET  /:locale/staff/people                               admin
  POST /:locale/staff/people                               admin
  GET  /:locale/staff/people/:id                           admin
  POST /:locale/staff/people/:id                           admin
`

export interface Line {
  /** As an app names its routes: 'GET /:locale/staff'. */
  route: string
  method: 'GET' | 'POST'
  pattern: string
  may: readonly Role[]
  sealed: boolean
}

export const accessTable: readonly Line[] = table
  .trim()
  .split(/\s*\n\s*/)
  .map((line) => {
    const [method = '', pattern = '', who = '', mark] = line.split(/\s+/)
    const may = groups[who]
    if ((method !== 'GET' && method !== 'POST') || !may) throw new Error(`What does ${line} mean?`)
    return { route: `${method} ${pattern}`, method, pattern, may, sealed: mark === 'sealed' }
  })
