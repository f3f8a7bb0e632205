import { isJsonObject } from '../json.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { JobEvent } from './event.ts'
import { parseResultRows } from './result-file.ts'

/** One value of a metric; NaN if the server reports a value that is not finite, because the training diverged. */
export interface Point {
  step: number
  value: number
}

/** The values of one metric in order of step, at most one per step. */
export type Series = readonly Point[]

/** The metrics of a job. */
export interface MetricTable {
  /** By name, or by dotted path if nested (`scores.valid_reward_mean`), in the order in which they first appeared. */
  series: ReadonlyMap<string, Series>
  /** The last values that events without a step have reported since the last step, by the same names. */
  stepless: ReadonlyMap<string, number>
  /** How many metrics were left out because there are too many; a value without a usable name does not count. */
  omitted: number
  /** Whether values between the first and the last step were dropped because there are too many. */
  downsampled: boolean
}

/** Reinforcement jobs with several graders have about a hundred. */
const MAX_METRICS = 200
/** In all series together, about 60 bytes each: the 100,000 steps of a long job with eight metrics. */
const MAX_POINTS = 1_000_000

/** The position of a value, which is not a metric itself. */
const NON_METRIC_FIELDS = new Set([
  'step',
  'total_steps',
  'epoch',
  'total_epochs',
  'progress',
  'progress_pct',
])

/** Collects the metrics of one job from its events, checkpoints and result files, in bounded memory. */
export class MetricCollector {
  readonly #series = new Map<string, Map<number, number>>()
  readonly #stepless = new Map<string, number>()
  readonly #omitted = new Set<string>()
  /** Normalized names: a long job repeats the same hundred names a hundred thousand times. */
  readonly #names = new Map<string, string | undefined>()
  readonly #redact: (name: string) => string
  readonly #maxPoints: number
  #points = 0
  #downsampled = false

  /** Redacts names here, because tables, charts and files that contain them cannot be redacted as one text. */
  constructor({ redact = (name: string) => name, maxPoints = MAX_POINTS } = {}) {
    this.#redact = redact
    this.#maxPoints = maxPoints
  }

  /**
   * Adds the metrics of an event. For a step that is trained again after a pause, the newer values win. What the event holds
   * under `metrics` are the metrics themselves.
   */
  addEvent({ data }: Pick<JobEvent, 'data'>): void {
    const metrics = flatten(liftMetrics(data))
    const step = parseStep(metrics.find(([name]) => name === 'step')?.[1])
    for (const [name, value] of metrics) {
      if (step === undefined) this.#addStepless(name, value)
      else this.#add(name, step, value, { replace: true })
    }
  }

  /** Adds the metrics of a checkpoint that no event has reported for its step. */
  addCheckpoint({ step, metrics }: Pick<Checkpoint, 'step' | 'metrics'>): void {
    if (parseStep(step) === undefined || step === undefined) return
    for (const [name, value] of flatten(metrics)) this.#add(name, step, value, { replace: false })
  }

  /**
   * Adds the metrics of a result file that no event has reported: CSV with a column `step`, plain or in base64
   * (API reference, 6.4). Returns whether the text is such a file.
   */
  addResultFile(text: string): boolean {
    const rows = parseResultRows(text)
    const header = rows.next()
    if (header.done) return false
    const names = header.value
    const stepColumn = names.indexOf('step')
    for (const cells of rows) {
      const step = parseStep(parseNumber(cells[stepColumn]))
      if (step === undefined) continue
      for (const [column, name] of names.entries()) {
        const value = parseNumber(cells[column])
        if (value !== undefined) this.#add(name, step, value, { replace: false })
      }
    }
    return true
  }

