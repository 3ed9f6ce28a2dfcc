// One row of the state register of agreements: who with whom, and what a careful person would do with it.
import { fold } from '../../platform/search/fold.js'
import { closedCountries } from '../../scoring/profile.js'
import { countryIn } from './country-names.js'
import type { Effect } from './batches.model.js'
import type { KnownAgreement } from './known.js'
import {
  chosen,
  emptyFinding,
  keepsToOblast,
  oblastOf,
  placeAbroad,
  placeInUkraine,
  repeats,
  type CheckContext,
  type Finding,
  type Row,
} from './place.js'
import { signedIn } from './register-dates.js'
import { councilIn, isNoCommunity, placeIn, placesInTitle } from './register-units.js'
import { durationOf, kindOfTitle, lawKindOf, topicsOf } from './register-words.js'

/** The register's own program cuts titles at this length. */
const titlesAreCutAt = 160

export function checkRegisterRow(context: CheckContext, row: Row): Finding {
  const title = row.cell('title')
  const signed = signedIn(row.cell('signed'))
  const { unlimited, years, autoRenewal } = durationOf(row.cell('duration'))
  const finding = emptyFinding({
    signed: signed.on ?? (signed.year === null ? null : String(signed.year)),
    kind: kindOfTitle(title),
    lawKind: lawKindOf(row.cell('lawKind')),
    unlimited,
    durationYears: years,
    autoRenewal,
    topics: topicsOf(row.cell('sphere')),
    cut: title.length === titlesAreCutAt,
  })
  const country = countryIn(row.cell('foreignState'))
  finding.read.country = country ?? null
  const ua = chosen(context, row, 'ua') ?? ukrainian(context, row, finding)
  const foreign = chosen(context, row, 'foreign') ?? abroad(context, row, country, ua, finding)
  if (ua) finding.placed.ua = ua
  if (foreign) finding.placed.foreign = foreign
  if (ua && !keepsToOblast(context, ua, finding)) return finding
  if (!ua && context.ownRegion !== undefined && !mayBeOurs(context, row)) finding.say('not-ours', 'not-ours')
  if (ua && foreign) pairFound(context, row, ua, foreign, finding)
  return finding
}

const mayBeOurs = (context: CheckContext, row: Row) => {
  const oblast = oblastOf(context, { title: row.cell('title'), region: row.cell('uaRegion') }, emptyFinding())
  return oblast === context.ownRegion
}

function ukrainian(context: CheckContext, row: Row, finding: Finding): string | undefined {
  const subject = row.cell('uaSubject')
  if (isNoCommunity(subject)) {
    finding.say('unplaced', 'ua-body')
    return undefined
  }
  const oblast = oblastOf(context, { title: row.cell('title'), region: row.cell('uaRegion') }, finding)
  const council = councilIn(subject)
  if (council) {
    const found = context.known.ofCouncil(council.adjective, council.kind)
    return placeInUkraine(context, { found, name: subject.split('\n')[0] ?? '', oblast }, finding)
  }
  const { name } = placeIn(subject)
  return placeInUkraine(context, { found: context.known.named('UA', name), name, oblast }, finding)
}

function abroad(
  context: CheckContext,
  row: Row,
  country: string | undefined,
  ua: string | undefined,
  finding: Finding,
): string | undefined {
  const [unit, subject] = [row.cell('foreignUnit'), row.cell('foreignSubject')]
  const titled = placesInTitle(row.cell('title')).filter((name) => !isUkrainian(context, row, name))
  if (country === undefined) {
    finding.say('unplaced', row.cell('foreignState') === '' ? 'country-missing' : 'country-unknown', {
      name: row.cell('foreignState').slice(0, 80),
    })
    return undefined
  }
  const place =
    unit !== '' || subject !== '' ? placeIn(unit || subject) : { unit: null, name: titled[0] ?? '' }
  if (place.name === '') {
    finding.say('unplaced', 'foreign-missing')
    return undefined
  }
  const agrees = place.unit === 'county' || titled.some((name) => alike(name, place.name))
  const other = agrees ? undefined : titled[0]
  if (other !== undefined) finding.say('conflict', 'title-differs', { title: other, cell: place.name })
  const found = placeAbroad(context, place, country, finding)
  if (other === undefined) return found
  // Which of the two it is comes first, even where one is known; that the other is not is the same question.
  const { candidates, why } = finding
  const named = [found ?? [], candidates.foreign ?? [], context.known.named(country, other)].flat()
  candidates.foreign = [...new Set(named)]
  why.splice(0, why.length, ...why.filter(({ key }) => !/^foreign-(near|unknown)$/.test(key)))
  return undefined
}

