// The house's walls: who may import whom. Reads import lines only; one sentence of the README each.
import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve('.')
const source = join(root, 'src')

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'))

const importLine =
  /^(?:import|export(?=\s+(?:type\s+)?[{*]))\s+(type\s+)?(?:[^'"]*?from\s+)?['"]([^'"]+)['"]/gms
const lateImport = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8')
  const place = (name: string) =>
    name.startsWith('.')
      ? relative(source, resolve(source, dirname(file), name))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts')
      : name
  return [
    ...[...text.matchAll(importLine)].map(([, type, name]) => ({
      from: file,
      to: place(name ?? ''),
      typeOnly: Boolean(type),
    })),
    ...[...text.matchAll(lateImport)].map(([, name]) => ({
      from: file,
      to: place(name ?? ''),
      typeOnly: false,
    })),
  ]
}

const imports = files.flatMap(importsOf)
const isPackage = (to: string) => !to.endsWith('.ts') && !to.endsWith('.json')
const slice = (file: string) => /^features\/([^/]+)\//.exec(file)?.[1]
const lists = new Set(['main.ts', 'worker.ts', 'app.ts', 'context.ts', 'jobs.ts'])

/** Imports that break a rule, as readable lines. */
const breaking = (rule: (one: Import) => boolean) =>
  imports.filter(rule).map(({ from, to }) => `${from} → ${to}`)

const onlyIn = (packages: RegExp, allowed: RegExp, typesToo = true) =>
  breaking(({ from, to, typeOnly }) => packages.test(to) && !allowed.test(from) && (typesToo || !typeOnly))

/** From left to right: a slice opens only doors to its right. */
const order = [
  'matching',
  'rounds',
  'candidates',
  'proposals',
  'interest',
  'introductions',
  'our-community',
  'claims',
  'records',
  'contacts',
  'weights',
  'pairs',
  'communities',
  'letters',
  'accounts',
]
/** These may read from any slice, and no slice imports them. */
const readers = ['imports', 'exports', 'figures', 'diary', 'info', 'matching', 'privacy', 'digest', 'gallery']

describe('who may import whom', () => {
  it('finds the source', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(imports.length).toBeGreaterThan(100)
  })

  it('scoring imports nothing outside itself', () => {
    expect(breaking(({ from, to }) => from.startsWith('scoring/') && !to.startsWith('scoring/'))).toEqual([])
  })

  it('platform never imports features or scoring', () => {
    expect(
      breaking(({ from, to }) => from.startsWith('platform/') && /^(features|scoring)\//.test(to)),
    ).toEqual([])
  })

  it('paths imports nothing', () => {
    expect(breaking(({ from }) => from === 'paths.ts')).toEqual([])
  })

  it('only the lists import the lists, but for types and scripts', () => {
    expect(breaking(({ from, to, typeOnly }) => lists.has(to) && !typeOnly && !lists.has(from))).toEqual([])
  })

  it('another slice is entered through its index or its model', () => {
    expect(
      breaking(({ from, to, typeOnly }) => {
        const [here, there] = [slice(from), slice(to)]
        if (!here || !there || here === there || typeOnly) return false
        return !/\/(index|[a-z-]+\.model)\.ts$/.test(to)
      }),
    ).toEqual([])
  })

  it('slices open doors to their right only', () => {
    expect(
      breaking(({ from, to }) => {
        const [here, there] = [slice(from), slice(to)]
        if (!here || !there || here === there) return false
        if (readers.includes(there)) return true
        if (readers.includes(here)) return false
        return order.indexOf(here) >= order.indexOf(there)
      }),
    ).toEqual([])
  })

  it('each slice has its place in the order', () => {
    const slices = new Set(files.map(slice).filter((name) => name !== undefined))
    expect([...slices].filter((name) => !order.includes(name) && !readers.includes(name))).toEqual([])
  })

  it.each([
    ['nodemailer', /^nodemailer/, /^platform\/mail\/smtp-mailer\.ts$/],
    ['imapflow', /^imapflow/, /^platform\/mail\/imap-mailbox\.ts$/],
    ['mailparser', /^mailparser/, /^platform\/mail\/incoming\.ts$/],
    ['meilisearch', /^meilisearch/, /^platform\/search\/meili-[a-z-]+\.ts$/],
    ['minisearch', /^minisearch/, /^platform\/search\//],
    ['express', /^express$/, /^(app\.ts|platform\/(http|views)\/.*|features\/.*\.routes\.ts)$/],
    [
      'kysely',
      /^kysely/,
      /^platform\/(db|jobs)\/|^features\/.*\.(queries|actions|job)\.ts$|^platform\/mail\/outbox[a-z.-]*\.ts$/,
    ],
  ])('only its own files import %s', (_name, packages, allowed) => {
    expect(onlyIn(packages, allowed)).toEqual([])
  })

  it('packages that are imported are dependencies, not only there by chance', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const name = (to: string) =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/')
    expect(
      breaking(({ to }) => isPackage(to) && !to.startsWith('node:') && !(name(to) in dependencies)).filter(
        (line) => !/→ express-serve-static-core$/.test(line),
      ),
    ).toEqual([])
  })

  it.each([
    ['process.env', /process\.env/, /^config\.ts$/],
    ['the time', /\bnew Date\(\)|\bDate\.now\(/, /^platform\/kit\/clock\.ts$/],
    ['chance', /Math\.random/, /^$/],
  ])('only one file asks for %s', (_what, asking, allowed) => {
    const found = files.filter(
      (file) => !allowed.test(file) && asking.test(readFileSync(join(source, file), 'utf8')),
    )
    expect(found).toEqual([])
  })

  it('no file is over 300 lines', () => {
    const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 301)
    expect(long).toEqual([])
  })
})
