// What a job does for many things, one after another: one that fails holds up none of the others.

export interface OneByOne {
  /** Acts on each thing or id; gives the sum of what the acts gave, true counting as one. */
  each<T extends string | { id: string }>(
    things: readonly T[],
    act: (thing: T) => Promise<number | boolean>,
  ): Promise<number>
  /** @throws AggregateError when something failed, so that the run counts as failed and is repeated */
  end(): void
}

export function oneByOne(): OneByOne {
  const errors: unknown[] = []
  return {
    async each(things, act) {
      let sum = 0
      for (const thing of things)
        try {
          sum += Number(await act(thing))
        } catch (cause) {
          const id = typeof thing === 'string' ? thing : thing.id
          errors.push(new Error(`${id} could not be tended`, { cause }))
        }
      return sum
    },
    end() {
      if (errors.length > 0) throw new AggregateError(errors, `${errors.length} could not be tended`)
    },
  }
}
