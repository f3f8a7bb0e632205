import { quote } from '../errors.ts'
import { didYouMean } from '../suggest.ts'
import type { ParseResult } from './validate.ts'

/** What an evaluation measures of a model. */
export const EVALUATION_METRICS = ['score', 'pass_rate', 'errors'] as const
/** The name of one of these metrics. */
export type EvaluationMetric = (typeof EVALUATION_METRICS)[number]

/** One line of the gate of an evaluation: a metric must compare in this way with a number, or with that of the baseline. */
export interface EvaluationRequirement {
  metric: EvaluationMetric
  operator: '<' | '<=' | '>' | '>=' | '==' | '!='
  /** Of the baseline's value; 0 for a line that compares with a number. */
  factor: number
  /** The number, or what is added to the baseline's value. */
  offset: number
}

const LINE = /^([^\s<>=!≤≥]+)\s*([<>=!≤≥]+)\s*(.*)$/u
const OPERATORS = ['<', '<=', '>', '>=', '==', '!='] as const
const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`
const LIMIT = new RegExp(
  String.raw`^(?:(?<number>[+-]?${NUMBER})|(?:(?<before>${NUMBER})\s*\*\s*)?baseline(?:\s*\*\s*(?<after>${NUMBER}))?(?:\s*(?<sign>[+-])\s*(?<offset>${NUMBER}))?)$`,
  'i',
)
const MAX_LINES = 100

/** Parses the lines of `require` of an evaluation; each problem names its line. */
export function safeParseEvaluationRequirements(text: string): ParseResult<EvaluationRequirement[]> {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const requirements: EvaluationRequirement[] = []
  const problems: string[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const parsed = parseLine(line)
    if ('problem' in parsed) problems.push(`line ${index + 1}: ${parsed.problem}`)
    else requirements.push(parsed)
  }
  if (requirements.length > MAX_LINES) return { problems: [`has more than ${MAX_LINES} lines`] }
  return problems.length > 0 ? { problems: problems.slice(0, MAX_LINES) } : { value: requirements }
}

function parseLine(line: string): EvaluationRequirement | { problem: string } {
  const [, name = '', written = '', right = ''] = LINE.exec(line) ?? []
  if (name === '')
    return { problem: `expected "metric operator number" as in "score >= 0.8", received ${quote(line)}` }
  const metric = EVALUATION_METRICS.find((metric) => metric === name)
  if (!metric) {
    const hint = didYouMean(name, EVALUATION_METRICS)
    return { problem: `expected ${EVALUATION_METRICS.join(', ')}, received ${quote(name)}${hint}` }
  }
  const operator = OPERATORS.find((operator) => operator === written)
  if (!operator) return { problem: `expected one of ${OPERATORS.join(' ')}, received ${quote(written)}` }
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