  /** Returns the metrics collected so far. */
  getTable(): MetricTable {
    const series = new Map<string, Series>()
    for (const [name, values] of this.#series) {
      const points = Array.from(values, ([step, value]) => ({ step, value }))
      series.set(
        name,
        points.sort((a, b) => a.step - b.step),
      )
    }
    return {
      series,
      stepless: new Map(this.#stepless),
      omitted: this.#omitted.size,
      downsampled: this.#downsampled,
    }
  }

  #add(rawName: string, step: number, value: number, { replace }: { replace: boolean }): void {
    const name = this.#normalizeName(rawName)
    if (name === undefined || NON_METRIC_FIELDS.has(name)) return
    const values = this.#series.get(name) ?? this.#addSeries(name)
    if (!values || (!replace && values.has(step))) return
    if (replace) this.#stepless.delete(name)
    if (!values.has(step)) this.#points += 1
    values.set(step, value)
    if (this.#points > this.#maxPoints) this.#downsample()
  }

  #addStepless(rawName: string, value: number): void {
    const name = this.#normalizeName(rawName)
    if (name === undefined || NON_METRIC_FIELDS.has(name)) return
    const isNew = !this.#series.has(name) && !this.#stepless.has(name)
    if (!isNew || this.#hasRoom(name)) this.#stepless.set(name, value)
  }

  #normalizeName(rawName: string): string | undefined {
    if (rawName.length > MAX_NAME_LENGTH) return undefined
    if (this.#names.has(rawName)) return this.#names.get(rawName)
    const name = toMetricName(this.#redact(rawName))
    if (this.#names.size < 10 * MAX_METRICS) this.#names.set(rawName, name)
    return name
  }

  #addSeries(name: string): Map<number, number> | undefined {
    if (!this.#stepless.has(name) && !this.#hasRoom(name)) return undefined
    const values = new Map<number, number>()
    this.#series.set(name, values)
    return values
  }

  /** Returns whether there may be a metric of this name; further names are only counted, up to a limit. */
  #hasRoom(name: string): boolean {
    if (this.#series.size + this.#stepless.size < MAX_METRICS) return true
    if (this.#omitted.size < 10 * MAX_METRICS) this.#omitted.add(name)
    return false
  }

  /** Halves the longest series except for their ends, so that a metric of a few steps in thousands keeps every value. */
  #downsample(): void {
    this.#downsampled = true
    const meanSize = this.#points / this.#series.size
    for (const values of this.#series.values()) {
      if (values.size < meanSize) continue
      const steps = [...values.keys()].sort((a, b) => a - b).slice(1, -1)
      for (const step of steps.filter((_, index) => index % 2 === 0)) values.delete(step)
    }
    this.#points = [...this.#series.values()].reduce((sum, { size }) => sum + size, 0)
  }
}

/** Returns the last known value of every metric, NaN for a value that is not finite. */
export function lastValues({
  series,
  stepless,
}: Pick<MetricTable, 'series' | 'stepless'>): Record<string, number> {
  const last = [...series].flatMap(([name, points]) =>
    points.slice(-1).map(({ value }) => [name, value] as const),
  )
  return Object.fromEntries([...last, ...stepless])
}

/** Formats the table as CSV: a column `step` and one per metric; an empty cell is a missing value, `NaN` one that is not finite. */
export function toCsv({ series }: Pick<MetricTable, 'series'>): string {
  const columns = [...series.values()].map((points) => ({ points, next: 0 }))
  const steps = new Set(columns.flatMap(({ points }) => points.map(({ step }) => step)))
  const lines = [['step', ...series.keys()].join(',')]
  for (const step of Float64Array.from(steps).sort()) {
    const cells = columns.map((column) => {
      const point = column.points[column.next]
      if (point?.step !== step) return ''
      column.next += 1
      return point.value
    })
    lines.push([step, ...cells].join(','))
  }
  return `${lines.join('\n')}\n`
}

/** Returns the data of an event with what it holds under `metrics` beside its other fields. */
function liftMetrics(data: unknown): unknown {
  if (!isJsonObject(data) || !isJsonObject(data.metrics)) return data
  const { metrics, ...fields } = data
  return { ...metrics, ...fields }
}

/** Returns every number in a value of any shape by its path, up to a limit: each may be a metric. */
function flatten(data: unknown): [path: string, value: number][] {
  const numbers: [string, number][] = []
  function visit(value: unknown, path: string, level: number): void {
    if (numbers.length >= MAX_NUMBERS) return
    if (typeof value === 'object' && value !== null) {
      if (level > 0)
        for (const [name, item] of listFields(value)) visit(item, path ? `${path}.${name}` : name, level - 1)
      return
    }
    const number = parseNumber(value)
    if (number !== undefined) numbers.push([path, number])
  }
  visit(data, '', MAX_DEPTH)
  return numbers
}

/** Reinforcement metrics nest three levels deep. */
const MAX_DEPTH = 6
const MAX_NUMBERS = 10 * MAX_METRICS

/** Returns the fields of an object; for a list, its items by their name (as graders have one), else by their index. */
function listFields(value: object): [string, unknown][] {
  if (!Array.isArray(value)) return Object.entries(value).filter(([name]) => !LABEL_FIELDS.has(name))
  const names = new Set<string>()
  return value.slice(0, MAX_NUMBERS).map((item, index) => {
    const label: unknown = Object(item).name
    // Compared in the normalized spelling, so that two names that differ only in punctuation stay apart.
    const normalized = typeof label === 'string' ? replacePunctuation(label) : ''
    const name = normalized === '' || names.has(normalized) ? String(index) : normalized
    names.add(name)
    return [name, item]
  })
}

/** Fields that name the grader or the model of the numbers next to them; their text may look like a number. */
const LABEL_FIELDS = new Set(['name', 'type', 'model'])

/** A longer name is an attack on the reader of the table. */
const MAX_NAME_LENGTH = 100

/** Returns a name for CSV, gates and charts: letters, digits and `_ . / -`, without a first character that begins a formula. */
function toMetricName(name: string): string | undefined {
  const plain = replacePunctuation(name)
  return /^[\p{L}\p{N}_]/u.test(plain) && plain !== '__proto__' ? plain : undefined
}

const replacePunctuation = (name: string) => name.trim().replace(/[^\p{L}\p{N}_./-]+/gu, '_')

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i

/** Returns a number, or the number in a text; NaN for infinities and for text such as `nan`. */
function parseNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && value.length <= 40) {
    if (NUMBER.test(value)) return toFinite(Number(value))
    if (NOT_FINITE.test(value)) return Number.NaN
  }
  return typeof value === 'number' ? toFinite(value) : undefined
}

const toFinite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)

function parseStep(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) && value !== undefined && value >= 0 ? value : undefined
}
