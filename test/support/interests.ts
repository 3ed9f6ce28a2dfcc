// Interests of municipalities abroad, as far as a test needs one: in the database, or decided on by Taras.
import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { managePurpose } from '../../src/features/interest/interest.model.js'
import { paths } from '../../src/paths.js'
import type { Db } from '../../src/platform/db/connect.js'
import type { InterestsTable } from '../../src/platform/db/schema.js'
import { days, later } from '../../src/platform/kit/clock.js'
import type { TestApp } from './app.js'
import type { Page, Visitor } from './page.js'

type Some = Omit<Partial<Insertable<InterestsTable>>, 'answers'> & { answers?: object }

/** The answers of somebody who ticked next to nothing. */
export const fewAnswers = { needs: ['energy'], offers: [], kinds: [], places: [], languages: ['en'] }

/** A confirmed interest of Die that waits for the staff. Gives its id. */
export async function anInterest(db: Db, { answers, ...given }: Some = {}): Promise<string> {
  const id = given.id ?? randomUUID()
  const at = new Date('2026-11-02T09:00:00Z')
  await db
    .insertInto('interests')
    .values({
      id,
      state: 'awaiting-review',
      locale: 'en',
      town: 'Die',
      country: 'FR',
      answers: JSON.stringify({ ...fewAnswers, ...answers }),
      contactName: 'Claire Dubois',
      contactEmail: 'claire@die.example',
      consentVersion: '2026-11',
      consentedAt: at,
      createdAt: at,
      confirmedAt: at,
      ...given,
    })
    .execute()
  return id
}

export const interestOf = (db: Db, id: string) =>
  db.selectFrom('interests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Opens an interest in the staff's rooms and records a decision, in English. */
export async function decides(
  staff: Visitor,
  id: string,
  typed: Record<string, string | boolean>,
): Promise<Page> {
  await staff.opens(paths.staff.interest('en', id))
  return staff.sends(typed)
}

export const acceptNew = 'Accept: it is a new community'
export const acceptExisting = 'Accept: it is a community of the registry'

/** The link by which a municipality manages its interest, as a letter has it. */
export const manageLink = ({ ctx, now }: TestApp, id: string, locale = 'en'): string =>
  paths.interest.manage(locale, ctx.links.sign(managePurpose, id, later(now(), days(30))))

/** A town nobody has heard of, in words that only it would write. */
export const belvaux = {
  town: 'Belvaux-sur-Rêve',
  region: 'Grand Est',
  population: 4_900,
  website: 'https://www.belvaux.example',
  contactName: 'Claire Dubois',
  contactEmail: 'claire@belvaux.example',
  contactOffice: 'Adjointe au maire',
  contactPhone: '+33 3 87 00 00 00',
  answers: {
    needs: ['energy'],
    offers: ['youth'],
    kinds: ['trial'],
    places: ['UA.15'],
    languages: ['fr'],
    about: 'We make cheese.',
  },
}
/** Where staff say it lies. */
export const placed = { Latitude: '48,9', Longitude: '6.2' }
