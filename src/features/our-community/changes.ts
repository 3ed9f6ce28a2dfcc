// What changed between two versions of a profile, part by part, in words.
import { languageTags, type Locale } from '../../platform/i18n/locales.js'
import { regionName } from '../../platform/i18n/places.js'
import { translator } from '../../platform/i18n/translate.js'
import type { PlaceToWant } from './our-community.queries.js'
import { addressInWords, partsChanged, type Profile, type ProfilePart } from './profile.model.js'
import { countriesIn } from './wishes-fields.js'

export interface ChangeInWords {
  /** Which part. */
  part: string
  lines: string[]
  /** For a text that was rewritten: as it was and as it is, in its language; null where there was none. */
  text: { lang: string; before: string | null; after: string | null } | null
}

type ListPart = 'places' | 'needs' | 'offers' | 'languages' | 'kinds'

/** Says what differs; `places` are those that stand in the form. */
export function changesInWords(
  locale: Locale,
  places: readonly PlaceToWant[],
): (before: Profile, after: Profile) => ChangeInWords[] {
  const t = translator(locale)
  const say = (key: string, values?: Record<string, unknown>) => t(`our-community/history.${key}`, values)
  const numbers = new Intl.NumberFormat(languageTags[locale])
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const list = new Intl.ListFormat(languageTags[locale], { type: 'unit', style: 'short' })
  const named = placeNamesIn(locale, places)
  const nameOf: Record<ListPart, (value: string) => string> = {
    places: (code) => named.get(code) ?? code,
    needs: (topic) => t(`topics.${topic}`),
    offers: (topic) => t(`topics.${topic}`),
    languages: (code) => tongues.of(code) ?? code,
    kinds: (kind) => t(`relations.${kind}`),
  }
  const firmness = (before: boolean, after: boolean) =>
    before === after ? [] : [say(after ? 'now-firm' : 'no-longer-firm')]

  function listChange(part: ListPart, before: Profile, after: Profile): string[] {
    const [old, now]: [readonly string[], readonly string[]] = [before[part], after[part]]
    const names = (values: readonly string[]) => list.format(values.map(nameOf[part]))
    const added = now.filter((value) => !old.includes(value))
    const removed = old.filter((value) => !now.includes(value))
    const key = `hard${part.charAt(0).toUpperCase()}${part.slice(1)}` as `hard${Capitalize<ListPart>}`
    return [
      ...(added.length > 0 ? [say('added', { what: names(added) })] : []),
      ...(removed.length > 0 ? [say('removed', { what: names(removed) })] : []),
      ...firmness(before[key], after[key]),
    ]
  }

  function sizeIn({ sizeLeast, sizeMost }: Profile): string {
    const [least, most] = [sizeLeast, sizeMost].map((size) =>
      size === undefined ? '' : numbers.format(size),
    )
    if (least && most) return say('size-between', { least, most })
    return least ? say('size-least', { least }) : most ? say('size-most', { most }) : say('size-any')
  }

  function linesOf(part: ProfilePart, before: Profile, after: Profile): string[] {
    switch (part) {
      case 'size': {
        const [old, now] = [sizeIn(before), sizeIn(after)]
        return [
          ...(old === now ? [] : [say('was-and-is', { before: old, after: now })]),
          ...firmness(before.hardSize, after.hardSize),
        ]
      }
      case 'website': {
        const [old, now] = [before, after].map(({ website }) => (website ? addressInWords(website) : ''))
        if (old && now) return [say('was-and-is', { before: old, after: now })]
        return [now ? say('added', { what: now }) : say('removed', { what: old })]
      }
      case 'textUk':
      case 'textEn':
        return [say(!before[part] ? 'text-added' : after[part] ? 'text-changed' : 'text-removed')]
      case 'places':
      case 'needs':
      case 'offers':
      case 'languages':
      case 'kinds':
        return listChange(part, before, after)
    }
  }

  return (before, after) =>
    partsChanged(before, after).map((part) => ({
      part: say(`part-${part}`),
      lines: linesOf(part, before, after),
      text:
        part === 'textUk' || part === 'textEn'
          ? { lang: part === 'textUk' ? 'uk' : 'en', before: before[part], after: after[part] }
          : null,
    }))
}

/** Countries and regions by code. */
function placeNamesIn(locale: Locale, places: readonly PlaceToWant[]): Map<string, string> {
  const regions = places.flatMap(({ region, regionUk, regionEn }): [string, string][] =>
    region === null || regionEn === null
      ? []
      : [[region, regionName(locale, { uk: regionUk, en: regionEn }) ?? regionEn]],
  )
  return new Map([...countriesIn(locale, places), ...regions])
}
