import type { Gate } from '../config/quality-gate.ts'
import { formatCount, formatInteger, formatMetric, formatSigned } from './format.ts'

/** What an evaluation has found, for people. It has no text of the test data. */
export interface EvaluationReport {
  candidate: ModelReport
  baseline?: ModelReport | undefined
  comparison?: ComparisonReport | undefined
  /** The examples that were evaluated, of those that were to be, of those in the test data. */
  examples: { evaluated: number; selected: number; total: number }
  testFiles: readonly string[]
  /** The kind of grader in a few words. */
  grader: string
  /** What the requests of the grader have cost. */
  graderUsage?: UsageReport | undefined
  gate?: Gate | undefined
  /** How many examples of the test data are also in the training data. */
  overlap: number
  /** The examples with a lower score than the baseline's, worst first; of very many, the first ones. */
  worse: readonly WorseExample[]
  /** How many examples have which difference, from the best to the worst. */
  differences: readonly { label: string; count: number }[]
  /** Settings that the models refused, so that they were not sent. */
  refusedSettings: readonly string[]
  durationMs: number
  /** Why the step failed, if it did. */
  failure?: string | undefined
}

/** The result of one model. */
export interface ModelReport {
  name: string
  score: number
  passRate: number
  errors: number
  /** The reasons of the errors, the most frequent one first. */
  failures: readonly { reason: string; count: number }[]
  refusals: number
  usage: UsageReport
}

/** What requests have cost. */
export interface UsageReport {
  requests: number
  /** Answers from the cache. */
  cached: number
  promptTokens: number
  completionTokens: number
}

/** How the scores of two models on the same examples compare: candidate minus baseline. */
export interface ComparisonReport {
  difference: number
  /** The interval of the difference. */
  low: number
  high: number
  /** Between 0 and 1. */
  confidence: number
  /** Which of them answers better, as far as the examples show it. */
  verdict: 'better' | 'worse' | 'inconclusive'
  /** Examples with which a difference of this size would be found in four of five runs; undefined when it is 0. */
  neededExamples?: number | undefined
  /** The significance test that finds no difference, also where the interval alone shows one. */
  unconfirmedBy?: { name: string; pValue: number } | undefined
  /** Whether candidate and baseline are one model. */
  hasOneModel?: boolean
}

/** An example that the candidate answers worse than the baseline. */
export interface WorseExample {
  file: string
  line: number
  candidate: number
  baseline: number
}

/** Returns the result in one line: better, worse or undecided, and how many examples would decide. */
export function formatVerdict({ comparison, candidate, examples: { evaluated } }: EvaluationReport): string {
  if (evaluated === 0) return 'no example was evaluated'
  const count = formatCount(evaluated, 'example')
  const score = `score ${formatMetric(candidate.score)} on ${count}`
  if (!comparison) return score
  const { verdict, difference, low, high, hasOneModel, unconfirmedBy } = comparison
  if (hasOneModel) return `candidate and baseline are the same model, ${score}`
  const interval = formatInterval(comparison)
  if (verdict !== 'inconclusive')
    return `${verdict} by ${formatMetric(Math.abs(difference))} (${interval}) on ${count}`
  const needed = formatNeeded(comparison, evaluated)
  // An interval without 0 looks like a difference, which only the test may confirm.
  const doubt = (low > 0 || high < 0) && unconfirmedBy ? formatNonSignificantTest(unconfirmedBy) : ''
  return `cannot tell, ${needed}: ${formatSignedMetric(difference)} (${interval}) on ${count}${doubt}`
}

/** Returns what a significance test has not confirmed: `, but the exact McNemar test (p = 0.0625) shows no difference`. */
export function formatNonSignificantTest({ name, pValue }: { name: string; pValue: number }): string {
  return `, but the ${name} (p = ${formatMetric(pValue)}) shows no difference`
}

function formatNeeded({ neededExamples }: ComparisonReport, evaluated: number): string {
  if (neededExamples === undefined) return 'there is no difference to be seen'
  return neededExamples <= evaluated
    ? 'more examples would'
    : `about ${formatRoundedCount(neededExamples)} examples would`
}

/** Returns an estimated number of examples, rounded up to two digits: more than such an estimate has. */
export function formatRoundedCount(count: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return formatInteger(Math.ceil(count / unit) * unit)
}

const MAX_REASONS = 5

/** Returns the reasons of a model's errors with their counts, each as `formatReason` writes it; undefined when it has none. */
export function formatFailures(
  { failures }: ModelReport,
  formatReason = (reason: string) => reason,
): string | undefined {
  const listed = failures
    .slice(0, MAX_REASONS)
    .map(({ reason, count }) => `${formatInteger(count)} × ${formatReason(reason)}`)
  return listed.length > 0 ? listed.join(', ') : undefined
}

/** Returns a difference with its sign: `+0.12`, `−0.03`, `0`. */
export function formatSignedMetric(difference: number): string {
  return difference === 0 ? '0' : formatSigned(difference, formatMetric)
}

/** Returns the interval of the difference: `−0.03 to +0.12 at 95 %`. */
export function formatInterval({ low, high, confidence }: ComparisonReport): string {
  const percent = Number((100 * confidence).toFixed(2))
  return `${formatSignedMetric(low)} to ${formatSignedMetric(high)} at ${percent} %`
}
