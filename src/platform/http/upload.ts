// A form with a file: read into memory, never onto the disk, and no more of it than is allowed. The fields
// arrive as those of any other form, so that the guard against forgery comes after it and finds its token.
import { AsyncResource } from 'node:async_hooks'
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { RequestHandler } from 'express'

export interface Upload {
  /** As the sender's computer calls it. */
  name: string
  bytes: Buffer
  /** There was more than is allowed; what came before is not kept. */
  tooLarge: boolean
}

declare module 'express-serve-static-core' {
  interface Request {
    upload?: Upload
  }
}

/** Reads `multipart/form-data` with at most one file; other forms pass as they are. */
export const withUpload =
  (largest: number): RequestHandler =>
  (req, _res, onward) => {
    // The form ends in an event of the connection, which belongs to no request: from where it came goes along.
    const next = AsyncResource.bind(onward)
    if (!/^multipart\/form-data/i.test(req.headers['content-type'] ?? '')) return next()
    const limits = { files: 1, fileSize: largest, fields: 20, fieldSize: 10_000, parts: 25 }
    let form: BusboyInstance
    try {
      form = Busboy({ headers: req.headers as BusboyHeaders, limits })
    } catch {
      return next(wrong())
    }
    const fields: Record<string, string> = {}
    let done = false
    const finish = (error?: unknown) => {
      if (done) return
      done = true
      req.unpipe(form)
      // What is left of a form that cannot be read must go somewhere, or the sender waits for ever.
      req.resume()
      if (error) return next(wrong())
      req.body = fields
      next()
    }
    form.on('field', (name: string, value: string) => {
      if (name !== '__proto__') fields[name] = value
    })
    form.on('file', (_field: string, stream: BusboyFileStream, name: string) => {
      let pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('limit', () => (pieces = []))
      stream.on('error', finish)
      stream.on('end', () => {
        const tooLarge = stream.truncated
        const bytes = tooLarge ? Buffer.alloc(0) : Buffer.concat(pieces)
        if (name || bytes.length > 0) req.upload = { name: name ?? '', bytes, tooLarge }
      })
    })
    form.on('finish', () => finish())
    form.on('error', finish)
    req.on('aborted', () => finish(new Error('aborted')))
    req.pipe(form)
  }

const wrong = () => Object.assign(new Error('This form cannot be read'), { status: 400 })
