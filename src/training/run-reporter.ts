import { delayAbort } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { formatError } from '../errors.ts'
import { redactDeep } from '../github/redact-deep.ts'
import { openResults, type Results } from '../github/results.ts'
import type { StickyComment } from '../github/sticky-comment.ts'
import type { Checkpoint } from '../openai/checkpoint.ts'
import type { JobEvent } from '../openai/event.ts'
import type { Job } from '../openai/job.ts'
import { lastValues, MetricCollector, toCsv } from '../openai/metrics.ts'
import { type CommentContent, type MetricComparison, renderComment } from '../report/comment.ts'
import type { DatasetSummary } from '../report/dataset-summary.ts'
import { buildModelRecord } from '../report/model-record.ts'
import { getTrainedModel, type OutputName, toJobOutputs } from '../report/outputs.ts'
import { renderSummary, type SummaryInput } from '../report/summary.ts'
import { OutputWriter } from './output-writer.ts'

/** How a step ended: in a few words and, if it failed, why. */
type StepResult = Pick<SummaryInput, 'outcome'> & { failure?: string }

/** Reports a run as outputs, result files, summary and comment: each fact when it is known, all of them at the end. */
export class RunReporter {
  readonly #deps: Dependencies
  readonly #outputs: OutputWriter
  readonly #facts: Partial<SummaryInput> & { data: DatasetSummary[] } = { data: [] }
  #results: Results | undefined
  #job: Job | undefined
  #metrics: MetricCollector
  #hasEvents = false
  /** The comment on the pull request that is kept up to date. */
  comment: Pick<StickyComment, 'update'> | undefined
  /** The metrics of the job next to those of the baseline, for the comment. */
  comparison: MetricComparison | undefined
  /** Whether the last metrics of the job are unknown: its last events could not be read, and nothing else has them. */
  lastEventsMissing = false

  /** `outputNames` are the outputs that the action declares; others are not set. */
  constructor(deps: Dependencies, outputNames: readonly OutputName[]) {
    this.#deps = deps
    this.#outputs = new OutputWriter(deps.runner, outputNames)
    this.#metrics = new MetricCollector({ redact: deps.runner.redactSecrets })
  }

  /** The job that is reported, as it was last read. */
  get job(): Job | undefined {
    return this.#job
  }

  /** The metrics of this job. */
  get metrics(): MetricCollector {
    return this.#metrics
  }

