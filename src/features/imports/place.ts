// Where a row belongs: the community a name means, or why nobody may say so, with those to choose from.
import { oblastIn, type Place } from './register-units.js'
import type { Fate, Outcome, Side, Why } from './batches.model.js'
import type { Known } from './known.js'

/** What the check of a row gathers as it goes. */
export interface Finding extends Outcome {
  say(fate: Fate, key: string, values?: Why['values']): void
}

export function emptyFinding(read: Outcome['read'] = {}): Finding {
  const why: Why[] = []
  return {
    why,
    effects: [],
    placed: {},
    candidates: {},
    read,
    say: (fate, key, values) => void why.push(values ? { fate, key, values } : { fate, key }),
  }
}

export interface CheckContext {
  known: Known
  /** The oblast of the coordinator who brought the file; undefined for the office. */
  ownRegion: string | undefined
  /** What earlier rows of the file said, by what makes two rows the same. */
  seen: Map<string, number>
  /** Where the rows come from, in a few words. */
  source: string
  batchId: string
}

export interface Row {
  no: number
  /** The cell of a field; '' where the file has no such column. */
  cell(field: string): string
  /** Communities that staff chose for this row. */
  choice: Partial<Record<Side, string>>
}

/** A community that staff chose, if there is one of that id on the side's own side of the border. */
export function chosen({ known }: CheckContext, row: Row, side: Side): string | undefined {
  const community = known.community(row.choice[side] ?? '')
  if (!community) return undefined
  const isUkrainian = community.country === 'UA'
  return side === 'community' || isUkrainian === (side === 'ua') ? community.id : undefined
}

/** The first row of a file that says something; a later one repeats it. */
export function repeats({ seen }: CheckContext, row: Row, key: string, finding: Finding): boolean {
  const first = seen.get(key)
  if (first === undefined || first === row.no) {
    seen.set(key, row.no)
    return false
  }
  finding.say('duplicate', 'repeats-row', { row: first })
  return true
}

/** Rows outside the coordinator's own oblast are left out. */
export function keepsToOblast({ known, ownRegion }: CheckContext, id: string, finding: Finding): boolean {
  if (ownRegion === undefined || known.community(id)?.regionCode === ownRegion) return true
  finding.say('not-ours', 'not-ours')
  return false
}

/** The oblast by the title, which knows best, and by the column; a contradiction is for staff to decide. */
export function oblastOf(
  { known }: CheckContext,
  { title, region }: { title: string; region: string },
  finding: Finding,
): string | undefined {
  const said = oblastIn(title)
  const ofTitle = said === undefined ? undefined : known.region(said)
  const ofColumn = known.region(region) ?? known.region(oblastIn(region) ?? '')
  if (ofTitle && ofColumn && ofTitle !== ofColumn)
    finding.say('conflict', 'oblast-differs', {
      title: known.regionName(ofTitle) ?? ofTitle,
      column: known.regionName(ofColumn) ?? ofColumn,
    })
  return ofTitle ?? ofColumn
}

/** One of the Ukrainian communities that a name may mean, by the oblast; others are shown, not taken. */
export function placeInUkraine(
  { known }: CheckContext,
  { found, name, oblast }: { found: readonly string[]; name: string; oblast: string | undefined },
  finding: Finding,
): string | undefined {
  const here = found.filter((id) => known.community(id)?.regionCode === oblast)
  if (oblast !== undefined && here.length === 1) return here[0]
  finding.candidates.ua = [...(here.length > 1 ? here : found)].slice(0, 8)
  const where = { name, oblast: oblast === undefined ? '' : (known.regionName(oblast) ?? oblast) }
  if (here.length > 1) finding.say('unplaced', 'ua-several', where)
  else if (found.length === 0) finding.say('unplaced', oblast ? 'ua-unknown' : 'ua-unknown-anywhere', where)
  else finding.say('unplaced', oblast === undefined ? 'ua-no-oblast' : 'ua-elsewhere', where)
  return undefined
}

/** The community abroad that a place means. A rural gmina is not the town it lies around; a county is no community. */
export function placeAbroad(
  { known }: CheckContext,
  { unit, name }: Place,
  country: string,
  finding: Finding,
): string | undefined {
  if (unit === 'county') {
    finding.say('unplaced', 'foreign-county', { name })
    return undefined
  }
  const found = known.named(country, name)
  const [only] = found
  if (found.length === 0) {
    finding.candidates.foreign = known.near(country, name)
    finding.say('unplaced', finding.candidates.foreign.length > 0 ? 'foreign-near' : 'foreign-unknown', {
      name,
    })
    return undefined
  }
  finding.candidates.foreign = found.slice(0, 8)
  if (found.length > 1 || only === undefined) {
    finding.say('unplaced', 'foreign-several', { name })
    return undefined
  }
  if (unit === 'gmina' && known.community(only)?.kind === 'city') {
    finding.say('unplaced', 'gmina-and-town', { name })
    return undefined
  }
  finding.candidates.foreign = []
  return only
}
