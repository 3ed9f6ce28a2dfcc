// Lines of a map as short as a page can carry them: whole units, relative steps, no step that nobody sees.
import type { GeoContext } from 'd3-geo'

export interface LineWriter extends GeoContext {
  /** The lines so far, as a path of SVG; begins anew. */
  take(): string
}

/** Steps shorter than `least` units are left out; closed lines that vanish by it, too. */
export function lineWriter(least: number): LineWriter {
  let path = ''
  let points: [number, number][] = []

  const far = ([x, y]: [number, number], [a, b]: [number, number]) => Math.hypot(x - a, y - b) >= least

  function finish(closed: boolean): void {
    const kept: [number, number][] = []
    for (const [i, point] of points.entries()) {
      const last = kept.at(-1)
      // An open line keeps its end: it is where another one begins.
      const isEnd = !closed && i === points.length - 1
      if (!last || isEnd || far(point, last)) kept.push(point)
    }
    points = []
    if (kept.length < (closed ? 3 : 2)) return
    let [x, y] = kept[0]!.map(Math.round) as [number, number]
    path += `M${x} ${y}l`
    const steps = kept.slice(1).map(([a, b]) => {
      const step = [Math.round(a) - x, Math.round(b) - y] as const
      x += step[0]
      y += step[1]
      return step[1] < 0 ? `${step[0]}${step[1]}` : `${step[0]} ${step[1]}`
    })
    path += steps.reduce((line, step) => line + (line === '' || step.startsWith('-') ? '' : ' ') + step, '')
    if (closed) path += 'z'
  }

  return {
    beginPath: () => undefined,
    arc: () => undefined,
    moveTo(x, y) {
      if (points.length > 0) finish(false)
      points = [[x, y]]
    },
    lineTo(x, y) {
      points.push([x, y])
    },
    closePath: () => finish(true),
    take() {
      if (points.length > 0) finish(false)
      const taken = path
      path = ''
      return taken
    },
  }
}
