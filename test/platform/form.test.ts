// What a person sent is read once, at the door.
import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { readForm } from '../../src/platform/http/form.js'

const form = z.object({ name: z.string().min(3, 'too-short'), tags: z.array(z.string()).optional() })

describe('a form', () => {
  it('comes without NUL, which no keyboard types and PostgreSQL cannot store', () => {
    expect(readForm(form, { name: 'Ок\0сана', tags: ['a\0', 'b'] })).toMatchObject({
      ok: true,
      value: { name: 'Оксана', tags: ['a', 'b'] },
    })
    expect(readForm(form, { name: 'О\0\0\0' })).toMatchObject({
      ok: false,
      typed: { name: 'О' },
      errors: [{ field: 'name', key: 'too-short' }],
    })
  })

  it('without anything in it is wrong in its fields and not an accident', () => {
    expect(readForm(form, undefined)).toMatchObject({ ok: false, errors: [{ field: 'name' }] })
  })
})
