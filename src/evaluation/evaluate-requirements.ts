import {
  type EvaluationMetric,
  type EvaluationRequirement,
  formatEvaluationRequirement,
  usesBaseline,
} from '../config/evaluation-gate.ts'
import { OPERATORS } from '../config/gate-line.ts'
import type { Gate, GateRow } from '../config/quality-gate.ts'
import { type ComparisonReport, formatNonSignificantTest, formatRoundedCount } from '../report/evaluation.ts'
import {
  comparePairs,
  countExamplesForBound,
  type IntervalOptions,
  mean,
  meanInterval,
  subtract,
} from './statistics.ts'

/** What each metric counts of each example, for one model. */
export type MetricSamples = Record<EvaluationMetric, readonly number[]>

/** The samples of both models, for the same examples in the same order. */
export interface EvaluationSamples {
  candidate: MetricSamples
  baseline: MetricSamples | undefined
}

/**
 * Evaluates the lines of the gate. A line with the baseline holds when the bound of the paired difference supports it, so
 * that noise does not pass; with a confidence of 0, when the means do. `scale` is the range of the score.
 */
export function evaluateRequirements(
  requirements: readonly EvaluationRequirement[],
  samples: EvaluationSamples,
  { confidence, scale }: IntervalOptions,
): Gate {
  const rows = requirements.map((requirement) => {
    const options = { confidence, scale: requirement.metric === 'score' ? scale : 1 }
    return evaluateRequirement(requirement, samples, options)
  })
  return { passed: rows.every(({ passed }) => passed), rows }
}

function evaluateRequirement(
  requirement: EvaluationRequirement,
  { candidate, baseline }: EvaluationSamples,
  options: IntervalOptions,
): GateRow {
  const { metric, operator, factor, offset } = requirement
  const values = candidate[metric]
  // Errors are counted, the other metrics are shares.
  const unit = metric === 'errors' ? values.length : 1
  const actual = round(mean(values) * unit)
  const row = { requirement: formatEvaluationRequirement(requirement), metric, actual }
  if (values.length === 0)
    return { ...row, limit: undefined, passed: false, note: 'no example was evaluated' }
  if (!usesBaseline(requirement))
    return { ...row, limit: offset, passed: OPERATORS[operator](actual, offset) }
  const others = baseline?.[metric]
  if (!others) return { ...row, limit: undefined, passed: false, note: 'there is no baseline' }
  if (options.confidence === 0) {
    const limit = round(mean(others) * unit * factor + offset)
    return { ...row, limit, passed: OPERATORS[operator](actual, limit) }
  }
  // Not compared with a limit that the means give, which a reader would compare with the actual value.
  const { bound, isSupported, unconfirmedBy } = computeBound(requirement, values, others, options)
  const isReached = OPERATORS[operator](round(bound * unit), offset)
  const passed = isReached && isSupported
  const note = describeBound(requirement, bound * unit, options)
  const doubt = isReached && !passed && unconfirmedBy ? formatNonSignificantTest(unconfirmedBy) : ''
  const needed = isReached ? '' : describeNeeded(requirement, values, others, options)
  return { ...row, limit: undefined, passed, note: `${note}${doubt}${needed}` }
}

interface Bound extends Pick<ComparisonReport, 'unconfirmedBy'> {
  bound: number
  /** Whether the significance test supports the line, where it can. */
  isSupported: boolean
}

/** Returns the end of the interval of the difference that a line must hold for. */
function computeBound(
  { operator, factor, offset }: EvaluationRequirement,
  values: readonly number[],
  others: readonly number[],
  options: IntervalOptions,
): Bound {
  const isLower = operator.startsWith('>')
  const end = isLower ? 'low' : 'high'
  const { [end]: bound, verdict, unconfirmedBy } = comparePairs(values, others, options)
  if (factor !== 1) {
    // candidate - factor * baseline is the difference plus (1 - factor) times the baseline. The ends of both intervals
    // together are a little cautious. An interval of the sum as a whole would miss losses that none of the examples shows.
    const share = 1 - factor
    const other = meanInterval(others, options)[share > 0 === isLower ? 'low' : 'high']
    return { bound: bound + share * other, isSupported: true }
  }
  // A line that allows no loss requires a difference: there the significance test decides, too.
  const isSupported = isLower ? offset < 0 || verdict === 'better' : offset > 0 || verdict === 'worse'
  return { bound, isSupported, unconfirmedBy }
}

/** Describes the bound and what it must reach: `at 95 %, the difference is at least −0.11; −0.02 is required`. */
function describeBound(
  { operator, factor, offset }: EvaluationRequirement,
  bound: number,
  { confidence }: IntervalOptions,
): string {
  const end = operator.startsWith('>') ? 'at least' : 'at most'
  const strictly = operator === '>' ? 'more than ' : operator === '<' ? 'less than ' : ''
  const scaled = factor === 1 ? '' : ` from ${factor} times the baseline`
  const percent = round(100 * confidence, 2)
  return `at ${percent} %, the difference${scaled} is ${end} ${formatSign(bound)}; ${strictly}${formatSign(offset)} is required`
}

/** Says how many examples the line needs, if more examples like these would pass it. Errors have a limit in examples. */
function describeNeeded(
  { metric, operator, factor, offset }: EvaluationRequirement,
  values: readonly number[],
  others: readonly number[],
  options: IntervalOptions,
): string {
  if (metric === 'errors' || factor !== 1) return ''
  const needed = countExamplesForBound(
    subtract(values, others),
    { limit: offset, isLower: operator.startsWith('>') },
    options,
  )
  if (needed === undefined || needed <= values.length) return ''
  return `; about ${formatRoundedCount(needed)} examples like these would show it`
}

function formatSign(value: number): string {
  const size = Math.abs(round(value, 4))
  return size === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`
}

/** Without the last digits, which depend on the order of a sum. */
const round = (value: number, digits = 10) => Number(value.toFixed(digits))
