// One record as staff see it: every field with its source, and what hangs on the record.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { countryName, regionName } from '../../platform/i18n/places.js'
import { countriesIn } from '../../platform/i18n/countries.js'
import { nameIn, codeOf, sourceIn } from '../communities/index.js'
import { kinds } from '../communities/communities.model.js'
import type { Owners } from './editing.actions.js'
import type { Lookalike } from './lookalikes.queries.js'
import { plainFields, standings, type CommunityRecord, type RecordField } from './records.model.js'
import type { frameOf, openIntroductionsOf, editorsOf, PartnershipLine } from './record.queries.js'
import type { FieldChange, RecordWording, Region } from './words.js'
import type { OpenConflict } from './conflicts-list.queries.js'

export const recordsCrumb = ({ t, locale }: RecordWording) => ({
  href: paths.staff.records(locale),
  label: t('staff/communities/index.heading'),
})
export const recordCrumbs = (wording: RecordWording, record: CommunityRecord) => [
  recordsCrumb(wording),
  { href: paths.staff.record(wording.locale, record.id), label: wording.name(record) },
]

interface RecordFile {
  record: CommunityRecord
  frame: Awaited<ReturnType<typeof frameOf>>
  sources: Record<string, string>
  partnerships: PartnershipLine[]
  introductions: Awaited<ReturnType<typeof openIntroductionsOf>>
  editors: Awaited<ReturnType<typeof editorsOf>>
  conflicts: OpenConflict[]
  lookalikes: Lookalike[]
  formerIds: string[]
  /** Whether the reader may change it. */
  ours: boolean
  /** What was just done, if anything. */
  done: string | undefined
}

const shown = [
  'nameUk',
  'nameEn',
  'nameNative',
  'formerNames',
  'kind',
  'hromadaUk',
  'population',
  'website',
  'katottg',
  'geonamesId',
  'wikidataId',
  'lat',
  'lon',
] as const satisfies readonly RecordField[]

/** At home a Ukrainian community has its Ukrainian name; abroad there is no hromada and no KATOTTG. */
const fieldsShown = ({ country }: CommunityRecord) => {
  const foreignOnly: RecordField[] = ['nameNative']
  const homeOnly: RecordField[] = ['hromadaUk', 'katottg']
  return shown.filter((field) => !(country === 'UA' ? foreignOnly : homeOnly).includes(field))
}

export function recordPage(wording: RecordWording, file: RecordFile) {
  const { t, locale } = wording
  const { record, frame, sources, ours } = file
  const { id } = record
  const sourceOf = (field: RecordField) => {
    if (field === 'population') return wording.value('populationSource', record.populationSource)
    const source = record.sources[field] ?? sources[field]
    return source === undefined ? null : sourceIn(locale, source)
  }
  return {
    layout: 'staff',
    title: wording.name(record),
    code: codeOf(record),
    crumbs: [recordsCrumb(wording)],
    place: [
      regionName(locale, { uk: frame.regionUk, en: frame.regionEn }) ?? frame.regionEn,
      countryName(locale, { uk: frame.countryUk, en: frame.countryEn }),
    ]
      .filter(Boolean)
      .join(', '),
    done: file.done ? t(`staff/communities/show.done-${file.done}`) : null,
    standing: standingIn(wording, record),
    id,
    facts: fieldsShown(record).map((field) => ({
      label: wording.label(field),
      value: wording.value(field, record[field]),
      source: sourceOf(field),
    })),
    wholeSource: frame.source
      .split(';')
      .map((tag) => sourceIn(locale, tag))
      .join('; '),
    edited: frame.editedAt,
    partnerships: file.partnerships.map((one) => ({
      href: paths.staff.record(locale, one.id),
      name: nameIn(locale, one),
      words: [
        t(`statuses.${one.status}`),
        ...(one.agreements ? [t('staff/communities/show.agreements', { count: one.agreements })] : []),
      ].join(', '),
    })),
    introductions: file.introductions.map((one) => ({
      href: paths.staff.introduction(locale, one.id),
      name: nameIn(locale, one),
      since: one.openedAt,
    })),
    editors: file.editors.map(({ name, createdAt }) => ({ name, since: createdAt })),
    conflicts: file.conflicts.map((one) => ({
      href: paths.staff.conflict(locale, one.id),
      label: wording.label(one.field),
    })),
    lookalikes: file.lookalikes.map((one) => ({
      name: wording.name(one),
      href: paths.staff.record(locale, one.id),
      why: one.why.map((why) => t(`staff/conflicts/index.because-${why}`)).join(', '),
      merge: `${paths.staff.merge(locale, id)}?with=${encodeURIComponent(one.id)}`,
    })),
    formerIds: file.formerIds,
    ours,
    links: {
      public: paths.community(locale, id),
      wishes: ours ? paths.staff.wishes(locale, id) : null,
      edit: paths.staff.editRecord(locale, id),
      standing: paths.staff.standing(locale, id),
      history: paths.staff.recordHistory(locale, id),
      merge: paths.staff.merge(locale, id),
      split: paths.staff.split(locale, id),
    },
  }
}

