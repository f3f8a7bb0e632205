import { isDeepStrictEqual } from 'node:util'
import { abortAfter } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { type Results, resultsIn } from '../github/results.ts'
import type { Comment } from '../github/sticky-comment.ts'
import { csv, lastValues, Metrics } from '../openai/metrics.ts'
import type { Job, JobEvent } from '../openai/wire.ts'
import type { CommentValue, Comparison } from '../report/comment.ts'
import { formatError } from '../report/format-error.ts'
import {
  jobOutputs,
  modelOf,
  type OutputName,
  type OutputValues,
  outputText,
  resultOf,
} from '../report/outputs.ts'
import { type Data, type Run, summary } from '../report/summary.ts'
import { commentText } from './pull-request-comment.ts'
import type { StepTimer } from './step-timer.ts'

/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
export class Report {
  readonly run: Partial<Run> & { data: Data[] } = { data: [] }
  job: Job | undefined
  /** Of the job that is reported on. */
  metrics: Metrics
  /** Whether its last events could not be read, and nothing else has told its last metrics. */
  isIncomplete = false
  /** The comment on the pull request, where there is to be one. */
  comment: Comment | undefined
  /** The metrics beside those of the model in use, for the comment. */
  comparison: Comparison | undefined
  #outputs: OutputValues = {}
  #results: Results | undefined
  readonly #world: Dependencies
  readonly #names: readonly OutputName[]

  /** `names` are the outputs that the step has; others are not set, whatever a job tells. */
  constructor(deps: Dependencies, names: readonly OutputName[]) {
    this.#world = deps
    this.#names = names
    this.metrics = new Metrics({ redact: deps.runner.redactCredentials })
  }

  /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
  resultsIn(folder: string): void {
    this.#results = resultsIn(folder, this.#world.runner)
    this.#results.begin()
    this.outputs({ 'results-dir': folder })
  }

  /** Another job is reported on from now: the events of the one before are not its own. */
  restart(): void {
    this.#results?.begin()
    this.metrics = new Metrics({ redact: this.#world.runner.redactCredentials })
    if (this.job)
      for (const name of ['job', ...Object.keys(jobOutputs(this.job))].filter(
        (name) => name in this.#outputs,
      )) {
        delete this.#outputs[name]
        this.#world.runner.setOutput(name, '')
      }
    this.job = undefined
  }

  /** Sets outputs whose values are new. */
  outputs(values: Partial<Record<OutputName, unknown>>): void {
    const { runner } = this.#world
    for (const [name, given] of Object.entries(values)) {
      if (given === undefined || !this.#names.some((known) => known === name)) continue
      // A name with a piece cut out names something else: of names, only credentials are kept out.
      const value = this.#clean(given, NAMES.has(name) ? runner.redactCredentials : runner.redactSecrets)
      if (isDeepStrictEqual(value, this.#outputs[name])) continue
      this.#outputs[name] = value
      const text = outputText(value)
      runner.setOutput(name, text)
      if (Array.isArray(value)) this.#warnOfRest(name, value.length, text)
      if (typeof value === 'string' && value !== runner.redactSecrets(value))
        runner.warning(
          `Output ${name} contains a masked text; GitHub drops it where it is an output of the job.`,
        )
    }
  }

  /** Of a list that is too long for an output, a later step would take the beginning for all of it. */
  #warnOfRest(name: string, all: number, text: string): void {
    const told = JSON.parse(text).length
    if (told < all)
      this.#world.runner.warning(`Output ${name} has the first ${told} of ${all}: no more fit into 64 kB.`)
  }

  /** The job as just seen. */
  seen(job: Job): void {
    const first = this.job === undefined
    this.job = job
    this.outputs(jobOutputs(job))
    // Once now and once at the end: GitHub takes 1 MB of outputs, and a job is seen thousands of times.
    if (first) this.outputs({ job: job.raw })
  }

  event(event: JobEvent): void {
    this.metrics.event(event)
    this.#results?.event(this.#clean(event.raw, this.#world.runner.redactSecrets))
  }

  /** Brings the comment up to date; it is not waited for, and never fails. */
  tell(state: CommentValue['state']): void {
    void this.#comment(state, undefined)
  }

  /** Writes the result files, the summary where it is wanted, and the last state of the comment. */
  async finish(
    run: Pick<Run, 'verdict'> & { failure?: string },
    { startedAt, remainingMs }: StepTimer,
    withSummary: boolean,
  ): Promise<void> {
    const { runner, clock } = this.#world
    const metrics = this.metrics.table()
    if (this.job) this.outputs({ job: this.job.raw })
    if (metrics.series.size > 0) {
      this.outputs({ metrics: lastValues(metrics) })
      this.#results?.write('metrics.csv', csv(metrics))
    }
    this.#results?.write('result.json', `${JSON.stringify(resultOf(this.#names, this.#outputs), null, 2)}\n`)
    Object.assign(this.run, run)
    const whole = { ...this.run, ...run, job: this.job, durationMs: clock.now() - startedAt }
    // Redacted before it is escaped or cut: afterwards no secret would be recognised.
    const markdown = summary({
      ...this.#clean({ ...whole, failed: runner.failed }, runner.redactSecrets),
      metrics,
    })
    this.#results?.write('report.md', markdown)
    if (withSummary) runner.writeSummary(markdown)
    const { job } = this
    const state = runner.failed
      ? 'failed'
      : job?.status === 'succeeded'
        ? 'done'
        : job
          ? 'running'
          : 'checked'
    const end = abortAfter(this.#world.signal, remainingMs, clock)
    await this.#comment(state, end.signal).finally(end.release)
  }

  async #comment(state: CommentValue['state'], signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.comment?.update(commentText(this.#commentValue(state), this.#world), signal)
    } catch (error) {
      // A mistake in what is only told must not end the step, which may be following a job.
      this.#world.runner.warning(formatError(error))
    }
  }

  #commentValue(state: CommentValue['state']): CommentValue {
    const { verdict, failure, data, problems = [], estimate, gate, link } = this.run
    const { job } = this
    const tokens = job?.trainedTokens ?? estimate?.tokens
    return this.#clean(
      {
        state,
        verdict: state === 'failed' ? verdict : undefined,
        failure,
        data: data.map(({ role, examples, tokens, errors = 0, warnings = 0 }) => ({
          role,
          examples,
          tokens,
          errors,
          warnings,
        })),
        cost: tokens === undefined ? undefined : { tokens, usd: estimate?.cost },
        problems,
        job: job && { ...job, raw: undefined, fineTunedModel: modelOf(job), link },
        metrics: this.comparison,
        gate,
      },
      this.#world.runner.redactSecrets,
    )
  }

  /** The same value, its texts redacted; the names of its fields only of the key itself, since others rely on them. */
  #clean<T>(value: T, redact: (text: string) => string): T {
    const clean = (item: unknown): unknown => {
      if (typeof item === 'string') return redact(item)
      if (typeof item !== 'object' || item === null) return item
      if (Array.isArray(item)) return item.map(clean)
      return Object.fromEntries(
        Object.entries(item).map(([name, field]) => [
          this.#world.runner.redactCredentials(name),
          clean(field),
        ]),
      )
    }
    return clean(value) as T
  }
}

/** Outputs that name something: no piece may be missing in them. */
const NAMES: ReadonlySet<string> = new Set([
  'job-id',
  'status',
  'fine-tuned-model',
  'best-checkpoint',
  'training-file-id',
  'validation-file-id',
  'results-dir',
])
