// What a piece of work gives, and how many milliseconds it took.
export function timed<T>(work: () => T): { result: T; ms: number } {
  const began = performance.now()
  const result = work()
  return { result, ms: performance.now() - began }
}
