import type { QualityInputs } from '../config/inputs.ts'
import { evaluateGate, type Gate, needsBaseline } from '../config/quality-gate.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import type { Job } from '../openai/job.ts'
import { hasMetadata, listJobs } from '../openai/list-jobs.ts'
import { lastValues } from '../openai/metrics.ts'
import type { MetricComparison } from '../report/comment.ts'
import { formatActual, formatGateRow } from '../report/gate-results.ts'
import { type ReadMetricsOptions, readMetrics } from './final-metrics.ts'
import { retryFor } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'

/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 30_000

/** What the quality gate depends on. */
export interface GateOptions extends ReadMetricsOptions {
  reporter: RunReporter
}

/** Compares a model with the baseline, and rejects unless it meets the requirements of the quality gate. */
export async function evaluateQualityGate(
  job: Job,
  inputs: QualityInputs,
  options: GateOptions,
): Promise<void> {
  const { reporter, deps } = options
  const { runner, signal } = deps
  const { require: requirements } = inputs
  if (reporter.hasComment) reporter.setComparison(await compareWithBaseline(job, inputs, options))
  if (requirements.length === 0) return
  // A cancelled workflow may not have read all metrics.
  signal.throwIfAborted()
  const baseline = needsBaseline(requirements) ? await findBaseline(job, inputs.baseline, options) : undefined
  const gate = evaluateGate(requirements, lastValues(reporter.metrics.getTable()), baseline?.values)
  const hasPassed = gate.passed && !reporter.lastEventsMissing
  reporter.setGate(gate, hasPassed, baseline?.job.id)
  for (const row of gate.rows) runner.info(formatGateRow(row))
  if (needsBaseline(requirements) && !baseline)
    runner.notice('No baseline job found; requirements that use "baseline" pass.')
  if (!hasPassed) throw toGateError(gate)
}

function toGateError(gate: Gate): ActionError {
  if (gate.passed)
    return new ActionError(
      'The quality gate cannot be evaluated: the last metrics of the job could not be read.',
      { hint: 'Run the step again: it reuses the job and evaluates the gate.' },
    )
  const missed = gate.rows
    .filter(({ passed }) => !passed)
    .map(({ requirement, actual, note }) => `${requirement} (${note ?? `it is ${formatActual(actual)}`})`)
  return new ActionError(`The model does not pass the quality gate: ${missed.join('; ')}.`, {
    hint: 'The outputs are set, so the model can still be deployed by hand.',
  })
}

interface Baseline {
  job: Job
  values: Record<string, number>
}

/** Returns the newest other job that has succeeded with this metadata, and its metrics. */
async function findBaseline(
  job: Job,
  metadata: Record<string, string>,
  { client, deps }: ReadMetricsOptions,
): Promise<Baseline | undefined> {
  const filter = (other: Job) =>
    other.id !== job.id && other.status === 'succeeded' && hasMetadata(other, metadata)
  const options = { retry: retryFor(deps, LIST_TIMEOUT_MS), clock: deps.clock }
  const { items } = await listJobs(client, { metadata, filter }, options)
  const [newest] = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  return newest && { job: newest, values: lastValues(await readMetrics(newest, { client, deps })) }
}

/** Returns the metrics of a model next to those of the baseline or, without one, of this repository's newest model. */
async function compareWithBaseline(
  job: Job,
  { baseline: metadata }: QualityInputs,
  options: GateOptions,
): Promise<MetricComparison> {
  const { repository } = options.deps.context
  const ofRepository = repository ? { ft_repository: repository } : undefined
  const filter = Object.keys(metadata).length > 0 ? metadata : ofRepository
  const values = lastValues(options.reporter.metrics.getTable())
  const baseline = filter && (await findOptionalBaseline(job, filter, options))
  const rows = Object.entries(values).map(([name, value]) => ({
    name,
    value,
    ...(baseline && Object.hasOwn(baseline.values, name) && { baseline: baseline.values[name] }),
  }))
  return { rows, baseline: baseline?.job.fineTunedModel }
}

/** A comment must not fail the step. */
async function findOptionalBaseline(
  job: Job,
  metadata: Record<string, string>,
  options: ReadMetricsOptions,
): Promise<Baseline | undefined> {
  try {
    return await findBaseline(job, metadata, options)
  } catch (error) {
    rethrowUnexpected(error, options.deps.signal)
    return undefined
  }
}
