import { quoted } from './quote.ts'
import { didYouMean } from './spelling.ts'
import type { Checked } from './validate.ts'

/** One line of `require`: what a metric is to be, compared with a number or with the metric of the baseline. */
export interface Requirement {
  metric: string
  operator: Operator
  /** The number; with `ofBaseline`, what the baseline's value is multiplied by. */
  number: number
  ofBaseline: boolean
}

/** How a value is compared with its limit. */
export type Operator = keyof typeof HOLDS

/** How one requirement came out. */
export interface GateRow {
  /** The requirement in its plain spelling. */
  asked: string
  metric: string
  /** The value of the job; NaN where that is no finite number, undefined where there is none. */
  reached: number | undefined
  /** What it was compared with, likewise. */
  limit: number | undefined
  holds: boolean
  /** Why there was nothing to compare. */
  note?: string
}

/** How the gate came out. */
export interface Gate {
  passed: boolean
  rows: GateRow[]
}

/** The last known values of a job's metrics, by name. */
export type MetricValues = Readonly<Record<string, number>>

const HOLDS = {
  '<': (value: number, limit: number) => value < limit,
  '<=': (value: number, limit: number) => value <= limit,
  '>': (value: number, limit: number) => value > limit,
  '>=': (value: number, limit: number) => value >= limit,
  '==': (value: number, limit: number) => value === limit,
  '!=': (value: number, limit: number) => value !== limit,
}

const LINE = /^([^\s<>=!≤≥]+)\s*([<>=!≤≥]+)\s*(.*)$/u
const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`
const LIMIT = new RegExp(
  `^(?:(?<number>${NUMBER})|(?:(?<before>${NUMBER})\\s*\\*\\s*)?baseline|baseline\\s*\\*\\s*(?<after>${NUMBER}))$`,
  'i',
)
/** More is no gate, but a file that was passed by mistake. */
const MAX_LINES = 100

/** Reads the lines of `require`; every problem is told with the number of its line. */
export function parseRequire(text: string): Checked<Requirement[]> {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: line.trim(), number: index + 1 }))
  const asked = lines.filter(({ text }) => text !== '')
  if (asked.length > MAX_LINES) return { problems: [`has ${asked.length} lines; ${MAX_LINES} are allowed`] }
  const read = asked.map(({ text, number }) => ({ number, ...requirementOf(text) }))
  const problems = read.flatMap((line) => ('problem' in line ? [`line ${line.number}: ${line.problem}`] : []))
  if (problems.length > 0) return { problems }
  return { value: read.flatMap((line) => ('requirement' in line ? [line.requirement] : [])) }
}

function requirementOf(line: string): { requirement: Requirement } | { problem: string } {
  const [, metric = '', operator = '', right = ''] = LINE.exec(line) ?? []
  if (metric === '')
    return {
      problem: `expected "metric operator number" as in "full_valid_loss <= 0.8", received ${quoted(line)}`,
    }
  if (!isOperator(operator))
    return { problem: `expected one of ${Object.keys(HOLDS).join(' ')}, received ${quoted(operator)}` }
  const limit = LIMIT.exec(right)?.groups
  const number = Number(limit?.number ?? limit?.before ?? limit?.after ?? 1)
  if (!limit || !Number.isFinite(number)) {
    const hint = didYouMean(/^\p{L}+/u.exec(right)?.[0], ['baseline'])
    return {
      problem: `expected a number, "baseline" or "baseline * number" after ${operator}, received ${quoted(right)}${hint}`,
    }
  }
  return { requirement: { metric, operator, number, ofBaseline: limit.number === undefined } }
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(HOLDS, text)
}

/** Whether any requirement compares with the baseline, so that its job has to be found. */
export function needsBaseline(requirements: readonly Requirement[]): boolean {
  return requirements.some(({ ofBaseline }) => ofBaseline)
}

/**
 * Judges a job by its metrics. What is missing or no number holds for nothing, `!=` included; without a baseline
 * job, what would be compared with it holds.
 */
export function judge(
  requirements: readonly Requirement[],
  metrics: MetricValues,
  baseline: MetricValues | undefined,
): Gate {
  const rows = requirements.map((requirement) => judgeOne(requirement, metrics, baseline))
  return { passed: rows.every(({ holds }) => holds), rows }
}

function judgeOne(
  requirement: Requirement,
  metrics: MetricValues,
  baseline: MetricValues | undefined,
): GateRow {
  const { metric, operator, number, ofBaseline } = requirement
  const reached = valueIn(metrics, metric)
  const compared = ofBaseline && baseline ? valueIn(baseline, metric) : undefined
  const limit = !ofBaseline ? number : compared === undefined ? undefined : compared * number
  const row = { asked: spelling(requirement), metric, reached, limit }
  if (reached === undefined) {
    const hint = didYouMean(metric, Object.keys(metrics).slice(0, 1000))
    return { ...row, holds: false, note: `the job has no such metric${hint}` }
  }
  if (!Number.isFinite(reached)) return { ...row, holds: false, note: "the job's value is no finite number" }
  if (ofBaseline && !baseline) return { ...row, holds: true, note: 'there is no baseline yet' }
  if (limit === undefined) return { ...row, holds: false, note: 'the baseline has no such metric' }
  if (!Number.isFinite(limit))
    return { ...row, holds: false, note: "the baseline's value is no finite number" }
  return { ...row, holds: HOLDS[operator](reached, limit) }
}

/** Names come from the server: `constructor` is no value. */
function valueIn(values: MetricValues, name: string): number | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function spelling({ metric, operator, number, ofBaseline }: Requirement): string {
  const right = ofBaseline ? ['baseline', ...(number === 1 ? [] : ['*', number])].join(' ') : number
  return `${metric} ${operator} ${right}`
}
