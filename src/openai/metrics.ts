import { resultRows } from './result-file.ts'
import type { Checkpoint, JobEvent } from './wire.ts'

/** One value of a metric. `value` is NaN where the server tells that it is no finite number: the training has diverged. */
export interface Point {
  step: number
  value: number
}

/** The values of one metric in order of step, at most one a step. */
export type Series = readonly Point[]

/** All that is known of the metrics of a job. */
export interface MetricTable {
  /** By name; nested ones by dotted path (`scores.valid_reward_mean`), in the order in which they were first told. */
  series: ReadonlyMap<string, Series>
  /** How many metrics were left out because there are so many; what has no usable name is none. */
  leftOut: number
  /** Whether values in the middle were left out, because there are so many. */
  thinned: boolean
}

/** Reinforcement jobs with several graders tell about a hundred. */
const MAX_METRICS = 200
/** In all series together, some 60 bytes each: the 100,000 steps of a long job with eight metrics. */
const MAX_POINTS = 1_000_000

/** These tell where a value stands, and are no metrics themselves. */
const COORDINATES = new Set(['step', 'total_steps'])

/** Gathers the metrics of one job from everything that tells them, in bounded memory. */
export class Metrics {
  readonly #series = new Map<string, Map<number, number>>()
  readonly #leftOut = new Set<string>()
  /** A long job tells the same hundred names a hundred thousand times. */
  readonly #names = new Map<string, string | undefined>()
  readonly #redact: (name: string) => string
  readonly #mostPoints: number
  #points = 0
  #thinned = false

  /** Names are redacted here, since a table, a chart or a file that has them cannot be redacted as one text. */
  constructor({ redact = (name: string) => name, mostPoints = MAX_POINTS } = {}) {
    this.#redact = redact
    this.#mostPoints = mostPoints
  }

  /** Adds what an event tells, if it tells metrics; of a step that is trained again after a pause, the newer values. */
  event({ data }: Pick<JobEvent, 'data'>): void {
    const metrics = flatten(data)
    const step = stepOf(metrics.find(([name]) => name === 'step')?.[1])
    if (step === undefined) return
    for (const [name, value] of metrics) this.#add(name, step, value, 'newer')
  }

  /** Adds what a checkpoint tells of its step, as far as no event has told it. */
  checkpoint({ step, metrics }: Pick<Checkpoint, 'step' | 'metrics'>): void {
    if (stepOf(step) === undefined || step === undefined) return
    for (const [name, value] of flatten(metrics)) this.#add(name, step, value, 'missing')
  }

  /**
   * Adds what a result file tells, as far as no event has told it: CSV with a column `step`, as it is or in base64
   * (API reference, 6.4). Returns whether it was one.
   */
  resultFile(text: string): boolean {
    const rows = resultRows(text)
    const header = rows.next()
    if (header.done) return false
    const names = header.value
    const stepColumn = names.indexOf('step')
    for (const cells of rows) {
      const step = stepOf(numberOf(cells[stepColumn]))
      if (step === undefined) continue
      for (const [column, name] of names.entries()) {
        const value = numberOf(cells[column])
        if (value !== undefined) this.#add(name, step, value, 'missing')
      }
    }
    return true
  }

