// What staff see of the letters of a pair before it is approved: each side's letter as it will be sent, and
// the fields to edit it, in one form with the other's.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { actorName } from '../../platform/i18n/actor.js'
import { localeNames } from '../../platform/i18n/locales.js'
import { letterInParts } from '../../platform/mail/render-letter.js'
import { faultIn, placeOf, places, type Written } from '../../platform/mail/written-letter.js'
import { sides, type Side } from '../pairs/pairs.model.js'
import { seenAt } from './approval-letters.actions.js'
import { isOutdated, type LettersFile, type SideLetter } from './approval-letters-for-staff.queries.js'
import {
  asKept,
  changesOf,
  digestOfFields,
  isInAnotherLanguage,
  type EditedLetter,
  type LetterFields,
} from './approval-letters.model.js'
import { stateAfter } from './proposals.model.js'

export interface LettersShown {
  csrf: string
  /** The list somebody came from, as a query string. */
  list: string
  /** What was typed into the letters and not saved; a letter nobody typed into is shown as it is kept. */
  typed: Partial<Record<Side, Typed>>
  errors: FieldError[]
  /** What happened, to be said above everything. */
  said: 'saved' | 'restored' | 'restored-one' | 'overtaken' | 'looked' | undefined
}

/** Both letters have the same fields; on the page each has its side before it. */
export const fieldOf = (side: Side, field: string): string => `${side}-${field}`

export function lettersPage(file: LettersFile, shown: LettersShown) {
  const { proposal, wording } = file
  const { t, locale, names } = wording
  const pair = { ua: names.community(proposal.uaId), foreign: names.community(proposal.foreignId) }
  const proposalAt = paths.staff.proposal(locale, proposal.id) + shown.list
  const open = stateAfter(proposal.state, 'approve') !== undefined
  return {
    layout: 'staff',
    title: t('staff/proposals/letters.heading', pair),
    crumbs: [
      { href: paths.staff.proposals(locale) + shown.list, label: t('staff/proposals/index.heading') },
      { href: proposalAt, label: t('staff/proposals/show.pair', pair) },
    ],
    errors: shown.errors,
    said: shown.said ? t(`staff/proposals/letters.${shown.said}`) : null,
    saidKind: shown.said === 'overtaken' ? 'warning' : 'success',
    back: proposalAt,
    action: paths.staff.proposalLetters(locale, proposal.id) + shown.list,
    csrf: shown.csrf,
    open,
    save: t(`staff/proposals/letters.${sides.every((side) => file.letters[side]) ? 'save-both' : 'save'}`),
    places: places.map((place) => ({
      place: placeOf(place),
      means: t(`staff/proposals/letters.place-${place}`),
    })),
    sides: open ? sides.map((side) => sidePart(file, shown, side)) : [],
  }
}

function sidePart(file: LettersFile, shown: LettersShown, side: Side) {
  const { proposal, letters, edited, wording } = file
  const { t, locale, names } = wording
  const community = names.community(side === 'ua' ? proposal.uaId : proposal.foreignId)
  const letter = letters[side]
  const head = {
    side,
    heading: t('staff/proposals/letters.to', { community }),
    enter: { href: paths.staff.contact(locale, proposal.id, side) + shown.list, community },
  }
  if (!letter) return { ...head, letter: null }
  const kept = edited[side]
  const typed = shown.typed[side]
  const fields = typed ? fieldsTyped(typed) : fieldsKept(letter, kept)
  // Typed words stay compared with what their writer saw, until the page has told of a colleague's.
  const base = shown.said === 'overtaken' ? undefined : typed
  return {
    ...head,
    letter: {
      name: letter.contact.name,
      language: localeNames[letter.words.locale],
      lang: letter.words.locale,
      edited: kept
        ? {
            words: t('staff/proposals/letters.edited', { who: actorName(t, kept.editedBy) }),
            at: kept.editedAt,
          }
        : null,
      warnings: warningsOf(letter, kept, wording.t),
      hidden: Object.entries({
        seen: base?.seen ?? seenAt(kept?.editedAt),
        shown: base?.shown ?? digestOfFields(fieldsKept(letter, kept)),
        language: base?.language ?? letter.words.locale,
      }).map(([field, value]) => ({ name: fieldOf(side, field), value })),
      fields,
      ids: Object.fromEntries(
        ['subject', 'body', 'personal', 'signer'].map((field) => [field, fieldOf(side, field)]),
      ) as Record<keyof LetterFields, string>,
      signers: [
        { value: '', label: t('staff/proposals/letters.whoever-approves'), selected: fields.signer === '' },
        ...file.signers.map(({ id, name }) => ({ value: id, label: name, selected: fields.signer === id })),
      ],
      preview: previewOf(file, letter, fields),
      asHtml: `${paths.staff.proposalLetters(locale, proposal.id)}?side=${side}&as=html`,
    },
  }
}

const fieldsKept = ({ original }: SideLetter, kept: EditedLetter | undefined): LetterFields => ({
  subject: kept?.subject ?? original.subject,
  body: kept?.body ?? original.body,
  personal: kept?.personal ?? '',
  signer: kept?.signerId ?? '',
})

export const fieldsTyped = (typed: Typed): LetterFields => {
  const field = (name: string) => String(typed[name] ?? '')
  return {
    subject: field('subject'),
    body: field('body'),
    personal: field('personal'),
    signer: field('signer'),
  }
}

function warningsOf(letter: SideLetter, kept: EditedLetter | undefined, t: LettersFile['wording']['t']) {
  if (!kept) return []
  if (isInAnotherLanguage(kept, letter.contact.language)) return [t('staff/proposals/letters.other-language')]
  return isOutdated(kept, letter) ? [t('staff/proposals/letters.outdated')] : []
}

/** The letter as it will be sent; nothing while what was typed cannot be. */
function previewOf({ signers }: LettersFile, letter: SideLetter, { signer, ...fields }: LetterFields) {
  const body = asKept(fields.body)
  if (fields.subject.trim() === '' || body === '' || faultIn(body)) return null
  const written = changesOf(letter.original, {
    subject: fields.subject.trim(),
    body,
    personal: asKept(fields.personal),
  })
  const { subject, text, blocks } = rendered(letter, written, signers.find(({ id }) => id === signer)?.name)
  return {
    subject,
    text,
    paragraphs: blocks.map((block) => ({
      lines: block.kind === 'words' ? block.lines : null,
      items: block.kind === 'list' ? block.items : null,
      button: block.kind === 'link' ? block.label : null,
      aside: block.kind === 'aside' ? block : null,
    })),
  }
}

/** A side's letter with what was made of it. */
export function rendered({ words }: SideLetter, written: Written, signer: string | null | undefined) {
  const data = { ...words.data, ...(signer && { signer }) }
  return letterInParts({ ...words, data, written })
}
