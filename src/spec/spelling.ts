/** The known word that was probably meant, if one is near enough: by letters, or but for case, `-` and `_`. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const written = bare(word.slice(0, 64))
  const [best] = known
    .map((candidate) => ({ candidate, apart: distance(written, bare(candidate)) }))
    .filter(({ candidate, apart }) => apart <= (candidate.length < 8 ? 1 : 2))
    // Of two that are as near, the one with the same beginning: `neq` is `ne` rather than `eq`.
    .sort(
      (a, b) => a.apart - b.apart || Number(b.candidate[0] === word[0]) - Number(a.candidate[0] === word[0]),
    )
  return written === '' ? undefined : best?.candidate
}

/** ` (did you mean "n_epochs"?)`, or nothing where no known word is near. */
export function didYouMean(word: unknown, known: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, known) : undefined
  return meant === undefined || meant === word ? '' : ` (did you mean "${meant}"?)`
}

/** How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the other. */
export function distance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
