import type { QualityInputs } from '../config/inputs.ts'
import {
  type Baselines,
  comparesWithOtherJobs,
  evaluateGate,
  type Gate,
  type MetricValues,
} from '../config/quality-gate.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import type { Job } from '../openai/job.ts'
import { lastValues } from '../openai/metrics.ts'
import type { MetricComparison } from '../report/comment.ts'
import { formatActual, formatGateResult } from '../report/gate-results.ts'
import { MetricRoutes, type ReadMetricsOptions, readJobMetrics } from './final-metrics.ts'
import { type FindBaselineOptions, type FoundBaselines, findBaselineJobs } from './find-baseline-jobs.ts'
import type { RunReporter } from './run-reporter.ts'

/** What the quality gate depends on. */
type GateOptions = ReadMetricsOptions & FindBaselineOptions & { reporter: RunReporter }

/** Compares the model of a job that has succeeded with older ones; rejects unless it meets the requirements of the gate. */
export async function enforceQualityGate(
  inputs: QualityInputs,
  gateOptions: Omit<GateOptions, 'routes'>,
): Promise<void> {
  const { reporter, deps } = gateOptions
  const { job } = reporter
  if (job?.status !== 'succeeded') return
  const options = { ...gateOptions, routes: new MetricRoutes(deps, reporter.knownRoutes) }
  const { runner, signal } = deps
  const { require: requirements } = inputs
  if (reporter.comment) reporter.comparison = await compareWithBaseline(job, inputs, options)
  if (requirements.length === 0) return
  // A cancelled workflow may not have read all metrics.
  signal.throwIfAborted()
  const needsJobs = comparesWithOtherJobs(requirements)
  const maxJobs = comparesWithOtherJobs(requirements, 'best') ? undefined : 1
  const found = needsJobs
    ? await findBaselineJobs(job, inputs.baseline, { ...options, maxJobs })
    : ({ kind: 'none' } as const)
  const baselines = await readBaselines(found, inputs['incomparable-baseline'] === 'pass', options)
  const gate = evaluateGate(requirements, lastValues(reporter.metrics.getTable()), baselines)
  const hasPassed = gate.passed && !reporter.lastEventsMissing
  reporter.setFacts({
    gate: { ...gate, passed: hasPassed },
    baseline: found.kind === 'comparable' ? found.jobs[0].id : undefined,
  })
  for (const row of gate.rows) runner.info(formatGateResult(row))
  if (needsJobs && found.kind === 'none')
    runner.notice('No baseline job found; requirements that use "baseline" or "best" pass.')
  if (found.kind === 'incomparable' && inputs['incomparable-baseline'] === 'pass')
    runner.warning(`Requirements that use "baseline" or "best" pass without a comparison: ${found.reason}.`)
  if (!hasPassed) throw toGateError(gate, found)
}

async function readBaselines(
  found: FoundBaselines,
  passes: boolean,
  options: ReadMetricsOptions,
): Promise<Baselines> {
  if (found.kind === 'none') return found
  if (found.kind === 'incomparable') return { ...found, passes }
  const [newest, ...older] = found.jobs
  const jobs: [MetricValues, ...MetricValues[]] = [await readValues(newest, options)]
  for (const job of older) jobs.push(await readValues(job, options))
  return { kind: 'comparable', jobs }
}

const readValues = async (job: Job, options: ReadMetricsOptions) =>
  lastValues(await readJobMetrics(job, options))

function toGateError(gate: Gate, found: FoundBaselines): ActionError {
  if (gate.passed)
    return new ActionError(
      'The quality gate cannot be evaluated: the last metrics of the job could not be read.',
      { hint: 'Run the step again: it reuses the job and evaluates the gate.' },
    )
  const missed = gate.rows
    .filter(({ passed }) => !passed)
    .map(({ requirement, actual, note }) => `${requirement} (${note ?? `it is ${formatActual(actual)}`})`)
  return new ActionError(`The model does not pass the quality gate: ${missed.join('; ')}.`, {
    hint:
      found.kind === 'incomparable'
        ? found.hint
        : 'The outputs are set, so the model can still be deployed by hand.',
  })
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
async function findOptionalBaseline(job: Job, metadata: Record<string, string>, options: GateOptions) {
  try {
    const found = await findBaselineJobs(job, metadata, { ...options, maxJobs: 1 })
    if (found.kind !== 'comparable') return undefined
    const [newest] = found.jobs
    return { job: newest, values: await readValues(newest, options) }
  } catch (error) {
    rethrowUnexpected(error, options.deps.signal)
    return undefined
  }
}
