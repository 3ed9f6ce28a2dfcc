// The sign of a community: the same for ever, its own, symmetric as an ornament is, and never in the
// way of somebody who cannot see it.
import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { communitySign, pairSign } from '../../src/platform/views/stitch.js'

const drohobych = 'UA46020030010095206'
const legnica = '3093692'

/** The places of the stitches of one thread, from -8 to 8 both ways. */
const stitchesOf = (svg: string, thread: string) =>
  [...(new RegExp(`class="${thread}" d="([^"]*)"`).exec(svg)?.[1] ?? '').matchAll(/M(\d+) (\d+)/g)].map(
    ([, x, y]) => ({ x: Number(x) / 10 - 8, y: Number(y) / 10 - 8 }),
  )
const places = (stitches: { x: number; y: number }[]) => stitches.map(({ x, y }) => `${x},${y}`).sort()

describe('the sign of a community', () => {
  it('is drawn today as it was drawn on the first day', () => {
    const digest = createHash('sha256').update(communitySign(drohobych)).digest('hex')
    expect(digest.slice(0, 12)).toBe('ebda21a9815f')
  })

  it('is red for Ukraine and blue abroad', () => {
    expect(communitySign(drohobych)).toContain('sign-ua')
    expect(communitySign(legnica)).toContain('sign-partner')
    expect(communitySign(legnica)).not.toContain('sign-ua')
  })

  it.each(['sign-ua', 'sign-ink'])('is mirrored both ways and across (%s)', (thread) => {
    const stitches = stitchesOf(communitySign(drohobych), thread)
    expect(stitches.length).toBeGreaterThan(0)
    for (const turned of [
      stitches.map(({ x, y }) => ({ x: -x, y })),
      stitches.map(({ x, y }) => ({ x, y: -y })),
      stitches.map(({ x, y }) => ({ x: y, y: x })),
    ])
      expect(places(turned)).toEqual(places(stitches))
  })

  it('never loses its outline', () => {
    const outline = stitchesOf(communitySign(legnica), 'sign-partner').filter(
      ({ x, y }) => Math.abs(x) + Math.abs(y) === 8,
    )
    expect(outline).toHaveLength(32)
  })

  it('tells every community of the registry from every other', () => {
    const read = (file: string): Record<string, string>[] =>
      parse(readFileSync(`seeds/${file}.csv`), { columns: true })
    const katottg = new Map(read('ua-admin').map(({ id, katottg }) => [id, katottg]))
    const codes = read('communities').map(({ id, geonames_id }) => katottg.get(id) || geonames_id || id || '')
    expect(codes.length).toBeGreaterThan(800)
    expect(new Set(codes.map(communitySign)).size).toBe(new Set(codes).size)
  })

  it('is hidden from screen readers and carries no style of its own', () => {
    for (const svg of [communitySign(drohobych), pairSign(drohobych, legnica)]) {
      expect(svg).toMatch(/^<svg [^>]*aria-hidden="true" focusable="false">/)
      expect(svg).not.toMatch(/style|stroke=|fill=/)
    }
  })
})

describe('the sign of a pair', () => {
  const pair = pairSign(drohobych, legnica)

  it('has Ukraine’s half on the left and the partner’s on the right', () => {
    const half = (code: string, thread: string, side: -1 | 1) =>
      places(stitchesOf(communitySign(code), thread).filter(({ x }) => Math.sign(x) === side))
    expect(places(stitchesOf(pair, 'sign-ua'))).toEqual(half(drohobych, 'sign-ua', -1))
    expect(places(stitchesOf(pair, 'sign-partner'))).toEqual(half(legnica, 'sign-partner', 1))
    expect(places(stitchesOf(pair, 'sign-ink'))).toEqual(
      [...half(drohobych, 'sign-ink', -1), ...half(legnica, 'sign-ink', 1)].sort(),
    )
  })

  it('is joined by one straight gold seam', () => {
    const seam = stitchesOf(pair, 'sign-seam')
    expect(seam.map(({ x }) => x)).toEqual(Array(17).fill(0))
    expect(seam.map(({ y }) => y)).toEqual(Array.from({ length: 17 }, (_, row) => row - 8))
  })
})
