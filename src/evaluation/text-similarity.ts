import { GradingError } from './grading-error.ts'

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
    const matches = countMatches(words, expected, n)
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
    matches += countMatches(words, expected, n)
    total += countRuns(words, n)
    expectedTotal += countRuns(expected, n)
  }
  return matches === 0 ? 0 : matches / Math.max(total, expectedTotal)
}

/** The tokens of `rouge-score`: letters and digits of ASCII in lower case. All other characters separate them. */
const rougeTokens = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

function rougeN(n: number) {
  return (input: string, reference: string) => {
    const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)]
    return fMeasure(countMatches(tokens, expected, n), countRuns(tokens, n), countRuns(expected, n))
  }
}

function rougeL(input: string, reference: string): number {
  const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)]
  return fMeasure(getCommonSubsequenceLength(tokens, expected), tokens.length, expected.length)
}

const fMeasure = (matches: number, total: number, expectedTotal: number) =>
  matches === 0 ? 0 : (2 * matches) / (total + expectedTotal)

/** Counts the runs of `n` words that both texts have, each as often as in the text that has fewer of it. */
function countMatches(words: readonly string[], expected: readonly string[], n: number): number {
  const expectedCounts = countNgrams(expected, n)
  let matches = 0
  for (const [ngram, count] of countNgrams(words, n))
    matches += Math.min(count, expectedCounts.get(ngram) ?? 0)
  return matches
}

/** Counts each run of `n` words. No word contains white space, so a space joins them without doubt. */
function countNgrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= words.length; i++) {
    const ngram = words.slice(i, i + n).join(' ')
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  }
  return counts
}

/** Returns how many runs of `n` words a text has. */
const countRuns = (words: readonly string[], n: number) => Math.max(0, words.length - n + 1)

const WORD_BITS = 32
/** Takes about a second: two texts of a hundred thousand characters each take a third of it. */
const MAX_STEPS = 1_000_000_000
/** Of four bytes each. */
const MAX_TABLE_WORDS = 50_000_000

/**
 * Returns the length of the longest common subsequence, 32 rows of the table at a time (Hyyrö, Bit-parallel LCS-length
 * computation revisited, 2004): two answers of a thousand words take milliseconds. Throws a GradingError when it would take
 * seconds, or hundreds of megabytes.
 */
export function getCommonSubsequenceLength(a: readonly string[], b: readonly string[]): number {
  const words = Math.ceil(a.length / WORD_BITS)
  if (words * b.length > MAX_STEPS || words * new Set(a).size > MAX_TABLE_WORDS)
    throw new GradingError('the texts are too long to compare')
  const positions = indexPositions(a, words)
  // A bit is 0 where the length of the subsequence rises.
  const rows = new Uint32Array(words).fill(2 ** WORD_BITS - 1)
  for (const item of b) {
    const matches = positions.get(item)
    if (!matches) continue
    let carry = 0
    for (let i = 0; i < words; i++) {
      const row = rows[i] ?? 0
      const common = (row & (matches[i] ?? 0)) >>> 0
      const sum = row + common + carry
      carry = sum >= 2 ** WORD_BITS ? 1 : 0
      rows[i] = (sum | (row - common)) >>> 0
    }
  }
  let length = 0
  for (let i = 0; i < a.length; i++)
    if (!(((rows[Math.floor(i / WORD_BITS)] ?? 0) >>> (i % WORD_BITS)) & 1)) length++
  return length
}

/** Returns where each item occurs, as bits. */
function indexPositions(items: readonly string[], words: number): Map<string, Uint32Array> {
  const positions = new Map<string, Uint32Array>()
  for (const [i, item] of items.entries()) {
    const bits = positions.get(item) ?? new Uint32Array(words)
    positions.set(item, bits)
    const word = Math.floor(i / WORD_BITS)
    bits[word] = (bits[word] ?? 0) | (1 << (i % WORD_BITS))
  }
  return positions
}
