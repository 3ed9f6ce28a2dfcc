// One row of a list of partnerships: a Ukrainian community, one abroad, and how they stand.
import { fold } from '../../platform/search/fold.js'
import { closedCountries } from '../../scoring/profile.js'
import { partnershipStatuses, type PartnershipStatus } from '../communities/communities.model.js'
import { saidAs } from './own-words.js'
import { countryOf, placeNamed } from './check-named.js'
import {
  chosen,
  emptyFinding,
  keepsToOblast,
  repeats,
  type CheckContext,
  type Finding,
  type Row,
} from './place.js'
import { signedIn } from './register-dates.js'
import { kindOfTitle } from './register-words.js'

const statuses: [RegExp, PartnershipStatus][] = [
  [/suspend|check|призуп|перевір|заморож/, 'suspended-check'],
  [/terminat|ended|припин|розірв|заверш|недіюч|нечинн/, 'terminated'],
  [/unknown|невідом/, 'unknown'],
  [/active|діє|діюч|чинн|актив/, 'active'],
]

/** In the words of our own sheets, or of anybody's. */
export const statusIn = (text: string): PartnershipStatus | undefined =>
  saidAs('statuses', partnershipStatuses, text) ??
  statuses.find(([pattern]) => pattern.test(fold(text)) || pattern.test(text.toLowerCase()))?.[1]

export function checkPartnershipRow(context: CheckContext, row: Row): Finding {
  const finding = emptyFinding()
  const ua =
    chosen(context, row, 'ua') ??
    placeNamed(
      context,
      { id: row.cell('uaId'), name: row.cell('ua'), country: 'UA', region: row.cell('uaRegion') },
      'UA',
      'ua',
      finding,
    )
  const foreign = chosen(context, row, 'foreign') ?? abroad(context, row, finding)
  if (ua) finding.placed.ua = ua
  if (foreign) finding.placed.foreign = foreign
  if (ua && !keepsToOblast(context, ua, finding)) return finding
  if (!ua && context.ownRegion !== undefined) finding.say('not-ours', 'not-ours')
  if (ua && foreign) pairFound(context, row, ua, foreign, finding)
  return finding
}

function abroad(context: CheckContext, row: Row, finding: Finding): string | undefined {
  const id = row.cell('foreignId')
  const country = id === '' ? countryOf(row.cell('country'), finding, undefined) : ''
  if (country === undefined) return undefined
  if (country === 'UA') {
    finding.say('unplaced', 'foreign-in-ukraine')
    return undefined
  }
  const named = { id, name: row.cell('foreign'), country, region: row.cell('foreignRegion') }
  return placeNamed(context, named, country, 'foreign', finding)
}

function pairFound(context: CheckContext, row: Row, ua: string, foreign: string, finding: Finding): void {
  const { known } = context
  const pair = `${ua} ${foreign}`
  const signed = signedIn(row.cell('signed') || row.cell('year'))
  const status = statusIn(row.cell('status'))
  const before = known.partnership(ua, foreign)
  repeats(context, row, `${pair} ${signed.on ?? String(signed.year)}`, finding)
  if (row.cell('status') !== '' && status === undefined)
    finding.say('conflict', 'status-unknown', { name: row.cell('status').slice(0, 80) })
  const closed = closedCountries.includes(known.community(foreign)?.country ?? '')
  const told = closed && status !== 'terminated' ? 'suspended-check' : (status ?? before ?? 'active')
  if (closed && status === 'active') finding.say('conflict', 'closed-country')
  const source = row
    .cell('source')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)
  if (before === undefined)
    finding.effects.push({
      table: 'partnerships',
      key: pair,
      before: null,
      after: {
        status: told,
        source: source.length > 0 ? source.map((one) => one.slice(0, 200)) : [context.source],
      },
    })
  else if (before !== told) {
    if (before === 'terminated') finding.say('conflict', 'ended')
    finding.effects.push({
      table: 'partnerships',
      key: pair,
      before: { status: before },
      after: { status: told },
    })
  }
  if (signed.year !== null) agreementToo(context, row, pair, signed, finding)
  if (finding.effects.length === 0) finding.say('duplicate', 'recorded', { signed: '' })
}

/** A year or a day of signing makes an agreement, unless one of that time is recorded. */
function agreementToo(
  context: CheckContext,
  row: Row,
  pair: string,
  { on, year }: { on: string | null; year: number | null },
  finding: Finding,
): void {
  const [ua = '', foreign = ''] = pair.split(' ')
  if (context.known.agreements(ua, foreign).some((one) => one.signedYear === year)) return
  finding.effects.push({
    table: 'agreements',
    key: `import-${context.batchId.slice(0, 8)}-${row.no}`,
    before: null,
    after: {
      pair,
      kind: row.cell('title') === '' ? 'partnership' : kindOfTitle(row.cell('title')),
      lawKind: null,
      signedYear: year,
      signedOn: on,
      durationYears: null,
      unlimited: false,
      autoRenewal: null,
      topics: [],
      source: context.source,
    },
  })
}