/** How a community stands, in words with day and source; null for one that is free, and abroad. */
export function standingIn({ t, day }: RecordWording, record: CommunityRecord) {
  if (record.standing === 'free') return null
  return {
    words: t(`standings.${record.standing}`),
    since: record.standingSince ? t('standings.since', { date: day(record.standingSince) }) : null,
    source: record.standingSource,
    means: t(`standings.${record.standing}-means`),
  }
}

interface EditFile {
  /** Undefined for a new one. */
  record: CommunityRecord | undefined
  regions: readonly Region[]
  /** A coordinator's own oblast: the one place a new record may lie in. */
  own: string | undefined
  typed: Typed
  errors: FieldError[]
  version: number
  owners: Owners | undefined
  overtaken: Overtaken | undefined
  csrf: string
}

export interface Overtaken {
  who: string
  at: Date
  theirs: FieldChange[]
  ours: FieldChange[]
}

export function editPage(wording: RecordWording, file: EditFile) {
  const { t, locale } = wording
  const { record, typed, owners } = file
  const word = (name: string) => String(typed[name] ?? '')
  const { compare } = new Intl.Collator(locale)
  const country = record?.country ?? word('country')
  const owner = (field: keyof Owners) => {
    const found = owners?.[field]
    return found
      ? {
          name: nameIn(locale, found).text,
          href: paths.staff.record(locale, found.id),
          merge: record
            ? `${paths.staff.merge(locale, record.id)}?with=${encodeURIComponent(found.id)}`
            : null,
        }
      : null
  }
  return {
    layout: 'staff',
    title: record
      ? t('staff/communities/edit.heading', { name: wording.name(record) })
      : t('staff/communities/new.heading'),
    crumbs: record ? recordCrumbs(wording, record) : [recordsCrumb(wording)],
    action: record ? paths.staff.editRecord(locale, record.id) : paths.staff.newRecord(locale),
    back: record ? paths.staff.record(locale, record.id) : paths.staff.records(locale),
    isNew: !record,
    csrf: file.csrf,
    errors: file.errors,
    version: file.version,
    overtaken: file.overtaken ?? null,
    typed: Object.fromEntries(
      [...plainFields, 'formerNames', 'populationSource', 'populationYear', 'source', 'why'].map((name) => [
        name,
        word(name),
      ]),
    ),
    abroad: record ? country !== 'UA' : file.own === undefined,
    ukrainian: record ? country === 'UA' : true,
    countries: countriesIn(locale)
      .filter(({ code }) => file.own === undefined || code === 'UA')
      .map(({ code, name }) => ({
        value: code,
        label: name,
        selected: code === (word('country') || 'UA'),
      })),
    kinds: kinds.map((kind) => ({
      value: kind,
      label: t(`kinds.${kind}`),
      selected: kind === word('kind'),
    })),
    regions: [
      { value: '', label: t('staff/communities/edit.no-region'), selected: word('regionCode') === '' },
      ...file.regions
        .map(({ code }) => ({
          value: code,
          label: record ? wording.region(code) : `${wording.region(code)} (${code.slice(0, 2)})`,
          selected: code === word('regionCode'),
        }))
        .sort((a, b) => compare(a.label, b.label)),
    ],
    owners: {
      katottg: owner('katottg'),
      geonamesId: owner('geonamesId'),
      wikidataId: owner('wikidataId'),
    },
  }
}

interface StandingFile {
  record: CommunityRecord
  typed: Typed
  errors: FieldError[]
  csrf: string
}

export function standingPage(wording: RecordWording, { record, typed, errors, csrf }: StandingFile) {
  const { t, locale } = wording
  return {
    layout: 'staff',
    title: t('staff/communities/standing.heading', { name: wording.name(record) }),
    crumbs: recordCrumbs(wording, record),
    back: paths.staff.record(locale, record.id),
    action: paths.staff.standing(locale, record.id),
    errors,
    csrf,
    choices: standings.map((standing) => ({
      value: standing,
      label: t(`standings.${standing}`),
      note: t(`standings.${standing}-means`),
      checked: typed.standing === standing,
    })),
    since: String(typed.since ?? ''),
    source: String(typed.source ?? ''),
    why: String(typed.why ?? ''),
  }
}
