/**
 * Returns how similar two texts are, from 0 to 1, by a metric of `text_similarity`: `fuzzy_match` as rapidfuzz has it, and
 * the F-measures of `rouge-score` without stemming. Returns undefined for the other metrics.
 */
export function measureSimilarity(metric: string, input: string, reference: string): number | undefined {
  if (metric === 'fuzzy_match') return shareOfSubsequence([...input], [...reference])
  const [words, expected] = [toWords(input), toWords(reference)]
  if (metric === 'rouge_l') return words.length === 0 ? 0 : shareOfSubsequence(words, expected)
  const size = Number(/^rouge_([1-5])$/.exec(metric)?.[1] ?? 0)
  return size > 0 ? shareOfRuns(listRuns(words, size), listRuns(expected, size)) : undefined
}

const toWords = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

const listRuns = (words: readonly string[], size: number): string[] =>
  words.flatMap((_, start) =>
    start + size <= words.length ? [words.slice(start, start + size).join(' ')] : [],
  )

/** Twice what both have in common, by what they have together. */
const share = (common: number, a: readonly string[], b: readonly string[]): number =>
  a.length + b.length === 0 ? 1 : (2 * common) / (a.length + b.length)

function shareOfRuns(runs: readonly string[], expected: readonly string[]): number {
  const rest = [...expected]
  const common = runs.filter((run) => {
    const index = rest.indexOf(run)
    if (index >= 0) rest.splice(index, 1)
    return index >= 0
  })
  return common.length === 0 ? 0 : share(common.length, runs, expected)
}

/** By the longest subsequence that both have. */
function shareOfSubsequence(a: readonly string[], b: readonly string[]): number {
  let lengths: number[] = Array(b.length + 1).fill(0)
  for (const one of a) {
    const next = [0]
    for (const [index, other] of b.entries())
      next.push(
        one === other ? (lengths[index] ?? 0) + 1 : Math.max(next[index] ?? 0, lengths[index + 1] ?? 0),
      )
    lengths = next
  }
  return share(lengths.at(-1) ?? 0, a, b)
}
