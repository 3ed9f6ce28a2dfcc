// Every route an Express app answers, as 'GET  /:locale/communities/:id': read from its stack of routers,
// so that nobody has to keep a list.
import type { Express } from 'express'

interface Layer {
  /** The path a router is mounted at. */
  rawPath: string | string[]
  handle: { stack?: Layer[] }
  route?: { path: string | string[]; methods: Record<string, boolean> }
}

const joined = (before: string, path: string) => (before + path).replace(/\/+/g, '/').replace(/(?<=.)\/$/, '')

function routesIn(stack: readonly Layer[], before: string): string[] {
  return stack.flatMap(({ rawPath, handle, route }) => {
    if (route)
      return [route.path]
        .flat()
        .flatMap((path) =>
          Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${joined(before, path)}`),
        )
    return handle.stack
      ? [rawPath].flat().flatMap((path) => routesIn(handle.stack!, joined(before, path)))
      : []
  })
}

/** Methods and patterns, each once, in no order. */
export const routesOf = (app: Express): string[] => [
  ...new Set(routesIn((app as unknown as { router: { stack: Layer[] } }).router.stack, '')),
]
