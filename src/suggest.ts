/** A longer word is no typo of a name. It keeps the time of a comparison bounded. */
const MAX_WORD_LENGTH = 64

/**
 * Returns the candidate that a word is probably a typo of. Case and separators do not count; a candidate of 8 or more
 * characters may be two edits away, a shorter one a single edit.
 */
export function closestMatch(word: string, candidates: Iterable<string>): string | undefined {
  const normalized = normalize(word)
  if (normalized === '' || word.length > MAX_WORD_LENGTH) return undefined
  let best: { candidate: string; edits: number } | undefined
  for (const candidate of candidates) {
    const maxEdits = candidate.length < 8 ? 1 : 2
    const other = normalize(candidate)
    // The lengths alone differ by more edits: the quick answer for almost every candidate.
    if (Math.abs(normalized.length - other.length) > maxEdits) continue
    const edits = editDistance(normalized, other)
    if (edits > maxEdits) continue
    // Of two that are equally close, the one with the same first letter: `neq` is `ne` rather than `eq`.
    const isBetterTie = edits === best?.edits && candidate[0] === word[0] && best.candidate[0] !== word[0]
    if (!best || edits < best.edits || isBetterTie) best = { candidate, edits }
  }
  return best?.candidate
}

/** Returns ` (did you mean "n_epochs"?)` for the end of a message, or an empty text when no candidate is close. */
export function didYouMean(word: unknown, candidates: Iterable<string>): string {
  const match = typeof word === 'string' ? closestMatch(word, candidates) : undefined
  return match === undefined || match === word ? '' : ` (did you mean "${match}"?)`
}

/** Returns how many letters to insert, delete, replace or swap with their neighbor to turn one word into the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY

function normalize(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
