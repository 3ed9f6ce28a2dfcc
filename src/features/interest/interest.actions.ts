// What happens to an interest before the staff see it: it is registered, or put aside half filled, it is
// confirmed, or forgotten. Each change is one transaction: the rows, the diary, the letters.
import { randomUUID } from 'node:crypto'
import type { AppContext } from '../../context.js'
import { paths } from '../../paths.js'
import type { Trx } from '../../platform/db/connect.js'
import { writeEvent } from '../../platform/db/events.js'
import type { Typed } from '../../platform/http/form.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { later } from '../../platform/kit/clock.js'
import { queueLetter } from '../../platform/mail/outbox.js'
import type { Answers } from './interest.forms.js'
import {
  confirmPurpose,
  confirmWithin,
  consentVersion,
  letterAbout,
  lettersPerAddress,
  letterWindow,
  resumePurpose,
  stateAfter,
} from './interest.model.js'
import {
  deleteDraft,
  deleteLettersAbout,
  deleteOldDrafts,
  deleteUnconfirmed,
  draftById,
  holdAddress,
  insertInterest,
  interestForUpdate,
  lettersSince,
  saveDraft,
  saveInterest,
} from './interest.queries.js'
import { columnsOf } from './interest.rows.js'
import type { PlaceFound } from './places.js'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'links'>

export interface Registration {
  /** Made when the answers were checked, so that sending them twice is one interest. */
  id: string
  locale: Locale
  answers: Answers
  /** The place the applicant pointed to, if we knew one. */
  place: PlaceFound | undefined
  /** The half-filled form that this completes. */
  draft: string | undefined
}

/** 'known': pressed twice. 'too-many': the address had its letters of this hour. Whoever asked sees no difference. */
export type Registered = 'registered' | 'known' | 'too-many'

/** Keeps an interest and asks its contact person, in the language of the form, to confirm it. */
export async function registerInterest(ctx: Needs, registration: Registration): Promise<Registered> {
  const { id, locale, answers, place, draft } = registration
  return ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    if (await hadItsLetters(trx, answers.contactEmail, at)) return 'too-many'
    const isNew = await insertInterest(trx, {
      id,
      state: 'unconfirmed',
      locale,
      ...columnsOf(answers),
      communityId: place?.communityId ?? null,
      geonamesId: place?.geonamesId ?? null,
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      consentVersion,
      consentedAt: at,
      createdAt: at,
    })
    if (!isNew) return 'known'
    await writeEvent(trx, at, { who: 'applicant', did: 'registered', what: { interest: id } })
    const until = later(at, confirmWithin)
    await queueLetter(trx, ctx, {
      letter: 'confirm-interest',
      locale,
      to: { name: answers.contactName, email: answers.contactEmail },
      about: letterAbout(id),
      data: {
        name: answers.contactName,
        town: answers.town,
        link:
          ctx.config.publicUrl + paths.interest.confirm(locale, ctx.links.sign(confirmPurpose, id, until)),
        until,
      },
    })
    if (draft !== undefined) await forgetDraft(trx, draft)
    return 'registered'
  })
}

async function hadItsLetters(trx: Trx, email: string, at: Date): Promise<boolean> {
  await holdAddress(trx, email)
  return (await lettersSince(trx, email, later(at, -letterWindow))) >= lettersPerAddress
}

async function forgetDraft(trx: Trx, id: string): Promise<void> {
  await deleteDraft(trx, id)
  await deleteLettersAbout(trx, [letterAbout(id)])
}

export interface HalfFilled {
  locale: Locale
  email: string
  /** Whatever was typed, right or wrong. */
  answers: Typed
  /** The half-filled form it was before. */
  draft: string | undefined
}

/**
 * Keeps a half-filled form and mails the link that opens it. Saved again for the same address it stays the
 * same form: the link that is already in the letter box opens what was saved last.
 */
export async function saveForLater(ctx: Needs, { locale, email, answers, draft }: HalfFilled): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const at = ctx.clock.now()
    const until = later(at, confirmWithin)
    const before = draft === undefined ? undefined : await draftById(trx, draft, at)
    if (before?.email === email)
      return saveDraft(trx, { id: before.id, locale, email, answers, createdAt: at, expiresAt: until })
    if (await hadItsLetters(trx, email, at)) return
    const id = randomUUID()
    await saveDraft(trx, { id, locale, email, answers, createdAt: at, expiresAt: until })
    await queueLetter(trx, ctx, {
      letter: 'continue-interest',
      locale,
      to: { name: '', email },
      about: letterAbout(id),
      data: {
        link: ctx.config.publicUrl + paths.interest.resume(locale, ctx.links.sign(resumePurpose, id, until)),
        until,
      },
    })
    if (before) await forgetDraft(trx, before.id)
  })
}

export type Confirmation = 'confirmed' | 'already' | 'gone'

/** Believes an interest: whoever reads the mail of that office has pressed the button. */
export const confirmInterest = (
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  id: string,
): Promise<Confirmation> =>
  db.transaction().execute(async (trx) => {
    const interest = await interestForUpdate(trx, id)
    if (!interest) return 'gone'
    const state = stateAfter(interest.state, 'confirm')
    if (!state) return 'already'
    const at = clock.now()
    await saveInterest(trx, id, { state, confirmedAt: at })
    await writeEvent(trx, at, { who: 'applicant', did: 'confirmed', what: { interest: id } })
    return 'confirmed'
  })

/** Deletes what nobody confirmed or finished in time, and the letters about it. */
export const forgetOldInterests = ({
  db,
  clock,
}: Pick<Needs, 'db' | 'clock'>): Promise<{ interests: number; drafts: number }> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now()
    const interests = await deleteUnconfirmed(trx, later(now, -confirmWithin))
    const drafts = await deleteOldDrafts(trx, now)
    await deleteLettersAbout(trx, [...interests, ...drafts].map(letterAbout))
    return { interests: interests.length, drafts: drafts.length }
  })
