// Maps are drawn once and then remembered; those that were not asked for longest are forgotten first.

/** Gives what was made under a key before, or makes it; remembers at most so many. */
export function memory<T>(atMost: number): (key: string, make: () => T) => T {
  const made = new Map<string, T>()
  return (key, make) => {
    const known = made.get(key) ?? make()
    made.delete(key)
    made.set(key, known)
    const oldest = made.size > atMost ? made.keys().next().value : undefined
    if (oldest !== undefined) made.delete(oldest)
    return known
  }
}