/** Whether a name in the title is that of the Ukrainian side. */
function isUkrainian({ known }: CheckContext, row: Row, name: string): boolean {
  const council = councilIn(row.cell('uaSubject'))
  const own = council ? fold(council.adjective) : fold(row.cell('uaSubject'))
  return (
    alike(name, own) ||
    (row.choice.ua !== undefined && alike(name, known.community(row.choice.ua)?.nameUk ?? ''))
  )
}

/** The same place in another case: each word begins alike. */
function alike(a: string, b: string): boolean {
  const [left, right] = [fold(a).split(' '), fold(b).split(' ')]
  return left.every((word, i) => {
    const other = right[i] ?? ''
    const least = Math.max(2, Math.min(word.length, other.length, 6) - 2)
    return other.slice(0, least) === word.slice(0, least)
  })
}

function pairFound(context: CheckContext, row: Row, ua: string, foreign: string, finding: Finding): void {
  const { known } = context
  const { read } = finding
  const pair = `${ua} ${foreign}`
  repeats(
    context,
    row,
    `${pair} ${String(read.signed)} ${read.signed === null ? String(read.kind) : ''}`,
    finding,
  )
  const country = known.community(foreign)?.country ?? ''
  if (closedCountries.includes(country)) finding.say('conflict', 'closed-country')
  const status = known.partnership(ua, foreign)
  if (status === 'terminated') finding.say('conflict', 'ended')
  if (status === undefined)
    finding.effects.push({
      table: 'partnerships',
      key: pair,
      before: null,
      after: {
        status: closedCountries.includes(country) ? 'suspended-check' : 'active',
        source: [context.source],
      },
    })
  agreementFound(known.agreements(ua, foreign), context, row, pair, finding)
}

/** The agreement the row speaks of among those recorded for the pair. */
function agreementFound(
  recorded: readonly KnownAgreement[],
  context: CheckContext,
  row: Row,
  pair: string,
  finding: Finding,
): void {
  const { read } = finding
  const signed = read.signed as string | null
  const [year, on] = [
    signed === null ? null : Number(signed.slice(0, 4)),
    signed?.length === 10 ? signed : null,
  ]
  const same = recorded.find(
    (one) => one.signedYear === year && (on === null || one.signedOn === null || one.signedOn === on),
  )
  const told = {
    kind: read.kind,
    lawKind: read.lawKind,
    signedYear: year,
    signedOn: on,
    durationYears: read.durationYears,
    unlimited: read.unlimited,
    autoRenewal: read.autoRenewal,
    topics: read.topics,
    source: context.source,
  }
  if (same) return alreadyRecorded(same, told, finding)
  const near = recorded.find((one) => year !== null && one.signedYear === year)
  if (near?.signedOn && on) finding.say('conflict', 'date-differs', { ours: near.signedOn, theirs: on })
  const id = `import-${context.batchId.slice(0, 8)}-${row.no}`
  finding.effects.push({ table: 'agreements', key: id, before: null, after: { pair, ...told } })
}

/** What the file knows and the registry does not is filled in; what both know stays. */
function alreadyRecorded(same: KnownAgreement, told: Record<string, unknown>, finding: Finding): void {
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)
  const [before, after]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
  for (const field of ['lawKind', 'signedOn', 'durationYears', 'autoRenewal', 'topics'] as const) {
    if (!isEmpty(same[field]) || isEmpty(told[field])) continue
    if (field === 'durationYears' && same.unlimited) continue
    before[field] = same[field]
    after[field] = told[field]
  }
  if (told.unlimited === true && !same.unlimited && same.durationYears === null) {
    before.unlimited = false
    after.unlimited = true
  }
  if (Object.keys(after).length > 0) {
    const effect: Effect = { table: 'agreements', key: same.id, before, after }
    finding.effects.push(effect)
  } else finding.say('duplicate', 'recorded', { signed: same.signedOn ?? String(same.signedYear ?? '') })
}
