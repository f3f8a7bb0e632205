import { quote } from '../errors.ts'
import { didYouMean } from '../suggest.ts'
import { type GateLine, NUMBER, OPERATORS, type Operator, safeParseGate } from './gate-line.ts'
import type { ParseResult } from './validate.ts'

/** One line of `require`: a metric must compare in this way with a number, or with a value of other jobs. */
interface Requirement {
  metric: string
  operator: Operator
  /** The number; with a `reference`, the factor for its value. */
  number: number
  /** The newest comparable job, or the best value of the comparable jobs. */
  reference?: Reference
}

/** Whose value a requirement compares with. */
type Reference = 'baseline' | 'best'

/** The result of one requirement. */
export interface GateRow {
  /** The requirement in its normalized form. */
  requirement: string
  metric: string
  /** The job's value: NaN when it is not a finite number, undefined when there is none. */
  actual: number | undefined
  /** The number that the value was compared with: NaN and undefined as in `actual`. */
  limit: number | undefined
  passed: boolean
  /** Why the values could not be compared. */
  note?: string
}

/** The result of the quality gate. */
export interface Gate {
  passed: boolean
  rows: GateRow[]
}

/** The last known values of a job's metrics, by name. */
export type MetricValues = Readonly<Record<string, number>>

/**
 * The jobs that requirements with a reference compare with, newest first. `none`: no job matches, so these requirements pass.
 * `incomparable`: jobs match, or may match, and none can be compared; `passes` is what the user wants then.
 */
export type Baselines =
  | { kind: 'comparable'; jobs: readonly [MetricValues, ...MetricValues[]] }
  | { kind: 'none' }
  | { kind: 'incomparable'; reason: string; passes: boolean }

const SIGNED = `[+-]?${NUMBER}`
const LIMIT = new RegExp(
  `^(?:(?<number>${SIGNED})|(?:(?<before>${SIGNED})\\s*\\*\\s*)?(?<first>baseline|best)|(?<second>baseline|best)\\s*\\*\\s*(?<after>${SIGNED}))$`,
  'i',
)

/** Parses the lines of `require`; each problem names its line. */
export function safeParseRequirements(text: string): ParseResult<Requirement[]> {
  return safeParseGate(text, 'full_valid_loss <= 0.8', parseRequirement)
}

function parseRequirement({ metric, operator, limit: right }: GateLine): Requirement | { problem: string } {
  const limit = LIMIT.exec(right)?.groups
  const number = Number(limit?.number ?? limit?.before ?? limit?.after ?? 1)
  if (!limit || !Number.isFinite(number)) {
    const hint = didYouMean(/^\p{L}+/u.exec(right)?.[0], ['baseline', 'best'])
    return {
      problem: `expected a number, "baseline", "best" or one of these times a number after ${operator}, received ${quote(right)}${hint}`,
    }
  }
  const reference = (limit.first ?? limit.second)?.toLowerCase()
  if (reference !== 'baseline' && reference !== 'best') return { metric, operator, number }
  if (reference === 'best' && BEST[operator] === undefined)
    return { problem: `"best" needs one of < <= > >=, received ${quote(operator)}` }
  return { metric, operator, number, reference }
}

/** The best of several values: the lowest where less is required, the highest where more is. */
const BEST: Partial<Record<Operator, (...values: number[]) => number>> = {
  '<': Math.min,
  '<=': Math.min,
  '>': Math.max,
  '>=': Math.max,
}

/** Returns whether any requirement compares with other jobs; with `reference`, in this way. */
export function comparesWithOtherJobs(requirements: readonly Requirement[], reference?: Reference): boolean {
  return requirements.some((line) => line.reference && (!reference || line.reference === reference))
}

/**
 * Evaluates the quality gate. A metric that is missing or not a number passes no requirement, `!=` included; requirements
 * that use other jobs pass while there is none.
 */
export function evaluateGate(
  requirements: readonly Requirement[],
  metrics: MetricValues,
  baselines: Baselines,
): Gate {
  const rows = requirements.map((requirement) => evaluateRequirement(requirement, metrics, baselines))
  return { passed: rows.every(({ passed }) => passed), rows }
}

function evaluateRequirement(requirement: Requirement, metrics: MetricValues, baselines: Baselines): GateRow {
  const { metric, operator, number, reference } = requirement
  const actual = getValue(metrics, metric)
  const limit = reference ? getLimit(requirement, baselines) : number
  const row = { requirement: formatRequirement(requirement), metric, actual, limit }
  if (actual === undefined) {
    const hint = didYouMean(metric, Object.keys(metrics).slice(0, 1000))
    return { ...row, passed: false, note: `the job has no such metric${hint}` }
  }
  if (!Number.isFinite(actual))
    return { ...row, passed: false, note: "the job's value is not a finite number" }
  if (reference && baselines.kind === 'none')
    return { ...row, passed: true, note: 'there is no baseline yet' }
  if (reference && baselines.kind === 'incomparable')
    return { ...row, passed: baselines.passes, note: baselines.reason }
  if (limit === undefined) return { ...row, passed: false, note: 'the baseline has no such metric' }
  if (!Number.isFinite(limit))
    return { ...row, passed: false, note: "the baseline's value is not a finite number" }
  return { ...row, passed: OPERATORS[operator](actual, limit) }
}

function getLimit({ metric, operator, number, reference }: Requirement, baselines: Baselines) {
  if (baselines.kind !== 'comparable') return undefined
  const [newest] = baselines.jobs
  if (reference === 'baseline') {
    const value = getValue(newest, metric)
    return value === undefined ? undefined : value * number
  }
  const values = baselines.jobs.flatMap((job) => getValue(job, metric) ?? []).filter(Number.isFinite)
  const best = values.length > 0 ? BEST[operator]?.(...values) : undefined
  return best === undefined ? undefined : best * number
}

/** Names come from the server: `constructor` must not be the object's own. */
function getValue(values: MetricValues, name: string): number | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function formatRequirement({ metric, operator, number, reference }: Requirement): string {
  const right = reference ? [reference, ...(number === 1 ? [] : ['*', number])].join(' ') : number
  return `${metric} ${operator} ${right}`
}
