import type { Break } from './break.ts'
import { OF_DATA } from './data.ts'
import { OF_JOBS } from './jobs.ts'
import { OF_WORDS } from './words.ts'

/** At least one for each promise, in their order. */
export const BREAKS: readonly Break[] = [...OF_JOBS, ...OF_DATA, ...OF_WORDS].sort(
  (a, b) => a.promise - b.promise,
)

/** The promises of `docs/guarantees.md` in a few words, by number. */
export function promisesOf(page: string): Map<number, string> {
  const items = page.matchAll(/^(\d+)\. \*\*([^*]+?)[.,]?\*\*/gm)
  return new Map(Array.from(items, ([, number, words = '']) => [Number(number), words.replace(/\s+/g, ' ')]))
}

/** The row of a break in the table there. */
export function rowOf({ promise, what, file, tests, named }: Break): string {
  const noticing = tests.map((path) => `\`${path}\``).join(', ')
  return `| ${promise} | ${what} | \`src/${file}\` | ${noticing}${named ? `: *${named}*` : ''} |`
}
