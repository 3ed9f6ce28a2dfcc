// One candidate in full, for the people of a community: both side by side, what is in it for each, and
// what happens next. Nobody's contact, and nothing about where the other is weak.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { languageTags } from '../../platform/i18n/locales.js'
import { explain } from '../../scoring/explain.js'
import { kilometres } from '../../scoring/geo.js'
import { openRequestsAtMost } from '../introductions/index.js'
import { comparedFacts, endOf, fitInWords, type Wording } from '../pairs/index.js'
import { sides } from '../pairs/pairs.model.js'
import { idOn, scoreInWords } from './candidates.pages.js'
import type { CandidateFile, ShortlistFile } from './candidates.queries.js'

/** What may be said against a pair: facts that lie between the two, none that belittle one of them. */
const betweenTheTwo = ['different-size', 'far', 'no-topics', 'no-language'].map((key) => `reasons.${key}`)

/** What speaks for the pair, what to think about, and what nobody knows. */
function reasonsOf({ score, wording: { t, names } }: CandidateFile) {
  const reasons = explain(score, names)
  const said = (wanted: string) =>
    reasons
      .filter(({ side, key }) => side === wanted && (side !== 'against' || betweenTheTwo.includes(key)))
      .map(({ key, values }) => t(key, values))
  return { speaksFor: said('for'), toConsider: said('against'), unknown: said('unknown') }
}

/** How each side finds what it looks for; which wishes the other has beyond that is its own affair. */
const fitsOfPair = ({ score, us, wording }: CandidateFile) =>
  sides.map((side) => {
    const fit = fitInWords(score, side, wording)
    return { side, ...fit, lines: idOn(score, side) === us.id ? fit.lines : [] }
  })

type Standing =
  | 'open'
  | 'asked'
  | 'partnered'
  | 'introduced'
  | 'decided'
  | 'occupied'
  | 'we-occupied'
  | 'not-looking'
  | 'we-not-looking'

/** Whether the community may ask for this introduction, or what there is instead. */
function standingOf({ us, them, partnered, proposal, request, silent }: CandidateFile): Standing {
  if (partnered) return 'partnered'
  if (proposal === 'approved') return 'introduced'
  if (proposal === 'rejected') return 'decided'
  if (request) return 'asked'
  if (them.standing === 'occupied') return 'occupied'
  if (us.standing === 'occupied') return 'we-occupied'
  if (silent.has(them.id)) return 'not-looking'
  return silent.has(us.id) ? 'we-not-looking' : 'open'
}

const crumbsOf = ({ t, locale }: Wording) => [
  { href: paths.our.community(locale), label: t('partials/member-header.community') },
  { href: paths.our.partners(locale), label: t('our-community/partners/index.heading') },
]

interface Shown {
  csrf: string
  typed: Typed
  errors: FieldError[]
  saved: boolean
}

export function candidatePage(file: CandidateFile, { csrf, typed, errors, saved }: Shown) {
  const { us, them, facts, score, request, entry, wording } = file
  const { t, locale } = wording
  const pair = { ua: endOf(score.uaId, facts, wording), foreign: endOf(score.foreignId, facts, wording) }
  const standing = standingOf(file)
  const name = wording.names.community(them.id)
  return {
    layout: 'member',
    title: t('our-community/partners/show.heading', { ua: pair.ua.name, foreign: pair.foreign.name }),
    crumbs: crumbsOf(wording),
    errors,
    csrf,
    saved: saved && errors.length === 0,
    pair,
    ...scoreInWords(score, wording),
    distance: t('staff/proposals/show.km', {
      km: new Intl.NumberFormat(languageTags[locale]).format(Math.round(kilometres(us, them))),
    }),
    ...reasonsOf(file),
    fits: fitsOfPair(file),
    comparison: comparedFacts(us.country === 'UA' ? us : them, us.country === 'UA' ? them : us, wording),
    profile: paths.our.profile(locale),
    shortlist: {
      action: paths.our.shortlisted(locale, them.id),
      on: entry !== undefined,
      note: typed.note ?? entry?.note ?? '',
    },
    standing: t(`our-community/partners/show.standing-${standing}`, { community: name }),
    ask: standing === 'open' ? paths.our.ask(locale, them.id) : null,
    askedAt: standing === 'asked' ? (request?.askedAt ?? null) : null,
    introductions: standing === 'asked' || standing === 'introduced' ? paths.our.introductions(locale) : null,
    declaration: standing === 'we-not-looking' ? paths.our.declaration(locale) : null,
  }
}

export function askPage(
  { them, facts, wording }: CandidateFile,
  { csrf, typed, errors }: Omit<Shown, 'saved'>,
) {
  const { t, locale, names } = wording
  const community = names.community(them.id)
  const candidate = endOf(them.id, facts, wording)
  return {
    layout: 'member',
    title: t('our-community/partners/ask.heading', { community }),
    crumbs: [...crumbsOf(wording), { href: paths.our.partner(locale, them.id), label: candidate.name }],
    errors,
    csrf,
    action: paths.our.ask(locale, them.id),
    back: paths.our.partner(locale, them.id),
    candidate,
    words: typed.words ?? '',
    most: t('our-community/partners/ask.most', { count: openRequestsAtMost }),
  }
}

export function shortlistPage({ entries, asked, facts, wording }: ShortlistFile, csrf: string) {
  const { t, locale } = wording
  return {
    layout: 'member',
    title: t('our-community/shortlist.heading'),
    csrf,
    count: t('our-community/shortlist.count', { count: entries.length }),
    entries: entries.map(({ candidateId, note, addedAt }) => {
      const candidate = endOf(candidateId, facts, wording)
      return {
        ...candidate,
        href: paths.our.partner(locale, candidateId),
        action: paths.our.shortlisted(locale, candidateId),
        edit: `${paths.our.partner(locale, candidateId)}#shortlist`,
        note,
        addedAt,
        asked: asked.has(candidateId),
      }
    }),
    partners: paths.our.partners(locale),
  }
}
