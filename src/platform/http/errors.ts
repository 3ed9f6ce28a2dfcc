// The errors a request can end in. What a person can cause is a value; these are for what a route
// cannot go on without.

export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly page: string,
    message?: string,
  ) {
    super(message ?? page)
  }
}

export class NotFound extends HttpError {
  constructor(message?: string) {
    super(404, 'errors/404', message)
  }
}
export class Forbidden extends HttpError {
  constructor(message?: string) {
    super(403, 'errors/403', message)
  }
}
export class Gone extends HttpError {
  constructor(message?: string) {
    super(410, 'errors/410', message)
  }
}
export class Conflict extends HttpError {
  constructor(message?: string) {
    super(409, 'errors/409', message)
  }
}
export class TooMany extends HttpError {
  constructor(message?: string) {
    super(429, 'errors/429', message)
  }
}

/** Turns a missing row into 404. */
export function mustFind<T>(found: T | undefined): T {
  if (found === undefined) throw new NotFound()
  return found
}
