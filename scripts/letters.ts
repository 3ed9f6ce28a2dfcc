// Writes every letter in every language to .out/letters/, as text and as HTML, for whoever reviews them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/platform/kit/root.js'
import { letterSamples } from '../src/platform/mail/letter-samples.js'
import { renderLetter } from '../src/platform/mail/render-letter.js'

const folder = join(root, '.out/letters')
mkdirSync(folder, { recursive: true })
for (const { name, letter } of letterSamples) {
  const { subject, text, html } = renderLetter(letter)
  writeFileSync(join(folder, `${name}.txt`), `${subject}\n\n${text}`)
  writeFileSync(join(folder, `${name}.html`), html)
}
console.log(`${letterSamples.length} letters in ${folder}`)
