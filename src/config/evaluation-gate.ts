import { quote } from '../errors.ts'
import { didYouMean } from '../suggest.ts'
import { type GateLine, NUMBER, type Operator, safeParseGate } from './gate-line.ts'
import type { ParseResult } from './validate.ts'

/** What an evaluation measures of a model. */
const EVALUATION_METRICS = ['score', 'pass_rate', 'errors'] as const
/** The name of one of these metrics. */
export type EvaluationMetric = (typeof EVALUATION_METRICS)[number]

/** One line of the gate of an evaluation: a metric must compare in this way with a number, or with that of the baseline. */
export interface EvaluationRequirement {
  metric: EvaluationMetric
  operator: Operator
  /** Of the baseline's value; 0 for a line that compares with a number. */
  factor: number
  /** The number, or what is added to the baseline's value. */
  offset: number
}

const LIMIT = new RegExp(
  String.raw`^(?:(?<number>[+-]?${NUMBER})|(?:(?<before>${NUMBER})\s*\*\s*)?baseline(?:\s*\*\s*(?<after>${NUMBER}))?(?:\s*(?<sign>[+-])\s*(?<offset>${NUMBER}))?)$`,
  'i',
)

/** Parses the lines of `require` of an evaluation; each problem names its line. */
export function safeParseEvaluationRequirements(text: string): ParseResult<EvaluationRequirement[]> {
  return safeParseGate(text, 'score >= 0.8', parseRequirement)
}

function parseRequirement({
  metric: name,
  operator,
  limit: right,
}: GateLine): EvaluationRequirement | { problem: string } {
  const metric = EVALUATION_METRICS.find((metric) => metric === name)
  if (!metric) {
    const hint = didYouMean(name, EVALUATION_METRICS)
    return { problem: `expected ${EVALUATION_METRICS.join(', ')}, received ${quote(name)}${hint}` }
  }
  const limit = LIMIT.exec(right)?.groups
  if (!limit)
    return {
      problem: `expected a number, "baseline - number" or "baseline * number" after ${operator}, received ${quote(right)}`,
    }
  const { number, before = 1, after = 1, sign, offset = 0 } = limit
  if (number !== undefined) return { metric, operator, factor: 0, offset: Number(number) }
  if (operator === '==' || operator === '!=')
    return {
      problem: `${operator} cannot be used with the baseline: no number of examples shows that two models are equal`,
    }
  const factor = Number(before) * Number(after)
  if (factor <= 0) return { problem: `expected a factor above 0, received ${quote(right)}` }
  return { metric, operator, factor, offset: (sign === '-' ? -1 : 1) * Number(offset) }
}

/** Returns whether a line compares with the baseline. */
export function usesBaseline({ factor }: EvaluationRequirement): boolean {
  return factor !== 0
}

/** Returns a line in its normalized form. */
export function formatEvaluationRequirement(requirement: EvaluationRequirement): string {
  const { metric, operator, factor, offset } = requirement
  if (!usesBaseline(requirement)) return `${metric} ${operator} ${offset}`
  const scaled = factor === 1 ? 'baseline' : `baseline * ${factor}`
  const shift = offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`
  return `${metric} ${operator} ${scaled}${shift}`
}
