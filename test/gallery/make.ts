// Walks through every page in the languages that are named (all, if none is) and keeps what was seen for
// `/dev/gallery`: `npm run gallery -- uk pl`.
import { readConfig } from '../../src/config.js'
import { keepWalk } from '../../src/features/gallery/walked.js'
import { paths } from '../../src/paths.js'
import { isLocale, localeNames, locales, type Locale } from '../../src/platform/i18n/locales.js'
import { script } from '../../scripts/script.js'
import { openWalk, walk } from '../support/walk.js'

const named = process.argv.slice(2)
const unknown = named.filter((name) => !isLocale(name))

const say = (line: string) =>
  process.stdout.isTTY ? process.stdout.write(`\r\x1b[2K${line}`) : console.log(line)

async function keepIn(locale: Locale): Promise<void> {
  const config = readConfig()
  const began = performance.now()
  const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`
  say(`${localeNames[locale]}: opening the site`)
  const app = await openWalk()
  const pages: { name: string; status: number; at: string; html: string }[] = []
  try {
    for await (const { name, status, at, html } of walk(app, locale)) {
      // The walk's own address means nothing once it is over.
      pages.push({ name, status, at, html: html.replaceAll(app.url, config.publicUrl) })
      if (process.stdout.isTTY || pages.length % 50 === 0)
        say(`${localeNames[locale]}: ${pages.length} pages, ${seconds()}, ${name}`)
    }
    keepWalk(config, { locale, at: new Date(), pages })
  } finally {
    await app.close()
  }
  say(`${localeNames[locale]}: ${pages.length} pages in ${seconds()}\n`)
}

await script(async () => {
  if (unknown.length > 0) {
    console.error(`There is no language ${unknown.join(', ')}; there are ${locales.join(', ')}.`)
    process.exitCode = 2
    return
  }
  for (const locale of locales) if (named.length === 0 || named.includes(locale)) await keepIn(locale)
  const { publicUrl } = readConfig()
  console.log(`They can be seen at ${publicUrl}${paths.dev.gallery.home} while the service runs.`)
})
