// The diary as staff read it: day by day, newest first.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { dateFormat } from '../../platform/i18n/dates.js'
import { colons, languageTags } from '../../platform/i18n/locales.js'
import { dayInKyiv } from '../../platform/kit/clock.js'
import { grouped } from '../../platform/kit/grouped.js'
import { deeds, mostInFile, pageSize, rooms } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'
import { deedIn, detailsIn, noteIn, originIn, signedActorIn, thingsIn, type DiaryWording } from './wording.js'

interface DiaryPage {
  /** One more than a page has, when there are older ones. */
  lines: DiaryLine[]
  /** The communities that a typed name was taken for. */
  communities: string[]
  typed: Typed
  errors: FieldError[]
}

const one = (typed: Typed, field: string): string => [typed[field] ?? ''].flat()[0] ?? ''

/** The address of the diary, or of a file of it, with what was asked. */
function addressOf(path: string, typed: Typed, more: Record<string, string> = {}): string {
  const asked = ['who', 'did', 'about', 'from', 'to', 'note']
    .map((field): [string, string] => [field, one(typed, field)])
    .filter(([, value]) => value !== '')
  const query = new URLSearchParams([...asked, ...Object.entries(more)]).toString()
  return query ? `${path}?${query}` : path
}

export function diaryPage(wording: DiaryWording, { lines, communities, typed, errors }: DiaryPage) {
  const { t, locale } = wording
  const clock = new Intl.DateTimeFormat(languageTags[locale], { timeStyle: 'short', timeZone: 'Europe/Kyiv' })
  const date = dateFormat(locale, { dateStyle: 'full', timeZone: 'Europe/Kyiv' })
  const capital = (words: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
  const shown = lines.slice(0, pageSize)
  const last = shown.at(-1)
  const lineOf = (line: DiaryLine) => ({
    at: line.at.toISOString(),
    clock: clock.format(line.at),
    deed: deedIn(wording, line),
    who: signedActorIn(wording, line.who),
    things: thingsIn(wording, line),
    details: detailsIn(wording, line),
    note: noteIn(wording, line),
    origin: originIn(wording, line.origin),
  })
  const { compare } = new Intl.Collator(locale)
  const path = paths.staff.diary(locale)
  return {
    layout: 'staff',
    title: t('staff/diary/index.heading'),
    colon: colons[locale],
    errors,
    action: path,
    filter: {
      who: one(typed, 'who'),
      about: one(typed, 'about'),
      note: one(typed, 'note'),
      from: one(typed, 'from'),
      to: one(typed, 'to'),
    },
    deeds: [
      {
        room: null,
        options: [{ value: '', label: t('staff/diary/index.all-deeds'), selected: !one(typed, 'did') }],
      },
      ...rooms.map((room) => ({
        room: t(`staff/diary/index.room-${room}`),
        options: deeds[room]
          .map((did) => ({
            value: did,
            label: deedIn(wording, { did, note: null }),
            selected: did === one(typed, 'did'),
          }))
          .sort((a, b) => compare(a.label, b.label)),
      })),
    ],
    isFiltered: addressOf('', typed) !== '',
    taken: communities.map((id) => wording.community(id)).join(', '),
    days: [...grouped(shown, ({ at }) => dayInKyiv(at))].map(([day, ofDay]) => ({
      day,
      heading: capital(date(new Date(`${day}T12:00:00Z`))),
      lines: ofDay.map(lineOf),
    })),
    older: lines.length > pageSize && last ? addressOf(path, typed, { before: String(last.id) }) : null,
    newest: one(typed, 'before') ? addressOf(path, typed) : null,
    inFile: t('staff/diary/index.in-file', {
      most: new Intl.NumberFormat(languageTags[locale]).format(mostInFile),
    }),
    csv: addressOf(paths.staff.diaryFile(locale, 'diary.csv'), typed),
    xlsx: addressOf(paths.staff.diaryFile(locale, 'diary.xlsx'), typed),
  }
}
