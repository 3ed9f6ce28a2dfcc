// A person with a browser that has no scripts: keeps cookies, follows links by their words, fills in
// fields by their labels, and sends a form with everything that stands in it.
import { Parser, type HtmlElement } from 'html-validate'
import { OneConfig } from './quick-html.js'

const config = await new OneConfig({ elements: ['html5'] }).getConfigFor('page.html')

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  quot: '"',
  '#x27': "'",
  '#x60': '`',
  '#x3D': '=',
}
const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|nbsp|quot|#x27|#x60|#x3D);/g, (_, name: string) => entities[name] ?? '')
const words = (element: HtmlElement | null | undefined) =>
  decoded(element?.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
const attribute = (element: HtmlElement, name: string) => {
  const value = element.getAttributeValue(name)
  return value === null ? undefined : decoded(value)
}

export interface Page {
  status: number
  headers: Headers
  /** Path and query it was found at. */
  at: string
  html: string
  /** Everything that can be read in the main part. */
  text: string
  heading: string
  /** The items of the error summary. */
  errors: string[]
  /** Names of the links in the main part. */
  links: string[]
  /** The address behind a link. */
  href(name: string): string
  /** What stands in a field, by its label or name; for a choice, whether it is chosen. */
  value(field: string): string | boolean
  /** Whether the page has such a field. */
  has(field: string): boolean
}

export interface Visitor {
  /** The page in front of this person. */
  page(): Page
  opens(address: string): Promise<Page>
  clicks(link: string): Promise<Page>
  /**
   * Fills in the form (fields by label, name or id; a choice by its label and true or false) and sends it.
   * With several such forms or buttons on the page, `by` names the button.
   */
  sends(typed: Record<string, string | boolean>, by?: string): Promise<Page>
  /** Sends a form with a file. */
  posts(address: string, form: FormData): Promise<Page>
  /** A request as it is, cookies included; redirects are not followed. */
  asks(address: string, init?: RequestInit): Promise<Response>
}

interface Control {
  id: string
  name: string
  label: string
  value: string
  chosen: boolean
  isChoice: boolean
  isRadio: boolean
}

function controlsOf(form: HtmlElement): Control[] {
  const labels = new Map<string | undefined, string>()
  for (const label of form.querySelectorAll('label')) {
    const id = attribute(label, 'for')
    if (!labels.has(id)) labels.set(id, words(label))
  }
  const labelOf = (element: HtmlElement) => {
    const id = attribute(element, 'id')
    return (id !== undefined && labels.get(id)) || ''
  }
  return form.querySelectorAll('input, select, textarea').flatMap((element) => {
    const type = attribute(element, 'type') ?? 'text'
    const isChoice = type === 'radio' || type === 'checkbox'
    const options = element.querySelectorAll('option')
    const selected = options.find((option) => option.hasAttribute('selected')) ?? options[0]
    const value = element.is('textarea')
      ? decoded(element.textContent)
      : element.is('select')
        ? selected && attribute(selected, 'value')
        : attribute(element, 'value')
    return {
      id: attribute(element, 'id') ?? '',
      name: attribute(element, 'name') ?? '',
      label: labelOf(element),
      value: value ?? (isChoice ? 'on' : ''),
      chosen: isChoice ? element.hasAttribute('checked') : true,
      isChoice,
      isRadio: type === 'radio',
    }
  })
}

function find(controls: readonly Control[], field: string): Control {
  const by = (key: 'label' | 'name' | 'id') => controls.filter((control) => control[key] === field)
  const found = [by('label'), by('name'), by('id')].find(({ length }) => length > 0) ?? []
  if (found.length !== 1) throw new Error(`${found.length} fields are called ${field}`)
  return found[0]!
}

const holds = (controls: readonly Control[], field: string) =>
  controls.some(({ label, name, id }) => [label, name, id].includes(field))

function fillIn(controls: readonly Control[], typed: Record<string, string | boolean>): void {
  for (const [field, value] of Object.entries(typed)) {
    const control = find(controls, field)
    if (typeof value === 'string') control.value = value
    else {
      if (value)
        for (const other of controls) if (other.name === control.name && other.isRadio) other.chosen = false
      control.chosen = value
    }
  }
}

/** Parsed only when somebody looks closer: most pages are opened for their status or on the way elsewhere. */
function readPage(response: Response, at: string, html: string): Page & { root: HtmlElement } {
  const parsed = once(() => {
    const root = new Parser(config).parseHtml(html)
    const main = root.querySelector('main') ?? root
    return { root, main, links: main.querySelectorAll('a') }
  })
  const controls = () => parsed().root.querySelectorAll('form').flatMap(controlsOf)
  return {
    status: response.status,
    headers: response.headers,
    at,
    html,
    get root() {
      return parsed().root
    },
    get text() {
      return words(parsed().main)
    },
    get heading() {
      return words(parsed().root.querySelector('h1'))
    },
    get errors() {
      return parsed().root.querySelectorAll('#errors li').map(words)
    },
    get links() {
      return parsed().links.map(words)
    },
    href: (name) => {
      const { links } = parsed()
      const found = links.filter((link) => words(link) === name)
      const [address] = new Set(found.map((link) => attribute(link, 'href')))
      if (!address) throw new Error(`There is no link ${name} among ${links.map(words).join(' | ')}`)
      return address
    },
    value: (field) => {
      const { isChoice, chosen, value } = find(controls(), field)
      return isChoice ? chosen : value
    },
    has: (field) => holds(controls(), field),
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** A new browser for the site at an address, with the cookies it brings along. */
export function visitor(base: string, brought: Record<string, string> = {}): Visitor {
  const cookies = new Map(Object.entries(brought))
  let current: (Page & { root: HtmlElement }) | undefined

  const asks = async (address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(address, base), { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    return response
  }

  const arrive = async (address: string, init?: RequestInit): Promise<Page> => {
    let at = new URL(address, base)
    let response = await asks(at.href, init)
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 5; hops++) {
      at = new URL(response.headers.get('location') ?? '', at)
      response = await asks(at.href)
    }
    current = readPage(response, at.pathname + at.search + at.hash, await response.text())
    return current
  }

  const page = () => {
    if (!current) throw new Error('No page has been opened yet')
    return current
  }

  return {
    page,
    asks,
    opens: (address) => arrive(address),
    posts: (address, form) => arrive(address, { method: 'POST', body: form }),
    clicks: (link) => arrive(new URL(page().href(link), new URL(page().at, base)).href),
    sends: (typed, by) => {
      const main = page().root.querySelector('main') ?? page().root
      const forms = main.querySelectorAll('form').filter((form) => {
        const buttons = form.querySelectorAll('button')
        return by === undefined
          ? Object.keys(typed).every((field) => holds(controlsOf(form), field))
          : buttons.some((button) => words(button) === by)
      })
      if (forms.length !== 1) throw new Error(`${forms.length} forms can be sent${by ? ` by ${by}` : ''}`)
      const [form] = forms as [HtmlElement]
      const controls = controlsOf(form)
      fillIn(controls, typed)
      const body = new URLSearchParams(
        controls.filter(({ chosen }) => chosen).map(({ name, value }): [string, string] => [name, value]),
      )
      const button = form.querySelectorAll('button').find((each) => words(each) === by)
      const pressed = button && attribute(button, 'name')
      if (pressed) body.append(pressed, attribute(button, 'value') ?? '')
      const goal = (button && attribute(button, 'formaction')) ?? attribute(form, 'action') ?? page().at
      const action = new URL(goal, new URL(page().at, base))
      if (attribute(form, 'method')?.toLowerCase() === 'post')
        return arrive(action.href, { method: 'POST', body })
      return arrive(`${action.pathname}?${body.toString()}`)
    },
  }
}
