// Names of places as official papers give them: «м. Устрики Долішні», «Гміна Ясло», «Комуна Апа (повіт
// Сату Маре)», «Істрійська жупанія»; and the places a title names.

export type Unit =
  | 'city'
  | 'settlement'
  | 'village'
  | 'gmina'
  | 'commune'
  | 'parish'
  /** A county, a district or a region: no community. */
  | 'county'

export interface Place {
  unit: Unit | null
  name: string
}

/** Words before a name; Ukrainian in all the cases that a title needs. */
const before: [Unit, string][] = [
  ['county', 'повіт\\p{L}*|ландкрайс|район|округ|область|провінці\\p{L}*|департамент|воєводств\\p{L}*|жупані\\p{L}*|powiat|landkreis|county of|county|județ|judet'],
  ['gmina', 'сільськ\\p{L}+ гмін\\p{L}*|міськ\\p{L}+ гмін\\p{L}*|гмін\\p{L}*|gmina'],
  ['commune', 'комун\\p{L}{1,3}|commune de|comuna|commune'],
  ['parish', 'парафіяльн\\p{L}+ рад\\p{L}*|парафі\\p{L}*|parish of'],
  ['settlement', 'селищ\\p{L}+|смт\\.?'],
  ['village', 'село|села|селом|с\\.'],
  ['city', 'міст(?:о|а|ом|у|і)|м\\.|city of|town of|miasto|stadt|ville de|municipality of|муніципалітет\\p{L}*'],
] // prettier-ignore

const areaAfter =
  /^\P{L}*(?:повіт|воєводств|област|район|округ|жупані|провінці|графств|регіон|департамент|кантон|землі)/iu
const isCounty =
  /(?:^|[\s(])(?:повіт|повіту|повітом|жупанія|жупанії|жупанією|район|району|районна|районної|округ|округу|воєводство|powiat|landkreis|county|județ)(?=[\s,.)(]|$)/iu

const cap = "\\p{Lu}[\\p{L}ʼ'’]*(?:-(?:\\p{L}[\\p{L}ʼ'’]*))*"
const names = new RegExp(`^\\s*["«„]?(${cap}(?:\\s+${cap}){0,3})`, 'u')

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\s+[–—-]\s+(?=\p{Lu})/gu, '-')
    .trim()

/** Words of a name until something else begins: «Білгорай Люблінського» before «воєводства» is Bilhorai. */
function nameAt(text: string): string | undefined {
  const found = names.exec(text)
  if (!found?.[1]) return undefined
  const words = found[1].split(' ')
  const rest = text.slice(found.index + found[0].length)
  if (words.length > 1 && areaAfter.test(rest)) words.pop()
  return words.join(' ')
}

const leading = before.map(
  ([unit, pattern]) => [unit, new RegExp(`^["«„]?(?:${pattern})(?=[\\s.«"]|\\p{Lu})\\s*`, 'iu')] as const,
)

/** The place of a cell. What stands in brackets, and after the first comma or line, only says where it lies. */
export function placeIn(cell: string): Place {
  const whole = cell.trim()
  const line =
    tidy(whole.replace(/\([^)]*\)?/g, ' '))
      .split(/[,;]/)[0]
      ?.trim() ?? ''
  for (const [unit, pattern] of leading) {
    const found = pattern.exec(line)
    if (!found) continue
    const after = line.slice(found[0].length)
    return { unit, name: nameAt(after) ?? after.trim() }
  }
  // «Істрійська жупанія», «Хелмський повіт»: the unit stands behind.
  if (isCounty.test(line)) return { unit: 'county', name: line }
  return { unit: null, name: nameAt(line) ?? line }
}

const inTitle = new RegExp(
  `(?<![\\p{L}])(?:${before
    .filter(([unit]) => unit !== 'county')
    .map(([, pattern]) => pattern)
    .join('|')})(?:\\s*["«„]?)`,
  'giu',
)

/** Places that a title names with their unit before them. */
export function placesInTitle(title: string): string[] {
  const text = tidy(title)
  return [...text.matchAll(inTitle)].flatMap(
    (found) => nameAt(text.slice(found.index + found[0].length)) ?? [],
  )
}

/** The oblast of a Ukrainian subject as a title or a cell gives it, in the nominative: «Львівська область». */
export function oblastIn(text: string): string | undefined {
  const found = /(\p{Lu}[\p{L}ʼ'’-]+?[сцз]ьк)(?:а|ої|ій|у|ою)\s+обл/u.exec(tidy(text))
  if (found) return `${found[1]}а область`
  return /Автономн\p{L}+ Республік\p{L}+ Крим|АР Крим/u.test(text) ? 'Автономна Республіка Крим' : undefined
}

/** «Миколаївська міська рада» → the adjective and the kind of community. */
export function councilIn(
  text: string,
): { adjective: string; kind: 'city' | 'settlement' | 'village' } | undefined {
  const found =
    /(\p{Lu}[\p{L}ʼ'’]*(?:\s?[-–]\s?\p{L}[\p{L}ʼ'’]*)*(?:ка|кої|кою|кій|ку|ва|на))\s+(місь|селищн|сільсь)\p{L}*\s+(?:територіальн\p{L}+\s+)?(?:рад|громад)/u.exec(
      tidy(text),
    )
  if (!found) return undefined
  const kind = { місь: 'city', селищн: 'settlement', сільсь: 'village' } as const
  return {
    adjective: found[1]!.replace(/(?:ої|ою|ій|у)$/u, 'а'),
    kind: kind[found[2] as keyof typeof kind],
  }
}

/** A body of a district, an oblast or the state, for which no community answers. */
export const isNoCommunity = (text: string): boolean =>
  /районн\p{L}+ (?:державн|військов|рад)|обласн\p{L}+ (?:державн|військов|рад)|військов\p{L}+ адміністраці\p{L}+ област/iu.test(
    tidy(text),
  )
