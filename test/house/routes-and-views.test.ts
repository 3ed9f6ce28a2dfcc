// Every view is rendered by some route, every rendered name has its view, and every page of the staff
// desk asks who is there before it answers.
import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageNames } from '../../src/platform/views/engine.js'

const read = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))

const code = read('src').join('\n')
const rendered = new Set(
  [...code.matchAll(/(?:render\(|super\(\d+, |HttpError\([\w.]+, )\s*'([a-z0-9/-]+)'/g)].map(
    ([, name]) => name ?? '',
  ),
)

describe('routes and views', () => {
  it('every view that is rendered exists', () => {
    expect([...rendered].filter((name) => !pageNames().includes(name))).toEqual([])
  })

  it('every view is rendered by some route', () => {
    const mentioned = (name: string) => code.includes(`'${name}'`)
    expect(pageNames().filter((name) => !mentioned(name))).toEqual([])
  })

  it('no view carries inline style or script', () => {
    const inline = /<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=/
    const wrong = readdirSync('views', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs') && !file.startsWith('letters'))
      .filter((file) => inline.test(readFileSync(join('views', file), 'utf8')))
    expect(wrong).toEqual([])
  })

  // Nobody is signed in on these pages: what they change, they change by a secret link or a new form.
  const cookieless = /^paths\.(introduction|interest\.\w+|claim|claims\.confirm|digest)$/

  it('every route that changes something for somebody signed in is guarded against forgery', () => {
    const unguarded = readdirSync('src/features', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.routes.ts'))
      .flatMap((file) => {
        const text = readFileSync(join('src/features', file), 'utf8')
        return [...text.matchAll(/\.post\(\s*(paths\.[\w.]+)\.pattern,\s*([^\n]*)/g)]
          .filter(([, path, rest]) => !cookieless.test(path ?? '') && !/csrfProtected/.test(rest ?? ''))
          .map(([, path]) => `${file}: ${path}`)
      })
    expect(unguarded).toEqual([])
  })
})
