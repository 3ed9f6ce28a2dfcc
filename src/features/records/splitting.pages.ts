// Splitting a record: what the new one is, and what moves there.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { nameIn } from '../communities/index.js'
import { kinds } from '../communities/communities.model.js'
import type { Owners } from './editing.actions.js'
import type { PartnershipLine } from './record.queries.js'
import { recordCrumbs } from './record.pages.js'
import type { CommunityRecord } from './records.model.js'
import { nameKey } from './splitting.actions.js'
import type { MovableName } from './splitting.queries.js'
import type { RecordWording, Region } from './words.js'

interface SplitFile {
  record: CommunityRecord
  regions: readonly Region[]
  names: readonly MovableName[]
  partnerships: readonly PartnershipLine[]
  typed: Typed
  errors: FieldError[]
  owners: Owners | undefined
  version: number
  changed: boolean
  csrf: string
}

const own = ['nameUk', 'nameEn', 'nameNative', 'lat', 'lon', 'population', 'populationSource', 'populationYear', 'why'] // prettier-ignore

export function splitPage(wording: RecordWording, file: SplitFile) {
  const { t, locale } = wording
  const { record, typed } = file
  const word = (name: string) => String(typed[name] ?? '')
  const chosen = (name: string, value: string) => [typed[name] ?? []].flat().includes(value)
  const { compare } = new Intl.Collator(locale)
  return {
    layout: 'staff',
    title: t('staff/communities/split.heading', { name: wording.name(record) }),
    crumbs: recordCrumbs(wording, record),
    action: paths.staff.split(locale, record.id),
    back: paths.staff.record(locale, record.id),
    csrf: file.csrf,
    errors: file.errors,
    version: file.version,
    changed: file.changed,
    abroad: record.country !== 'UA',
    typed: Object.fromEntries(own.map((name) => [name, word(name)])),
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
          label: wording.region(code),
          selected: code === word('regionCode'),
        }))
        .sort((a, b) => compare(a.label, b.label)),
    ],
    names: file.names.map((name, i) => ({
      id: `names-${i}`,
      value: nameKey(name),
      label: name.name,
      note: t(`staff/communities/split.name-${name.kind}`),
      checked: chosen('names', nameKey(name)),
    })),
    partners: file.partnerships.map((one) => ({
      value: one.id,
      label: nameIn(locale, one).text,
      note: [
        t(`statuses.${one.status}`),
        ...(one.agreements ? [t('staff/communities/show.agreements', { count: one.agreements })] : []),
      ].join(', '),
      checked: chosen('partners', one.id),
    })),
    codes: (['katottg', 'geonamesId', 'wikidataId'] as const)
      .filter((code) => record[code] !== null)
      .map((code) => ({
        value: code,
        label: `${wording.label(code)}: ${record[code]}`,
        checked: chosen('codes', code),
      })),
  }
}
