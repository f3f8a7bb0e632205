/** A line of a table: the same work done by this action and by what it is compared with. */
export interface Row {
  what: string
  ours: string
  theirs: string
  /** How many times better ours is; with `most`, how many times as much ours takes. */
  ratio: number
  /** What the ratio is to be at least; with `most`, at most. */
  target: number
  most?: true
  /** Why the target is missed, where it is known to be. */
  why?: string
}

/** What each of several tasks gives, run after run; they take turns, so that what else the machine does slows all alike. */
export async function inTurns<T>(runs: number, tasks: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const results: T[][] = tasks.map(() => [])
  for (let run = 0; run < runs; run++) for (const [i, task] of tasks.entries()) results[i]?.push(await task())
  return results
}

/** The middle one; the greater of two. NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
