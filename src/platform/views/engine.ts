// Handlebars views for Express: every view, layout and partial is read once at start. A view gets one
// plain object; its `layout` names the frame around it ('page' unless said otherwise).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Application } from 'express'
import Handlebars from 'handlebars'
import type { Config } from '../../config.js'
import { root } from '../kit/root.js'
import { helpers } from './helpers.js'

type Template = (page: object) => string
type Done = (error: unknown, html?: string) => void

const folder = join(root, 'views')

/** Names of all templates below a folder of `views/`, without `.hbs`: 'communities/index'. */
export const viewNames = (below = ''): string[] =>
  readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length).replaceAll('\\', '/'))
    .sort()

const notPages = /^(letters|locales|layouts|partials)\//

/** Names of the views that routes render. */
export const pageNames = (): string[] => viewNames().filter((name) => !notPages.test(name))

export interface Views {
  render(name: string, page: object): string
}

/** Compiles all views. In tests a missing field fails instead of vanishing. */
export function loadViews({ mode }: Pick<Config, 'mode'>): Views {
  const handlebars = Handlebars.create()
  handlebars.registerHelper(helpers)
  // Without `preventIndent`, a partial's place on the page would push every line of a text area to the right.
  const options = { strict: mode === 'test', preventIndent: true }
  const compile = (name: string): Template =>
    handlebars.compile(readFileSync(join(folder, `${name}.hbs`), 'utf8'), options)
  for (const name of viewNames('partials')) handlebars.registerPartial(name, compile(`partials/${name}`))
  const layouts = new Map(viewNames('layouts').map((name) => [name, compile(`layouts/${name}`)]))
  const pages = new Map(pageNames().map((name) => [name, compile(name)]))

  const find = (templates: Map<string, Template>, name: string): Template => {
    const template = templates.get(name)
    if (!template) throw new Error(`There is no view ${name}`)
    return template
  }
  return {
    render(name, page) {
      const { layout = 'page' } = page as { layout?: string }
      const body = find(pages, name)({ ...page })
      return find(layouts, layout)({ ...page, view: name, body })
    },
  }
}

/** Makes `res.render('communities/index', page)` work without touching the disk. */
export function useViews(app: Application, views: Views): void {
  class CompiledView {
    readonly path: string
    constructor(readonly name: string) {
      this.path = name
    }
    render(page: object, done: Done) {
      let html: string
      try {
        html = views.render(this.name, page)
      } catch (error) {
        return done(error)
      }
      done(null, html)
    }
  }
  app.set('view', CompiledView)
  app.set('view cache', true)
  app.set('view engine', 'hbs')
}
