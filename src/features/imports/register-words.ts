// What the state register says of an agreement in words, read as the registry keeps it: the kind by its
// title, the kind by the law, how long it holds, and the topics of its sphere.
import type { Topic } from '../communities/communities.model.js'

export type AgreementKind = 'twinning' | 'partnership' | 'cooperation' | 'memorandum' | 'other'
export type LawKind = 'interterritorial' | 'cross-border' | 'both'

/** A protocol of intent is none of the others, whatever it speaks of. */
const kinds: [RegExp, AgreementKind][] = [
  [/протокол|намір|letter of intent|protocol/i, 'other'],
  [/побратим|поріднен|породнен|twin|sister/i, 'twinning'],
  [/меморандум|memorandum/i, 'memorandum'],
  [/партнер|partnership/i, 'partnership'],
  [/співпрац|співробітн|cooperation/i, 'cooperation'],
]

export const kindOfTitle = (title: string): AgreementKind =>
  kinds.find(([pattern]) => pattern.test(title))?.[1] ?? 'other'

export function lawKindOf(text: string): LawKind | null {
  const across = /транскордон|cross-?border/i.test(text)
  const between = /міжтериторіал|interterritorial/i.test(text)
  if (across && between) return 'both'
  if (across) return 'cross-border'
  return between ? 'interterritorial' : null
}

export interface Duration {
  unlimited: boolean
  years: number | null
  autoRenewal: boolean | null
}

const numbersInWords: [RegExp, number][] = [
  [/(?<!\p{L})один рік|(?<!\p{L})одного року|one year/iu, 1],
  [/(?<!\p{L})два роки|(?<!\p{L})двох років|two years/iu, 2],
  [/(?<!\p{L})три роки|(?<!\p{L})трьох років|three years/iu, 3],
  [/(?<!\p{L})чотири роки/iu, 4],
  [/п.?ять років|п.?яти років|five years/iu, 5],
  [/десять років|десяти років|ten years/iu, 10],
]

/** «безстроково», «3 роки», «5 років з автоматичним продовженням»; «_» and nothing say nothing. */
export function durationOf(text: string): Duration {
  const unlimited = /безстрок|необмежен|без обмеження|unlimited|indefinite/i.test(text)
  const digits = /(\d{1,2})\s*(?:\([^)]*\)\s*)?(?:рок|рік|років|year)/i.exec(text)
  const years = digits
    ? Number(digits[1])
    : (numbersInWords.find(([pattern]) => pattern.test(text))?.[1] ?? null)
  const renews = /автоматичн|automatic/i.test(text)
  return { unlimited, years: years === 0 || unlimited ? null : years, autoRenewal: renews ? true : null }
}

/** Stems by which a topic is told. The words repeat all over the register. */
const stems: [Topic, RegExp][] = [
  ['energy', /енерг(?!ій)|енергет/i],
  ['water', /водопостач|водовідвед|водн(?:их|і) ресурс|водокан/i],
  ['waste', /відход|сміт/i],
  ['environment-climate', /довкілл|навколишн|екологі|клімат|природоохорон|охорон[аи] природи/i],
  ['transport-roads', /транспорт|дорог|дорож|логісти/i],
  ['housing-planning', /житл|містобуд|планування територ|архітектур|просторов|комунальн/i],
  ['reconstruction', /відбудов|відновлен|реконструкц|післявоєн/i],
  ['civil-protection', /безпек|надзвичайн|цивільн\S+ (?:захист|оборон)|пожеж|рятуваль/i],
  ['health-rehabilitation', /здоров|медиц|медичн|реабіліт/i],
  ['social-services', /соціальн\S+ (?:захист|допомог|підтримк|послуг|політик|сфер|забезпеч)|гуманітарн|переселен|переміщен/i],
  ['veterans', /ветеран/i],
  ['education', /освіт|навчан|наук(?!ово-техн)|науков|шкіл|університет|підготовк[аи] кадр/i],
  ['youth', /молод/i],
  ['culture-heritage', /культур(?!и виробн)|мистец|спадщин|історич/i],
  ['sport', /спорт/i],
  ['tourism', /туриз|турист/i],
  [
    'economy-investment',
    /економі|торгівл|торговел|інвести|підприєм|промислов|бізнес|виробництв|матеріальних цінностей/i,
  ],
  ['agriculture-rural', /сільськ\S+ господар|аграр|агропром|агро|розвиток сільськ/i],
  ['digital-services', /цифров|інформатиз|інформаційн\S+ технолог|електронн\S+ (?:послуг|врядув)/i],
  ['local-democracy', /самоврядув|публічн\S+ управл|управлінн|демократ|органи влади|органи місцев/i],
] // prettier-ignore

export const topicsOf = (sphere: string): Topic[] =>
  stems.filter(([, pattern]) => pattern.test(sphere)).map(([topic]) => topic)
