// The walks that were kept, in `<DATA_DIR>/gallery`: a list and a file for each page of a language. A
// language appears whole or not at all.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.js'
import { locales, type Locale } from '../../platform/i18n/locales.js'
import { slugOf, type Walked, type WalkedPage } from './gallery.model.js'

type Kept = Omit<Walked, 'at'> & { at: string }

const folder = (dataDir: string) => join(dataDir, 'gallery')

/** `undefined` where there is no such file. */
async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** What has been walked in one language. */
export async function walkedIn({ dataDir }: Pick<Config, 'dataDir'>, locale: Locale) {
  const list = await read(join(folder(dataDir), locale, 'pages.json'))
  if (list === undefined) return undefined
  const kept = JSON.parse(list) as Kept
  return { ...kept, at: new Date(kept.at) }
}

/** Everything that has been walked, in the order of the languages. */
export async function walked(config: Pick<Config, 'dataDir'>): Promise<Walked[]> {
  const found = await Promise.all(locales.map((locale) => walkedIn(config, locale)))
  return found.filter((each) => each !== undefined)
}

/** One page as it was found; the slug must be one of the list's. */
export const pageOf = ({ dataDir }: Pick<Config, 'dataDir'>, locale: Locale, { slug }: WalkedPage) =>
  read(join(folder(dataDir), locale, `${slug}.html`))

/** Keeps a walk, in place of the one before. */
export function keepWalk(
  { dataDir }: Pick<Config, 'dataDir'>,
  { locale, at, pages }: Omit<Walked, 'pages'> & { pages: (Omit<WalkedPage, 'slug'> & { html: string })[] },
): void {
  const place = join(folder(dataDir), locale)
  const unfinished = `${place}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  const listed = pages.map(({ html, ...page }) => {
    const slug = slugOf(page.name)
    // Two states of one name would hide each other.
    writeFileSync(join(unfinished, `${slug}.html`), html, { flag: 'wx' })
    return { ...page, slug }
  })
  writeFileSync(join(unfinished, 'pages.json'), JSON.stringify({ locale, at, pages: listed }))
  rmSync(place, { recursive: true, force: true })
  renameSync(unfinished, place)
}
