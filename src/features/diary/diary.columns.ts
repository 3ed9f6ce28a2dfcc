// The diary as a sheet. People stand in it as numbers: what leaves the service names nobody, and whoever may
// know finds the beginning of the number on the page. The network somebody came from stays here, too.
import { readOrigin } from '../../platform/db/origin.js'
import type { Column } from '../../platform/sheets/sheet.js'
import { isUuid } from './diary.model.js'
import type { DiaryLine } from './diary.queries.js'
import { actorIn, deedIn, detailsIn, noteIn, roleOf, thingsIn, type DiaryWording } from './wording.js'

/** A line with what its people and things are called. */
export interface TitledLine extends DiaryLine {
  wording: DiaryWording
}

const withoutPeople = ({ what, ...line }: DiaryLine) => {
  const { account: _, ...rest } = what
  return { ...line, what: rest as DiaryLine['what'] }
}

export function diaryColumns({ t }: Pick<DiaryWording, 't'>): Column<TitledLine>[] {
  const column = (
    key: string,
    type: Column<TitledLine>['type'],
    value: Column<TitledLine>['value'],
    width?: number,
  ): Column<TitledLine> => ({
    heading: t(`diary-columns.${key}`),
    type,
    value,
    ...(width !== undefined && { width }),
  })
  return [
    column('number', 'integer', ({ id }) => id),
    column('at', 'moment', ({ at }) => at),
    column(
      'role',
      'text',
      ({ who, wording }) => {
        const role = roleOf(wording, who)
        if (role !== undefined) return wording.t(`roles.${role}`)
        return isUuid(who) ? wording.t('diary.forgotten') : actorIn(wording, who)
      },
      22,
    ),
    column('account', 'text', ({ who }) => (isUuid(who) ? who : null), 38),
    column('deed', 'text', (line) => deedIn(line.wording, line), 36),
    column('code', 'text', ({ did }) => did, 22),
    column(
      'things',
      'text',
      (line) =>
        thingsIn(line.wording, withoutPeople(line))
          .map(({ kind, name }) => `${kind}: ${name}`)
          .join('; ') || null,
      48,
    ),
    column(
      'details',
      'text',
      (line) =>
        detailsIn(line.wording, line)
          .map(({ kind, name }) => `${kind}: ${name}`)
          .join('; ') || null,
      32,
    ),
    column(
      'other-account',
      'text',
      ({ what, who }) => (what.account === who ? null : String(what.account ?? '')) || null,
      38,
    ),
    column('note', 'text', (line) => noteIn(line.wording, line), 48),
    column(
      'way',
      'text',
      ({ origin }) => (origin === null ? null : t(`diary-origins.${readOrigin(origin).way}`)),
      22,
    ),
  ]
}
