// Writes public/css/theme.css, so that one versioned path serves everything: Designsystemet's sizes, the
// colours made from the four of this house, and of the controls only those we use. Run it with
// `npm run theme` after a change of a colour or of the package, look at the pages, and commit the file.
import { readFileSync, writeFileSync } from 'node:fs'
import { contrast, fromOklch, toOklch } from './theme/colour.js'

/** The four colours, and the paper they lie on. */
const ink = '#1c2330'
const thread = '#a3262f'
const river = '#1b4d8f'
const gold = '#c8901a'
const paper = '#fbf8f1'
const light = '#fffdf9'

const designsystemet = 'node_modules/@digdir/designsystemet-css'
const from = (file: string) => readFileSync(`${designsystemet}/dist/${file}`, 'utf8')

const controls = [
  'button',
  'input',
  'field',
  'fieldset',
  'label',
  'validation-message',
  'error-summary',
  'alert',
  'tag',
  'details',
  'link',
  'list',
  'table',
]

/** Lightness of each token, and the share of the colour's strength it keeps. */
const steps = {
  'background-default': [0.98, 0.1],
  'background-tinted': [0.96, 0.1],
  'surface-default': [0.995, 0.05],
  'surface-tinted': [0.94, 0.13],
  'surface-hover': [0.91, 0.2],
  'surface-active': [0.875, 0.28],
  'border-subtle': [0.8, 0.4],
  'border-default': [0.56, 0.75],
  'border-strong': [0.44, 0.9],
  'text-subtle': [0.42, 1],
  'text-default': [0.3, 0.7],
} as const

type Step = keyof typeof steps
type Tokens = Record<string, string>

function scale(hex: string): Tokens {
  const base = toOklch(hex)
  const shade = (lightness: number, strength: number) =>
    fromOklch({ ...base, lightness, chroma: base.chroma * strength })
  const dark = Math.min(base.lightness, 0.5)
  return {
    ...Object.fromEntries(Object.entries(steps).map(([name, [l, c]]) => [name, shade(l, c)])),
    'base-default': shade(dark, 1),
    'base-hover': shade(dark - 0.06, 1),
    'base-active': shade(dark - 0.11, 1),
    'base-contrast-subtle': shade(0.94, 0.2),
    'base-contrast-default': light,
  }
}

/** Green for "it is done" has the river's weight and the hue of a meadow. */
const meadow = fromOklch({ ...toOklch(river), hue: 150 })

const scales: Record<string, Tokens> = {
  accent: scale(river),
  neutral: { ...scale(ink), 'background-default': paper, 'surface-default': light, 'text-default': ink },
  thread: scale(thread),
  info: scale(river),
  danger: scale(thread),
  warning: scale(gold),
  success: scale(meadow),
}

// Words must be read by everybody: the promise of WCAG is checked where the colours are made.
for (const [name, tokens] of Object.entries(scales)) {
  const pairs: [Step | string, Step, number][] = [
    ['text-default', 'surface-active', 7],
    ['text-subtle', 'surface-hover', 4.5],
    ['border-default', 'background-default', 3],
    ['base-contrast-default', 'base-default' as Step, 4.5],
  ]
  for (const [a, b, least] of pairs) {
    const reached = contrast(tokens[a] ?? '', tokens[b] ?? '')
    if (reached < least) throw new Error(`${name}: ${a} on ${b} reaches ${reached.toFixed(2)}, not ${least}`)
  }
}

const declared = (prefix: string, tokens: Tokens) =>
  Object.entries(tokens).map(([token, value]) => `  --ds-color-${prefix}-${token}: ${value};`)

const chosen = (name: string) => {
  const selector = name === 'accent' ? ':root, [data-color=accent]' : `[data-color=${name}]`
  const tokens = Object.keys(scales.accent ?? {}).map(
    (token) => `--ds-color-${token}:var(--ds-color-${name}-${token})`,
  )
  return `${selector}{${tokens.join(';')}}`
}

/** A top-level `@layer name{…}` of a minified style sheet. */
function layer(css: string, name: string): string {
  const start = css.indexOf(`@layer ${name}{`)
  if (start < 0) throw new Error(`The package's theme has no layer ${name}`)
  let depth = 0
  for (let at = css.indexOf('{', start); at < css.length; at++) {
    if (css[at] === '{') depth++
    if (css[at] === '}' && --depth === 0) return css.slice(start, at + 1)
  }
  throw new Error(`Layer ${name} never ends`)
}

const theirs = from('theme/designsystemet.css')
const kept = ['size-mode', 'type-scale', 'size', 'semantic', 'typography.primary'].map((name) =>
  layer(theirs, `ds.theme.${name}`).replace('--ds-font-family:Inter', '--ds-font-family:var(--text-face)'),
)

const theme = [
  '/* Written by scripts/theme.ts from @digdir/designsystemet-css (MIT) and the colours of this house. */',
  '@layer ds.theme, ds.base, ds.components, house;',
  ...kept,
  '@layer ds.theme {',
  ':root {',
  `  --ink: ${ink};\n  --thread: ${thread};\n  --river: ${river};\n  --gold: ${gold};\n  --paper: ${paper};\n  --light: ${light};`,
  `  --ds-color-focus-inner: ${light};\n  --ds-color-focus-outer: ${ink};\n  color-scheme: light;`,
  ...Object.entries(scales).flatMap(([name, tokens]) => declared(name, tokens)),
  '}',
  ...Object.keys(scales).map(chosen),
  '}',
]

const css = [
  ...theme,
  `@layer ds.base{${from('src/base.css')}}`,
  `@layer ds.components{${controls.map((name) => from(`src/${name}.css`)).join('')}}`,
]

writeFileSync('public/css/theme.css', `${css.join('\n')}\n`)
