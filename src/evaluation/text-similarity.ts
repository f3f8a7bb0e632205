import { GradingError } from './grading-error.ts'
import { getCommonSubsequenceLength } from './longest-common-subsequence.ts'

/** A metric of `text_similarity` that is computed here. */
export type SimilarityMetric = keyof typeof METRICS

/** Longer than the answer of any model. A step that compares for seconds would not notice its cancellation. */
const MAX_CHARACTERS = 500_000

/**
 * Returns how similar a text is to its reference, from 0 to 1, with the results of the Python packages that the API's own
 * graders have: `rapidfuzz.fuzz.ratio`, `nltk`'s sentence BLEU and GLEU without smoothing over words between white space,
 * and the F-measure of `rouge-score` without stemming. Throws a GradingError when a text has more than 500,000 characters,
 * or when both are so long that their comparison would take seconds.
 */
export function measureSimilarity(metric: SimilarityMetric, input: string, reference: string): number {
  if (Math.max(input.length, reference.length) > MAX_CHARACTERS)
    throw new GradingError('the texts are too long to compare')
  return METRICS[metric](input, reference)
}

/** Returns whether a metric of `text_similarity` is computed here. */
export function isSimilarityMetric(metric: string): metric is SimilarityMetric {
  return Object.hasOwn(METRICS, metric)
}

const METRICS = {
  fuzzy_match: fuzzyMatch,
  bleu,
  gleu,
  rouge_1: rougeN(1),
  rouge_2: rougeN(2),
  rouge_3: rougeN(3),
  rouge_4: rougeN(4),
  rouge_5: rougeN(5),
  rouge_l: rougeL,
}

/** The share of characters that need not be inserted or deleted to turn one text into the other. */
function fuzzyMatch(input: string, reference: string): number {
  const [a, b] = [[...input], [...reference]]
  if (a.length + b.length === 0) return 1
  return (2 * getCommonSubsequenceLength(a, b)) / (a.length + b.length)
}

const splitWords = (text: string) => text.split(/\s+/).filter(Boolean)

const MAX_ORDER = 4

function bleu(input: string, reference: string): number {
  const [words, expected] = [splitWords(input), splitWords(reference)]
  if (words.length === 0) return 0
  let logSum = 0
  for (let n = 1; n <= MAX_ORDER; n++) {
    const matches = countMatches(countNgrams(words, n), countNgrams(expected, n))
    if (matches === 0) return 0
    logSum += Math.log(matches / (words.length - n + 1)) / MAX_ORDER
  }
  const brevityPenalty = words.length > expected.length ? 1 : Math.exp(1 - expected.length / words.length)
  return brevityPenalty * Math.exp(logSum)
}

function gleu(input: string, reference: string): number {
  const [words, expected] = [splitWords(input), splitWords(reference)]
  let matches = 0
  let total = 0
  let expectedTotal = 0
  for (let n = 1; n <= MAX_ORDER; n++) {
    matches += countMatches(countNgrams(words, n), countNgrams(expected, n))
    total += Math.max(0, words.length - n + 1)
    expectedTotal += Math.max(0, expected.length - n + 1)
  }
  return matches === 0 ? 0 : matches / Math.max(total, expectedTotal)
}

/** The tokens of `rouge-score`: letters and digits of ASCII in lower case. All other characters separate them. */
const rougeTokens = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

function rougeN(n: number) {
  return (input: string, reference: string) => {
    const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)]
    const matches = countMatches(countNgrams(tokens, n), countNgrams(expected, n))
    return fMeasure(matches, Math.max(0, tokens.length - n + 1), Math.max(0, expected.length - n + 1))
  }
}

function rougeL(input: string, reference: string): number {
  const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)]
  return fMeasure(getCommonSubsequenceLength(tokens, expected), tokens.length, expected.length)
}

const fMeasure = (matches: number, total: number, expectedTotal: number) =>
  matches === 0 ? 0 : (2 * matches) / (total + expectedTotal)

/** Counts each run of `n` words. No word contains white space, so a space joins them without doubt. */
function countNgrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= words.length; i++) {
    const ngram = words.slice(i, i + n).join(' ')
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  }
  return counts
}

function countMatches(counts: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): number {
  let matches = 0
  for (const [ngram, count] of counts) matches += Math.min(count, expected.get(ngram) ?? 0)
  return matches
}
