// What is wrong with a page as it is written: its HTML, words that are no words, anything inline.
import { HtmlValidate } from 'html-validate'
import { OneConfig } from './quick-html.js'

const rules = new OneConfig({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Handlebars leaves what it leaves; how the source is laid out is nobody's concern.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    // A title names the page and the service; a community's name may be long.
    'long-title': 'off',
    // A sign is decoration beside the very same link in words.
    'hidden-focusable': 'off',
    // Numbers such as 717 273 look like telephones to the rule.
    'tel-non-breaking': 'off',
    'no-inline-style': 'error',
  },
})
const validator = new HtmlValidate(rules)

/** What the validator says of a page, one line each. */
export const complaints = async (html: string): Promise<string[]> =>
  (await validator.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  )

/** Everything a reader can read, without addresses. */
export const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/https?:\S+/g, '')

export const titleOf = (html: string): string => /<title>([^<]*)<\/title>/.exec(html)?.[1]?.trim() ?? ''

/** A key of a catalogue, a template's brace, a missing value, a full stop too many. */
export const traces =
  /(?<![\w/])[a-z]+(\/[a-z-]+)+\.[a-z]|\{\{|\}\}|\bundefined\b|\bnull\b|\[object|\bNaN\b|Invalid Date|\.\.(?!\.)/
export const inline = /<style\b|\sstyle=|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=/
