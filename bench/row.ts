/** A row of a table: the same work done by this action and by a peer. */
export interface Row {
  name: string
  action: string
  peer: string
  /** How many times better the action is; with `atMost`, how many times as much it needs. */
  ratio: number
  /** The minimum of the ratio; with `atMost`, its maximum; none for what is shown only for information. */
  target?: number
  atMost?: true
  /** Why the target is missed, if it is known. */
  why?: string
}

/** Runs tasks in turn, so that other load slows all of them equally; returns the results of each task. */
export async function alternate<T>(runs: number, tasks: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const results: T[][] = tasks.map(() => [])
  for (let run = 0; run < runs; run++) for (const [i, task] of tasks.entries()) results[i]?.push(await task())
  return results
}

/** Returns the median, of an even number of values the upper one; NaN without values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
