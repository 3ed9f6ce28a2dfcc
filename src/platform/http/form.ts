// One validation step for every form and query string: parse with zod, or give back everything that
// was typed with the errors linked to their fields. Messages are catalogue keys.
import { z } from 'zod'

export interface FieldError {
  field: string
  /** A catalogue key. */
  key: string
}

export type Typed = Record<string, string | string[]>

export type Read<T> =
  { ok: true; value: T; typed: Typed; errors: [] } | { ok: false; typed: Typed; errors: FieldError[] }

// No keyboard types NUL, and PostgreSQL cannot store it.
const text = (value: unknown) => String(value ?? '').replaceAll('\0', '')

const asTyped = (source: unknown): Typed =>
  Object.fromEntries(
    Object.entries((source ?? {}) as Record<string, unknown>)
      .filter(([name]) => name !== '_csrf')
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : text(value)]),
  )

/** Parses what a person sent; a wrong answer keeps what was typed and names each field once. */
export function readForm<S extends z.ZodType>(schema: S, source: unknown): Read<z.output<S>> {
  const typed = asTyped(source)
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, value: parsed.data, typed, errors: [] }
  const errors = new Map<string, FieldError>()
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    if (!errors.has(field)) errors.set(field, { field, key: issue.message })
  }
  return { ok: false, typed, errors: [...errors.values()] }
}

/** `a=1&a=2`, `a=1` and nothing all become a list. */
export const listed = (value: unknown): unknown => (value === undefined || value === '' ? [] : [value].flat())

/** An empty field is a field left out. */
export const blankIsMissing = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/** The number of a page of a list; the first one when none is named. `wrong`: the message's key. */
export const pageNumber = (wrong: string) =>
  z.preprocess(blankIsMissing, z.coerce.number(wrong).int(wrong).min(1, wrong).max(100_000, wrong).default(1))