  /** Whether the server was seen to have events, and checkpoints, of jobs. */
  get knownRoutes(): { events: boolean; checkpoints: boolean } {
    return { events: this.#hasEvents, checkpoints: this.#facts.checkpoints !== undefined }
  }

  /** Starts the result files, and sets the output at once, so that later steps find the folder. */
  openResults(folder: string): void {
    this.#results = openResults(folder, 'job', this.#deps.runner)
    this.#results.reset()
    this.setOutputs({ 'results-dir': folder })
  }

  /** Forgets the job, its outputs and events, before another job is reported. */
  reset(): void {
    this.#results?.reset()
    this.#metrics = new MetricCollector({ redact: this.#deps.runner.redactSecrets })
    if (this.#job) this.#outputs.clear(['job', ...Object.keys(toJobOutputs(this.#job))])
    this.#job = undefined
  }

  /** Sets the outputs whose values are new. */
  setOutputs(values: Partial<Record<OutputName, unknown>>): void {
    this.#outputs.set(values)
  }

  /** Sets facts for the summary and the comment, and the outputs that have them. */
  setFacts(facts: Partial<Omit<SummaryInput, keyof StepResult>>): void {
    Object.assign(this.#facts, facts)
    const { estimate, fingerprint, checkpoints, best, gate } = facts
    this.setOutputs({
      'estimated-tokens': estimate?.tokens,
      'estimated-cost': estimate?.cost,
      fingerprint,
      checkpoints: checkpoints?.map(toWire),
      'best-checkpoint': best?.model,
      'best-checkpoint-id': best?.checkpointId,
      gate: gate && (gate.passed ? 'passed' : 'failed'),
    })
  }

  /** Sets the job as it was just read. */
  setJob(job: Job): void {
    const isFirst = this.#job === undefined
    this.#job = job
    this.setOutputs(toJobOutputs(job))
    // Again only at the end: GitHub accepts 1 MB of outputs, and a job is read thousands of times.
    if (isFirst) this.setOutputs({ job: job.raw })
  }

  /** Adds an event of the job, with its metrics. */
  addEvent(event: JobEvent): void {
    this.#hasEvents = true
    this.#metrics.addEvent(event)
    this.#results?.appendEvent(event.raw)
  }

  /** Sets the outputs that have the last values of the metrics. */
  setMetricOutputs(): void {
    const metrics = lastValues(this.#metrics.getTable())
    if (Object.keys(metrics).length > 0) this.setOutputs({ metrics })
  }

  /** Starts an update of the comment; does not wait for it, and never fails. */
  updateComment(state: CommentContent['state']): void {
    void this.#updateComment(state, undefined)
  }

  /** Writes the result files, the summary if requested, and the last state of the comment. */
  async finish(result: StepResult): Promise<void> {
    const { runner, clock, signal, startedAt, remainingGraceMs } = this.#deps
    const metrics = this.#metrics.getTable()
    if (this.#job) this.setOutputs({ job: this.#job.raw })
    this.setMetricOutputs()
    if (metrics.series.size > 0) this.#results?.write('metrics.csv', toCsv(metrics))
    this.#results?.write('result.json', this.#outputs.toResultJson())
    this.#writeModelRecord()
    const summary = Object.assign(this.#facts, result, {
      job: this.#job,
      durationMs: clock.now() - startedAt,
      failed: runner.failed,
    })
    // Redacted before it is escaped or cut: afterwards no secret would be recognized.
    const markdown = renderSummary({ ...redactDeep(summary, runner, { keepsOwnNames: true }), metrics })
    this.#results?.write('report.md', markdown)
    // Needed even if the inputs are wrong.
    if (runner.inputs.get('summary')?.toLowerCase() !== 'false') runner.writeSummary(markdown)
    const stepEnd = delayAbort(signal, remainingGraceMs, clock)
    await this.#updateComment(this.#getState(), stepEnd.signal).finally(stepEnd.dispose)
  }

  /** Writes `model.json` if the job has made a model. */
  #writeModelRecord(): void {
    const { runner, context } = this.#deps
    const { best, model, method, hyperparameters, data, fingerprint, gate, baseline } = this.#facts
    const { created } = this.#outputs.toResultJson()
    const record =
      this.#job &&
      buildModelRecord({
        job: this.#job,
        requested: { model, method, hyperparameters },
        best,
        data,
        fingerprint,
        metrics: lastValues(this.#metrics.getTable()),
        gate,
        baseline,
        created: typeof created === 'boolean' ? created : undefined,
        context,
      })
    if (record) this.#results?.write('model.json', redactDeep(record, runner))
  }

  #getState(): CommentContent['state'] {
    if (this.#deps.runner.failed) return 'failed'
    if (this.#job?.status === 'succeeded') return 'done'
    return this.#job ? 'running' : 'checked'
  }

  async #updateComment(state: CommentContent['state'], signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.comment?.update(renderComment(this.#getCommentContent(state)), signal)
    } catch (error) {
      // A bug in the comment must not end the step, which may be following a job.
      this.#deps.runner.warning(formatError(error))
    }
  }

  #getCommentContent(state: CommentContent['state']): CommentContent {
    const { outcome, failure, data, problems = [], estimate, gate, jobUrl: url } = this.#facts
    const job = this.#job
    const tokens = job?.trainedTokens ?? estimate?.tokens
    return redactDeep(
      {
        state,
        outcome: state === 'failed' ? outcome : undefined,
        failure,
        data,
        cost: tokens === undefined ? undefined : { tokens, usd: estimate?.cost },
        problems,
        job: job && { ...job, raw: undefined, fineTunedModel: getTrainedModel(job), url },
        metrics: this.comparison,
        gate,
        provenance: this.#deps.context,
      },
      this.#deps.runner,
      { keepsOwnNames: true },
    )
  }
}

function toWire({ id, model, step, metrics }: Checkpoint) {
  return { id, fine_tuned_model_checkpoint: model, step_number: step, metrics }
}
