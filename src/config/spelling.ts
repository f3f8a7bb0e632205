import { editDistance } from '../suggest.ts'

/** The known word that was probably meant, if one is near enough: by letters, or but for case, `-` and `_`. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const written = bare(word.slice(0, 64))
  const [best] = known
    .map((candidate) => ({ candidate, apart: editDistance(written, bare(candidate)) }))
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
