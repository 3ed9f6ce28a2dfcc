// When an agreement was signed, as people have typed it into the state register over the years.

export interface Signed {
  /** A day, as 2017-03-22; null when only the year is known. */
  on: string | null
  year: number | null
}

const unknown: Signed = { on: null, year: null }

const monthsByStem = 'січ лют берез квіт трав черв лип серп верес жовт листоп груд'.split(' ')
const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const isYear = (year: number) => year >= 1945 && year <= 2100

/** A day of the calendar; undefined for 31.02. */
function day(year: number, month: number, date: number): Signed | undefined {
  const made = new Date(Date.UTC(year, month - 1, date))
  if (!isYear(year) || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return undefined
  return { on: made.toISOString().slice(0, 10), year }
}

function monthOf(word: string): number | undefined {
  const small = word.toLowerCase()
  const at = [monthsByStem, englishMonths]
    .map((stems) => stems.findIndex((stem) => small.startsWith(stem)))
    .find((found) => found >= 0)
  return at === undefined ? undefined : at + 1
}

/** A spreadsheet counts days from the end of 1899. */
const fromSerial = (serial: number): Signed | undefined => {
  const made = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return day(made.getUTCFullYear(), made.getUTCMonth() + 1, made.getUTCDate())
}

/** «22.03.2017, м. Устрики Долішні», «19 листопада 2025 року», «2008-03-13 00:00:00», «2009 р.», 45000. */
export function signedIn(text: string): Signed {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? unknown
  const dotted = /(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})(?!\d)/.exec(text)
  if (dotted) return day(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])) ?? unknown
  const worded = /(?<!\d)(\d{1,2})[»”"\s]+(\p{L}{3,})\s+(\d{4})(?!\d)/u.exec(text)
  const month = worded && monthOf(worded[2]!)
  if (worded && month) return day(Number(worded[3]), month, Number(worded[1])) ?? unknown
  const serial = /^\s*(\d{5})(?:[.,]\d+)?\s*$/.exec(text)
  if (serial) return fromSerial(Number(serial[1])) ?? unknown
  const year = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(text)
  return year && isYear(Number(year[1])) ? { on: null, year: Number(year[1]) } : unknown
}
