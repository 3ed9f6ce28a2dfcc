// The best round by linear programming with HiGHS. It blocks while it thinks; rounds.solver.ts gives it
// a thread of its own.
import highsPackage from 'highs'
import type { Assignment, Solution } from '../../scoring/round.js'

export type Numbers = Omit<Assignment, 'candidates'>

// Its types describe the CommonJS build; Node takes the other one, whose default export is the loader.
const loadHighs = highsPackage as unknown as typeof highsPackage.default

interface Programme {
  /** The columns it is about; all others stay at 0. */
  part: readonly number[]
  cost: Float64Array
  lower: (column: number) => number
  upper: (column: number) => number
  /** Whether a limit must be filled, not only kept. */
  filled: (row: number) => boolean
}

/**
 * The best answer and its proof.
 * @param within seconds after which one step gives up
 * @throws Error when HiGHS finds no proven answer in time
 */
export async function bestAnswer(numbers: Numbers, within: number): Promise<Solution> {
  if (numbers.worth.length === 0) return { taken: [], bound: 0 }
  const highs = await loadHighs()
  const { worth, most, lots, limits } = numbers

  function solve({ part, cost, lower, upper, filled }: Programme) {
    const size = { numCols: part.length, numRows: limits.length }
    const programme = {
      ...size,
      sense: highs.constants.objectiveSense.maximize,
      colCost: part.map((column) => cost[column]!),
      colLower: part.map(lower),
      colUpper: part.map(upper),
      rowLower: Array.from(limits, (limit, row) => (filled(row) ? limit : -highs.infinity)),
      rowUpper: limits,
      matrix: { format: 'csr' as const, ...size, ...columnsOnly(numbers, part) },
    }
    return highs.withModel(programme, (model) => {
      model.options.set({ output_flag: false, time_limit: within })
      model.run()
      const status = model.getModelStatus()
      if (status !== highs.constants.modelStatus.optimal)
        throw new Error(`No best round within ${within} s: HiGHS ended with model status ${status}`)
      return model.getSolution()
    })
  }

  // Most pairs are never in question. So a part is solved, its prices are tried on all other columns,
  // and those that would gain at these prices join in, until there are none.
  const part = mostPromising(numbers)
  let prices: Float64Array
  let gains: Float64Array
  for (;;) {
    const answer = solve({
      part: [...part].sort((a, b) => a - b),
      cost: worth,
      lower: () => 0,
      upper: (column) => most[column]!,
      filled: () => false,
    })
    // What one place more would be worth. In a network with whole worths prices are whole.
    prices = answer.rowDual.map((price) => Math.abs(Math.round(price)))
    gains = gainsAt(numbers, prices)
    const missed = [...gains.keys()].filter((column) => gains[column]! > 0 && !part.has(column))
    if (missed.length === 0) break
    for (const column of missed) part.add(column)
  }

  // Whatever the prices are, places and gains together exceed every answer; the right prices reach the best.
  const places = limits.reduce((sum, limit, row) => sum + limit * prices[row]!, 0)
  const bound = gains.reduce((sum, gain, column) => sum + Math.max(0, gain) * most[column]!, places)

  // The answers that reach it are those that take what gains, leave what loses, and fill every limit
  // that has a price. Among them the lots decide.
  const equals = [...gains.keys()].filter((column) => gains[column]! >= 0)
  const drawn = solve({
    part: equals,
    cost: lots,
    lower: (column) => (gains[column]! > 0 ? most[column]! : 0),
    upper: (column) => most[column]!,
    filled: (row) => prices[row]! > 0,
  })
  const taken = new Float64Array(worth.length)
  equals.forEach((column, i) => (taken[column] = drawn.colValue[i]!))
  return { taken, bound }
}

/** The limits as they are for some of the columns, renumbered. */
function columnsOnly({ limits, starts, columns, signs }: Numbers, part: readonly number[]) {
  const place = new Map(part.map((column, i) => [column, i]))
  const [rows, indices, values] = [[0], [] as number[], [] as number[]]
  for (let row = 0; row < limits.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const at = place.get(columns[i]!)
      if (at === undefined) continue
      indices.push(at)
      values.push(signs[i]!)
    }
    rows.push(indices.length)
  }
  return { starts: rows, indices, values }
}

/** What each column is worth beyond the price of the places it takes. */
function gainsAt({ worth, limits, starts, columns, signs }: Numbers, prices: Float64Array): Float64Array {
  const gains = worth.slice()
  for (let row = 0; row < limits.length; row++)
    for (let i = starts[row]!; i < starts[row + 1]!; i++) gains[columns[i]!]! -= signs[i]! * prices[row]!
  return gains
}

/** Columns to begin with: those without a limit, and for every limit more of the best than fit. */
function mostPromising({ worth, limits, starts, columns }: Numbers): Set<number> {
  const limited = new Set(columns)
  const part = new Set([...worth.keys()].filter((column) => !limited.has(column)))
  limits.forEach((limit, row) => {
    const own = Array.from(columns.subarray(starts[row]!, starts[row + 1]!))
    own.sort((a, b) => worth[b]! - worth[a]! || a - b)
    for (const column of own.slice(0, limit + 10)) part.add(column)
  })
  return part
}
