// Notes for the diary from where each request comes.
import type { RequestHandler } from 'express'
import { paths } from '../../paths.js'
import { networkOf, withOrigin } from '../db/origin.js'

interface Patterned {
  pattern: string
}

const patternsIn = (place: object): string[] =>
  Object.values(place).flatMap((value: unknown) => {
    if (typeof value === 'function')
      return 'pattern' in value ? [(value as unknown as Patterned).pattern] : []
    return typeof value === 'object' && value !== null ? patternsIn(value) : []
  })

/** Addresses that only a letter tells: those with a token in them. */
const sealed = patternsIn(paths)
  .filter((pattern) => pattern.includes(':token'))
  .map((pattern) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`))

// A token has points in it; "/interest/check" has none and is a page like any other.
const isFromLetter = (path: string) => /\./.test(path) && sealed.some((pattern) => pattern.test(path))

export const fromWhere: RequestHandler = (req, _res, next) => {
  const way = isFromLetter(req.path) ? 'letter-link' : 'page'
  withOrigin({ way, network: networkOf(req.ip) }, next)
}
