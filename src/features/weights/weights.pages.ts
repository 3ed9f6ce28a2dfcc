// What people see of weights: which sets there are, and one of them with every number in words.
import { paths } from '../../paths.js'
import type { FieldError, Typed } from '../../platform/http/form.js'
import { actorName } from '../../platform/i18n/actor.js'
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import type { CriterionName } from '../../scoring/criteria/index.js'
import { reach } from '../../scoring/curve.js'
import type { Weights } from '../../scoring/weights.js'
import { pointsField, strengthField } from './weights.forms.js'
import { byReach, differences, type WeightSet } from './weights.model.js'
import { knotInWords } from './weights.wording.js'

const listPage = 'staff/weights/index'
const showPage = 'staff/weights/show'

interface Reader {
  t: Translate
  locale: Locale
  /** Names of accounts by id. */
  names: ReadonlyMap<string, string>
}

/** An account by its name, a deleted one as such, and the service itself. */
const nameOf = ({ t, names }: Pick<Reader, 't' | 'names'>, who: string) =>
  actorName(t, who === 'system' ? null : (names.get(who) ?? ''))

interface HistoryEvent {
  at: Date
  who: string
  did: string
  what: Record<string, string | number>
  note: string | null
}

export interface WeightsList {
  sets: readonly WeightSet[]
  history: readonly HistoryEvent[]
  scored: { at: Date; weights: string } | undefined
  /** All pairs have just been scored. */
  done: boolean
  mayChange: boolean
  csrf: string
}

export function weightsPage(reader: Reader, list: WeightsList) {
  const { t, locale } = reader
  const { sets, history, scored, done, mayChange, csrf } = list
  const inUse = sets.find((set) => set.inUse)!
  return {
    layout: 'staff',
    title: t(`${listPage}.heading`),
    inUse: { ...standingOf(reader, inUse), href: paths.staff.weightSet(locale, inUse.id) },
    sets: sets.map((set) => ({
      href: paths.staff.weightSet(locale, set.id),
      ...standingOf(reader, set),
      changes: changesInWords(reader, set, sets),
    })),
    history: history.map(({ at, who, did, what, note }) => ({
      at,
      words: t(`${listPage}.${did}`, { who: nameOf(reader, who), set: String(what.weights) }),
      note,
    })),
    scored: scored ? { at: scored.at, words: t(`${listPage}.scored`, { set: scored.weights }) } : null,
    /** Proposals still stand as other weights scored them. */
    outdated: scored !== undefined && scored.weights !== inUse.id,
    done,
    mayChange,
    csrf,
    action: paths.staff.weights(locale),
  }
}

function standingOf(reader: Reader, set: WeightSet) {
  const { t } = reader
  const by = nameOf(reader, set.madeBy)
  const system = set.madeBy === 'system'
  return {
    id: set.id,
    inUse: set.inUse,
    made: t(`${listPage}.${system ? 'made-system' : 'made'}`, { who: by }),
    madeAt: set.madeAt,
    why: set.why || (system ? t(`${listPage}.why-learned`) : ''),
    chosen:
      set.chosenAt === null
        ? null
        : {
            at: set.chosenAt,
            words: t(`${listPage}.${set.chosenBy === 'system' ? 'chosen-system' : 'chosen'}`, {
              who: nameOf(reader, set.chosenBy ?? 'system'),
            }),
            why: set.chosenWhy,
          },
  }
}

/** What differs from the set it was made from. */
function changesInWords({ t, locale }: Reader, set: WeightSet, sets: readonly WeightSet[]): string | null {
  const base = sets.find(({ id }) => id === set.basedOn)
  if (!base) return null
  const { criteria, scale } = differences(set.weights, base.weights)
  const names = [
    ...criteria.map((name) => t(`${showPage}.criterion-${name}`)),
    ...(scale ? [t(`${showPage}.scale`)] : []),
  ]
  if (names.length === 0) return null
  const list = new Intl.ListFormat(languageTags[locale], { type: 'conjunction' })
  return t(`${listPage}.changes`, { base: base.id, names: list.format(names) })
}

export interface WeightsFile {
  set: WeightSet
  sets: readonly WeightSet[]
  mayChange: boolean
  csrf: string
  typed: Typed
  errors: FieldError[]
}

export function weightSetPage(reader: Reader, { set, sets, mayChange, csrf, typed, errors }: WeightsFile) {
  const { t, locale } = reader
  const { weights } = set
  const plain = new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: 3, useGrouping: false })
  const value = (field: string, usual: string) => typed[field] ?? usual
  const middle = plain.format(weights.middle)
  const spread = plain.format(weights.spread)
  return {
    layout: 'staff',
    title: t(`${showPage}.heading`, { set: set.id }),
    crumbs: [{ href: paths.staff.weights(locale), label: t(`${listPage}.heading`) }],
    errors,
    standing: standingOf(reader, set),
    changes: changesInWords(reader, set, sets),
    preview: set.inUse ? null : paths.staff.weightPreview(locale, set.id),
    scale: t(`${showPage}.scale-means`, {
      middle,
      more: plain.format(Math.round((weights.middle + weights.spread * Math.log(3)) * 100) / 100),
    }),
    criteria: byReach(weights).map((name) => criterionInWords(reader, name, weights, typed)),
    mayChange,
    csrf,
    action: paths.staff.weightSet(locale, set.id),
    name: value('name', set.name),
    why: value('why', ''),
    /** Ticked unless somebody sent the form without it. */
    rescale: 'why' in typed ? typed.rescale === 'yes' : true,
    middle: value('middle', middle),
    spread: value('spread', spread),
  }
}

function criterionInWords({ t, locale }: Reader, name: CriterionName, weights: Weights, typed: Typed) {
  const tag = languageTags[locale]
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 3, useGrouping: false })
  const signed = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  })
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const curve = weights.curves[name]
  const reaches = Object.values(weights.curves).map(reach)
  const all = reaches.reduce((sum, one) => sum + one, 0)
  const most = Math.max(...Object.values(weights.curves).flatMap(({ points }) => points.map(Math.abs)), 1)
  const strength = strengthField(name)
  return {
    id: name,
    heading: t(`${showPage}.criterion-${name}`),
    means: t(`${showPage}.means-${name}`),
    share: t(`${showPage}.share`, {
      share: share.format(all === 0 ? 0 : reach(curve) / all),
      reach: plain.format(Math.round(reach(curve) * 100) / 100),
    }),
    strength: { id: strength, value: typed[strength] ?? '100' },
    knots: curve.at.map((at, knot) => {
      const field = pointsField(name, knot)
      const points = curve.points[knot]!
      return {
        field,
        label: knotInWords(t, locale, name, at),
        points: signed.format(points),
        value: typed[field] ?? plain.format(points),
        bar: barOf(points, most),
      }
    }),
  }
}

/** A bar to the right for points that speak for a pair, to the left for those against; of 200 by 10. */
function barOf(points: number, most: number) {
  const width = Math.round((Math.abs(points) / most) * 100)
  return { x: points < 0 ? 100 - width : 100, width, side: points < 0 ? 'against' : 'for' }
}
