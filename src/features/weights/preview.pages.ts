// What other weights would change, in words: how many pairs rise and fall, which enter and leave the
// short-lists and why, and how well real partnerships are found.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { languageTags } from '../../platform/i18n/locales.js'
import type { Figures } from '../../scoring/quality/metrics.js'
import { nameIn } from '../communities/index.js'
import { reasonsInWords, type Wording } from '../pairs/index.js'
import { rise, type Move, type Quality } from './preview.model.js'
import type { PreviewStanding } from './preview.queries.js'
import type { WeightSet } from './weights.model.js'

const page = 'staff/weights/preview'
const mostShown = 25

export interface PreviewFile {
  set: WeightSet
  current: WeightSet
  standing: PreviewStanding | undefined
  /** The moves this reader may see, of all Ukraine or of one oblast. */
  moves: readonly Move[]
  communities: ReadonlyMap<
    string,
    { nameUk: string | null; nameEn: string; nameNative: string; country: string }
  >
  wording: Wording
  /** Whether the reader sees all of Ukraine. */
  national: boolean
  mayChange: boolean
  csrf: string
  typed: Typed
  errors: FieldError[]
  /** Another set was put in use meanwhile. */
  overtaken: boolean
}

export function previewPage(file: PreviewFile) {
  const { set, current, standing, moves, wording, national, mayChange, csrf, typed, errors } = file
  const { t, locale } = wording
  const result = standing?.result ?? null
  const by = (list: Move['list']) => moves.filter((move) => move.list === list)
  return {
    layout: 'staff',
    title: t(`${page}.heading`, { set: set.id }),
    crumbs: [
      { href: paths.staff.weights(locale), label: t('staff/weights/index.heading') },
      { href: paths.staff.weightSet(locale, set.id), label: set.id },
    ],
    errors,
    lead: t(`${page}.lead`, { set: set.id, current: current.id }),
    inUse: set.inUse,
    overtaken: file.overtaken ? t(`${page}.overtaken`, { current: current.id }) : null,
    action: paths.staff.weightPreview(locale, set.id),
    failed: standing?.failed ?? false,
    progress: standing && !result ? progressOf(standing, wording) : null,
    at: standing?.finishedAt ?? null,
    figures:
      result &&
      [
        { value: moves.filter((move) => rise(move) > 0).length, key: 'rise' },
        { value: moves.filter((move) => rise(move) < 0).length, key: 'fall' },
        { value: by('enters').length, key: 'enters' },
        { value: by('leaves').length, key: 'leaves' },
      ].map(({ value, key }) => ({ value, words: t(`${page}.${key}`, { count: value }) })),
    of: result && national ? t(`${page}.of`, { count: result.listed.before }) : null,
    quality: result?.quality ? qualityInWords(result.quality, wording) : null,
    lists: result
      ? [
          listOf(
            'entering',
            by('enters').sort((a, b) => b.is - a.is),
            file,
          ),
          listOf(
            'leaving',
            by('leaves').sort((a, b) => b.was - a.was),
            file,
          ),
          listOf(
            'movers',
            by('stays').sort((a, b) => Math.abs(rise(b)) - Math.abs(rise(a))),
            file,
          ),
        ]
      : [],
    choose: mayChange && !set.inUse && result ? { csrf, seen: current.id, why: typed.why ?? '' } : null,
    again: mayChange && (result !== null || standing?.failed === true) ? { csrf } : null,
  }
}

function progressOf({ done, total, startedAt }: PreviewStanding, { t }: Wording) {
  return {
    startedAt,
    words:
      total === 0 ? t(`${page}.begun`) : t(`${page}.progress`, { done: String(done), total: String(total) }),
    done,
    total,
  }
}

function listOf(key: string, moves: readonly Move[], file: PreviewFile) {
  const { t } = file.wording
  return {
    id: key,
    heading: t(`${page}.${key}`, { count: moves.length }),
    means: t(`${page}.${key}-means`),
    none: t(`${page}.${key}-none`),
    moves: moves.slice(0, mostShown).map((move) => moveInWords(move, file)),
    more: moves.length > mostShown ? t(`${page}.others`, { count: moves.length - mostShown }) : null,
  }
}

function moveInWords(move: Move, { communities, wording }: PreviewFile) {
  const { t, locale, names } = wording
  const number = new Intl.NumberFormat(languageTags[locale], { signDisplay: 'exceptZero' })
  const end = (id: string) => {
    const community = communities.get(id)
    return {
      href: paths.community(locale, id),
      name: names.community(id),
      lang: community ? nameIn(locale, community).lang : null,
    }
  }
  return {
    ua: end(move.uaId),
    foreign: end(move.foreignId),
    was: points(move.was),
    is: points(move.is),
    by: number.format(rise(move)),
    why: move.why.map(({ part, was }) => {
      const [reason] = reasonsInWords(
        { ...move, total: move.is, coverage: 1, weights: '', parts: [part] },
        wording,
      )
      const heading = t(`${page}.${part.points > was ? 'speaks-more' : 'speaks-less'}`, {
        criterion: t(`staff/weights/show.criterion-${part.key}`),
      })
      return reason ? `${heading} – ${reason.words}.` : `${heading}.`
    }),
  }
}

const points = (total: number) => Math.floor(total * 100)

/** How well each of the two finds partnerships that were hidden from it. */
function qualityInWords({ communities, partnerships, candidates, before, after }: Quality, wording: Wording) {
  const { t, locale } = wording
  const tag = languageTags[locale]
  const percent = new Intl.NumberFormat(tag, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const points = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const number = new Intl.NumberFormat(tag)
  const row = (name: keyof Figures) => ({
    words: t(`${page}.quality-${name}`),
    before: percent.format(before[name]),
    after: percent.format(after[name]),
    /** In percentage points, rounded as it is shown. */
    by: t(`${page}.percentage-points`, { number: points.format((after[name] - before[name]) * 100) }),
  })
  const worse = after.auc < before.auc - noticeable || after.hits100 < before.hits100 - noticeable
  const better = after.auc > before.auc + noticeable || after.hits100 > before.hits100 + noticeable
  return {
    how: t(`${page}.quality-how`, {
      communities: number.format(communities),
      partnerships: number.format(partnerships),
      candidates: number.format(candidates),
    }),
    verdict: t(`${page}.verdict-${worse && better ? 'mixed' : worse ? 'worse' : better ? 'better' : 'same'}`),
    rows: (['auc', 'hits10', 'hits50', 'hits100'] as const).map(row),
  }
}

/** Less than half a percentage point is chance. */
const noticeable = 0.005
