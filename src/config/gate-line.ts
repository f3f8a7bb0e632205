import { quote } from '../errors.ts'
import type { ParseResult } from './validate.ts'

/** How a metric is compared with its limit, by the operator of the line. */
export const OPERATORS = {
  '<': (value: number, limit: number) => value < limit,
  '<=': (value: number, limit: number) => value <= limit,
  '>': (value: number, limit: number) => value > limit,
  '>=': (value: number, limit: number) => value >= limit,
  '==': (value: number, limit: number) => value === limit,
  '!=': (value: number, limit: number) => value !== limit,
}

/** The operator of a line of a gate. */
export type Operator = keyof typeof OPERATORS

/** A line of a gate as it is written: what its limit means depends on the gate. */
export interface GateLine {
  metric: string
  operator: Operator
  limit: string
}

/** The pattern of a number without a sign. */
export const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`

const LINE = /^([^\s<>=!≤≥]+)\s*([<>=!≤≥]+)\s*(.*)$/u
/** A longer text is not a gate, but a file passed by mistake. */
const MAX_LINES = 100

/**
 * Parses the lines of a gate, of which each is read further by `parseLine`; each problem names its line. `example` is a
 * line for the message about one that has no operator.
 */
export function safeParseGate<T extends object>(
  text: string,
  example: string,
  parseLine: (line: GateLine) => T | { problem: string },
): ParseResult<T[]> {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '')
  if (lines.length > MAX_LINES) return { problems: [`has ${lines.length} lines; ${MAX_LINES} are allowed`] }
  const requirements: T[] = []
  const problems: string[] = []
  for (const { text, number } of lines) {
    const split = splitLine(text, example)
    const parsed = 'problem' in split ? split : parseLine(split)
    if ('problem' in parsed) problems.push(`line ${number}: ${parsed.problem}`)
    else requirements.push(parsed)
  }
  return problems.length > 0 ? { problems } : { value: requirements }
}

function splitLine(line: string, example: string): GateLine | { problem: string } {
  const [, metric = '', operator = '', limit = ''] = LINE.exec(line) ?? []
  if (metric === '')
    return { problem: `expected "metric operator number" as in "${example}", received ${quote(line)}` }
  if (!isOperator(operator))
    return { problem: `expected one of ${Object.keys(OPERATORS).join(' ')}, received ${quote(operator)}` }
  return { metric, operator, limit }
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(OPERATORS, text)
}
