/** Runs every benchmark and prints a table of it: `npm run bench`. On a busy machine only the ratios tell something. */
import { checkRows } from './check.ts'
import { tokenRows } from './tokens.ts'

/** A line of the table: how many times as much of the same work is done in a time as by what it is compared with. */
export interface Row {
  what: string
  ours: string
  theirs: string
  ratio: number
  target: number
}

for (const rows of [checkRows, tokenRows]) {
  console.table(
    (await rows()).map(({ ratio, target, ...row }) => ({
      ...row,
      ratio: ratio.toFixed(2),
      target: `>= ${target}`,
      met: ratio >= target ? 'yes' : 'no',
    })),
  )
}
