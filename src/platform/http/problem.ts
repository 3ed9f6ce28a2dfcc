// Problem documents for the API (RFC 9457).
import type { Response } from 'express'

export interface ParameterProblem {
  parameter: string
  detail: string
}

export function sendProblem(
  res: Response,
  status: number,
  title: string,
  errors: readonly ParameterProblem[] = [],
): void {
  res
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, ...(errors.length > 0 && { errors }) }))
}
