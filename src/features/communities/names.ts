// A community's names on its page: official, former, and others that people gave it here. Those that the
// registry keeps for finding only – old forms, transcriptions, slips – are counted.
import { fold } from '../../platform/search/fold.js'
import { languageOfName, nativeLanguage } from '../../platform/i18n/places.js'
import type { Community } from './communities.queries.js'
import { sourceIn } from './sources.js'
import type { Name, Wording } from './wording.js'

export interface NameEntry extends Name {
  /** Which language it is in, and who says so. */
  note: string
}

export interface NamesPart {
  official: NameEntry[]
  former: NameEntry[]
  elsewhere: Name[]
  /** How many more are known for finding only, in words. */
  more: string | null
}

type Row = Community['names'][number]

/** The sources of names that are good for finding and not for showing. */
const forFindingOnly = ['GeoNames', 'AUC report 2009']

export function namesPart({ names, country }: Community, wording: Wording): NamesPart {
  const { t, locale } = wording
  const of = (kind: Row['kind']) => names.filter((row) => row.kind === kind)
  const entries = (rows: Row[]) => merged(rows, country).map((rows) => entry(rows, country, wording))
  const shown = new Set([...of('official'), ...of('former')].map(({ name }) => fold(name)))
  const others = (findingOnly: boolean) =>
    of('other').filter(
      ({ name, source }) => forFindingOnly.includes(source) === findingOnly && isNew(shown, fold(name)),
    )
  const elsewhere = others(false)
  const left = others(true).length
  return {
    official: entries(of('official')),
    former: entries(of('former')),
    elsewhere: elsewhere.map((row) => {
      const lang = languageOf(row, country)
      return { text: row.name, lang: lang === locale ? null : lang }
    }),
    more: left > 0 ? t('communities/show.more-names', { count: left }) : null,
  }
}

function isNew(shown: Set<string>, folded: string): boolean {
  if (shown.has(folded)) return false
  shown.add(folded)
  return true
}

const languageOf = (row: Row, country: string) =>
  row.language === 'native' ? languageOfName(country, row.name) : row.language || null

/** Rows of one spelling together: "Gdynia" is Polish and English. */
function merged(rows: Row[], country: string): Row[][] {
  const byName = new Map<string, Row[]>()
  for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row])
  const home = (row: Row) =>
    row.language === 'native' || languageOf(row, country) === nativeLanguage(country) ? 0 : 1
  return [...byName.values()].sort((a, b) => Math.min(...a.map(home)) - Math.min(...b.map(home)))
}

function entry(rows: Row[], country: string, wording: Wording): NameEntry {
  const { locale, and } = wording
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  // The words for this source name the language themselves.
  const ours = (row: Row) => row.source === 'Editorial'
  const languages = [...new Set(rows.flatMap((row) => (ours(row) ? [] : (languageOf(row, country) ?? []))))]
  const home = rows.find(({ language }) => language === 'native') ?? rows[0]
  const lang = home ? languageOf(home, country) : null
  const said = languages.map((code) => tongues.of(code) ?? code)
  const sources = [...new Set(rows.map(({ source }) => sourceIn(source, wording)))]
  return {
    text: rows[0]?.name ?? '',
    lang: lang === locale ? null : lang,
    note: [said.length > 0 ? and(said) : null, and(sources)].filter(Boolean).join('; '),
  }
}
