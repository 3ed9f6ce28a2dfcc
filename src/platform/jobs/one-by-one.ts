// What a job does for many things, one after another: one that fails holds up none of the others.

export interface OneByOne {
  /** Acts on each; gives the sum of what the acts gave, true counting as one. */
  each(ids: readonly string[], act: (id: string) => Promise<number | boolean>): Promise<number>
  /** @throws AggregateError when something failed, so that the run counts as failed and is repeated */
  end(): void
}

export function oneByOne(): OneByOne {
  const errors: unknown[] = []
  return {
    async each(ids, act) {
      let sum = 0
      for (const id of ids)
        try {
          sum += Number(await act(id))
        } catch (error) {
          errors.push(error)
        }
      return sum
    },
    end() {
      if (errors.length > 0) throw new AggregateError(errors, `${errors.length} could not be tended`)
    },
  }
}