  /** Everything gathered so far. */
  table(): MetricTable {
    const series = new Map<string, Series>()
    for (const [name, values] of this.#series) {
      const points = Array.from(values, ([step, value]) => ({ step, value }))
      series.set(
        name,
        points.sort((a, b) => a.step - b.step),
      )
    }
    return { series, leftOut: this.#leftOut.size, thinned: this.#thinned }
  }

  #add(told: string, step: number, value: number, wanted: 'newer' | 'missing'): void {
    const name = this.#nameOf(told)
    if (name === undefined || COORDINATES.has(name)) return
    const values = this.#series.get(name) ?? this.#begin(name)
    if (!values || (wanted === 'missing' && values.has(step))) return
    if (!values.has(step)) this.#points += 1
    values.set(step, value)
    if (this.#points > this.#mostPoints) this.#thin()
  }

  #nameOf(told: string): string | undefined {
    if (told.length > MAX_NAME) return undefined
    if (this.#names.has(told)) return this.#names.get(told)
    const name = metricName(this.#redact(told))
    if (this.#names.size < 10 * MAX_METRICS) this.#names.set(told, name)
    return name
  }

  #begin(name: string): Map<number, number> | undefined {
    if (this.#series.size >= MAX_METRICS) {
      // The names beyond are only counted, and not for ever.
      if (this.#leftOut.size < 10 * MAX_METRICS) this.#leftOut.add(name)
      return undefined
    }
    const values = new Map<number, number>()
    this.#series.set(name, values)
    return values
  }

  /** Halves the longest series, but for their ends: a metric of a few steps in thousands keeps every value. */
  #thin(): void {
    this.#thinned = true
    const fair = this.#points / this.#series.size
    for (const values of this.#series.values()) {
      if (values.size < fair) continue
      const steps = [...values.keys()].sort((a, b) => a - b).slice(1, -1)
      for (const step of steps.filter((_, index) => index % 2 === 0)) values.delete(step)
    }
    this.#points = [...this.#series.values()].reduce((sum, { size }) => sum + size, 0)
  }
}

/** The last known value of every metric, NaN where that is no finite number. */
export function lastValues({ series }: Pick<MetricTable, 'series'>): Record<string, number> {
  return Object.fromEntries(
    [...series].flatMap(([name, points]) => {
      const last = points.at(-1)
      return last ? [[name, last.value]] : []
    }),
  )
}

/** The table as CSV: a column `step` and one for each metric; empty where there is no value, `NaN` where it is no number. */
export function csv({ series }: Pick<MetricTable, 'series'>): string {
  const columns = [...series.values()].map((points) => ({ points, at: 0 }))
  const steps = new Set(columns.flatMap(({ points }) => points.map(({ step }) => step)))
  const lines = [['step', ...series.keys()].join(',')]
  for (const step of Float64Array.from(steps).sort()) {
    const cells = columns.map((column) => {
      const point = column.points[column.at]
      if (point?.step !== step) return ''
      column.at += 1
      return point.value
    })
    lines.push([step, ...cells].join(','))
  }
  return `${lines.join('\n')}\n`
}

/** What may be a metric, by path: every number of a value of any shape, as far as there are not too many. */
function flatten(data: unknown): [path: string, value: number][] {
  const found: [string, number][] = []
  function visit(value: unknown, path: string, level: number): void {
    if (found.length >= MAX_NUMBERS) return
    if (typeof value === 'object' && value !== null) {
      if (level > 0)
        for (const [name, item] of fieldsOf(value)) visit(item, path ? `${path}.${name}` : name, level - 1)
      return
    }
    const number = numberOf(value)
    if (number !== undefined) found.push([path, number])
  }
  visit(data, '', MAX_LEVELS)
  return found
}

/** Reinforcement metrics nest three levels deep. */
const MAX_LEVELS = 6
const MAX_NUMBERS = 10 * MAX_METRICS

/** The fields of an object; of a list, its items by the name that they have (as graders do), else by their place. */
function fieldsOf(value: object): [string, unknown][] {
  if (!Array.isArray(value)) return Object.entries(value).filter(([name]) => !LABELS.has(name))
  const names = new Set<string>()
  return value.slice(0, MAX_NUMBERS).map((item, index) => {
    const label: unknown = Object(item).name
    // As it will be spelt: two that differ in punctuation alone are two all the same.
    const given = typeof label === 'string' ? plainName(label) : ''
    const name = given === '' || names.has(given) ? String(index) : given
    names.add(name)
    return [name, item]
  })
}

/** What tells of which grader or model the numbers beside it are; its text may well look like a number. */
const LABELS = new Set(['name', 'type', 'model'])

/** Where longer, it is no name but an attack on whoever reads it. */
const MAX_NAME = 100

/** A name fit for CSV, gates and charts: letters, digits and `_ . / -`, not beginning with what a spreadsheet calculates. */
function metricName(name: string): string | undefined {
  const plain = plainName(name)
  return /^[\p{L}\p{N}_]/u.test(plain) && plain !== '__proto__' ? plain : undefined
}

const plainName = (name: string) => name.trim().replace(/[^\p{L}\p{N}_./-]+/gu, '_')

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const NO_NUMBER = /^[+-]?(nan|inf|infinity)$/i

/** A number, or text that is one; NaN for everything that is none but was meant to be. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' && value.length <= 40) {
    if (NUMBER.test(value)) return finite(Number(value))
    if (NO_NUMBER.test(value)) return Number.NaN
  }
  return typeof value === 'number' ? finite(value) : undefined
}

const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)

function stepOf(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) && value !== undefined && value >= 0 ? value : undefined
}
