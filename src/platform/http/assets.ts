// Styles, fonts, scripts and pictures under one versioned path with an endless cache: the version is
// a digest of every file, so that a change is a new address.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Router } from 'express'
import { root } from '../kit/root.js'

const folder = join(root, 'public')

function digest(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, file)
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 12)
}

/** The router that serves them, and the address they are served under. */
export function assets(): { at: string; routes: Router } {
  const at = `/assets/${digest()}`
  const routes = express.Router()
  routes.use(at, express.static(folder, { immutable: true, maxAge: '1y', index: false, fallthrough: false }))
  return { at, routes }
}
