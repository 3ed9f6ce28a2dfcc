// Somebody of staff brings a file, as a browser sends a form with one.
import { paths } from '../../src/paths.js'
import type { Page, Visitor } from './page.js'

interface Given {
  name: string
  /** What is said to be in it; guessed when left out. */
  kind?: string
  locale?: string
}

export async function brings(
  person: Visitor,
  content: string | Buffer,
  { name, kind = '', locale = 'uk' }: Given,
): Promise<Page> {
  const page = await person.opens(paths.staff.imports(locale))
  const form = new FormData()
  form.set(
    '_csrf',
    /name="_csrf" value="([^"]+)"/.exec(page.html.slice(page.html.indexOf('multipart')))?.[1] ?? '',
  )
  form.set('kind', kind)
  // A browser sends an empty part for a field in which no file was chosen.
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  form.set('file', new Blob([new Uint8Array(bytes)]), bytes.length === 0 ? '' : name)
  return person.posts(paths.staff.imports(locale), form)
}

/** The bytes of a text as old programs in Ukraine wrote them. */
export function windows1251(text: string): Buffer {
  const table = new TextDecoder('windows-1251')
  const letters = new Map(Array.from({ length: 256 }, (_, byte) => [table.decode(Buffer.from([byte])), byte]))
  return Buffer.from([...text].map((letter) => letters.get(letter) ?? 0x3f))
}
