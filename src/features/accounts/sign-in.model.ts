// Signing in: for how long a mailed link is good, the short code that stands beside it in the letter, and
// what a browser calls itself.
import { minutes } from '../../platform/kit/clock.js'

/** What a sign-in link's signature, and the digests beside it, stand for. */
export const linkPurpose = 'sign-in'
export const codePurpose = 'sign-in-code'
export const linkGoodFor = minutes(20)

/** In production, at most so many letters with links to one address within a quarter of an hour. */
export const linksPerAddress = 5
export const linkWindow = minutes(15)

/** So many wrong codes, and a link's code is worth nothing; the link itself still is. */
export const wrongCodesAtMost = 5

/**
 * Letters that look the same in Ukrainian and in Latin, and digits that look like no letter: whichever
 * keyboard somebody types with, and however they read the letter, it is the same code.
 */
const alphabet = 'ACEHKMPTXY23456789'
const latinOf: Record<string, string> = {
  А: 'A', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', Р: 'P', Т: 'T', Х: 'X', У: 'Y',
} // prettier-ignore
const codeLength = 8

/** A new code. `pick` gives a random whole number below its argument. */
export const newCode = (pick: (below: number) => number): string =>
  Array.from({ length: codeLength }, () => alphabet[pick(alphabet.length)]).join('')

/** As the letter shows it: two groups of four. */
export const shownCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

/** What somebody typed as a code would be written, or undefined when no code looks like that. */
export function readCode(typed: string): string | undefined {
  const code = [...typed.toUpperCase()]
    .filter((sign) => !/[\s\-–—.]/u.test(sign))
    .map((sign) => latinOf[sign] ?? sign)
    .join('')
  return code.length === codeLength && [...code].every((sign) => alphabet.includes(sign)) ? code : undefined
}

/** A browser by its family and system, both proper names; null for what nobody can tell. */
export interface Device {
  browser: string | null
  system: string | null
}

// The first that fits: most browsers also claim to be Chrome, Safari or both.
const browsers: [string, RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPT)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
]
const systems: [string, RegExp][] = [
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
]

/** Which browser and system this is, from what it calls itself; versions and models are nobody's concern. */
export function deviceOf(userAgent: string | undefined): Device {
  const first = (known: readonly [string, RegExp][]) =>
    known.find(([, looks]) => looks.test(userAgent ?? ''))?.[0] ?? null
  return { browser: first(browsers), system: first(systems) }
}
