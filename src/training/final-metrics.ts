import { TimeoutError, withTimeout } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { isUnsupportedEndpoint } from '../http/errors.ts'
import type { Checkpoint } from '../openai/checkpoint.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { listCheckpoints } from '../openai/list-jobs.ts'
import { MetricCollector, type MetricTable } from '../openai/metrics.ts'
import type { Retry } from '../openai/pagination.ts'
import { type BestModel, findBestCheckpoint } from '../report/best-checkpoint.ts'
import { diagnoseTraining } from '../report/curve-analysis.ts'
import { formatError } from '../report/format-error.ts'
import { formatCurves } from '../report/log.ts'
import { EventReader } from './event-reader.ts'
import { OptionalRoute } from './optional-route.ts'
import { createRetry, retryOptions } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'

/** How long to retry reading what a server reports only once a job has ended. */
const READ_TIMEOUT_MS = 30_000
const MIN_FILE_TIMEOUT_MS = 1000
/** A job has one result file; a server may name thousands. */
const MAX_RESULT_FILES = 5
/** A gate needs no more, and a cancelled workflow has no time to parse more. */
const MAX_RESULT_LENGTH = 16 * 2 ** 20

/** What reading the metrics of a job depends on. */
export interface ReadMetricsOptions {
  client: Client
  deps: Dependencies
}

/** Reads the checkpoints and result files of a job that has ended, reports all its metrics, and returns its best model. */
export async function collectFinalMetrics(
  job: Job,
  { client, reporter, deps }: ReadMetricsOptions & { reporter: RunReporter },
): Promise<BestModel | undefined> {
  const { runner } = deps
  let best: BestModel | undefined
  if (job.status === 'succeeded' || job.status === 'paused') {
    const { checkpoints, hasResults } = await readFinalMetrics(job, reporter.metrics, { client, deps })
    if (hasResults || (checkpoints?.length ?? 0) > 0) reporter.setLastEventsMissing(false)
    if (checkpoints) {
      best = findBestCheckpoint(checkpoints, reporter.metrics.getTable(), job.fineTunedModel)
      reporter.setCheckpoints(checkpoints, best)
      if (best && checkpoints.length > 0)
        runner.info(`best checkpoint: ${best.model ?? best.checkpointId}: ${best.why}`)
    }
  }
  const table = reporter.metrics.getTable()
  for (const line of [...formatCurves(table), ...diagnoseTraining(table)]) runner.info(line)
  reporter.setMetricOutputs()
  return best
}

/** Returns the metrics of a job that has ended, from its events, checkpoints and result files. */
export async function readMetrics(job: Job, { client, deps }: ReadMetricsOptions): Promise<MetricTable> {
  const { clock, runner, signal } = deps
  const metrics = new MetricCollector({ redact: runner.redactSecrets })
  const deadline = clock.now() + READ_TIMEOUT_MS
  const events = new EventReader({
    fetchPage: (page) => client.listEvents(job.id, page),
    retry: retryOptionalRoute(deps, deadline),
    now: () => clock.now(),
    isDone: () => clock.now() >= deadline,
  })
  try {
    for (const event of await events.read({ isLast: true })) metrics.addEvent(event)
  } catch (error) {
    rethrowUnexpected(error, signal)
    if (!isUnsupportedEndpoint(error))
      runner.info(`The events of job ${job.id} could not be read: ${formatError(error)}`)
    for (const event of events.takePartial()) metrics.addEvent(event)
  }
  await readFinalMetrics(job, metrics, { client, deps })
  return metrics.getTable()
}

/** Adds the metrics of checkpoints and result files; returns no checkpoints if they could not be read. */
async function readFinalMetrics(
  job: Job,
  metrics: MetricCollector,
  { client, deps }: ReadMetricsOptions,
): Promise<{ checkpoints: Checkpoint[] | undefined; hasResults: boolean }> {
  const { clock, signal } = deps
  const deadline = clock.now() + READ_TIMEOUT_MS
  const retry = createRetry(deps, READ_TIMEOUT_MS)
  const checkpoints = await readOptional(`The checkpoints of job ${job.id}`, deps, () =>
    listCheckpoints(client, job.id, { retry: retryOptionalRoute(deps, deadline), clock }),
  )
  for (const checkpoint of checkpoints ?? []) metrics.addCheckpoint(checkpoint)
  let hasResults = false
  for (const id of job.resultFiles.slice(0, MAX_RESULT_FILES)) {
    const timeoutMs = Math.max(MIN_FILE_TIMEOUT_MS, deadline - clock.now())
    const text = await readOptional(`The result file ${id}`, deps, () =>
      withTimeout(clock, timeoutMs, signal, () => retry(() => client.getFileContent(id, { timeoutMs }))),
    )
    if (text !== undefined && text.length <= MAX_RESULT_LENGTH)
      hasResults = metrics.addResultFile(text) || hasResults
  }
  return { checkpoints, hasResults }
}

/** Returns a function that retries requests to one route, which the server may not have, until a time of the clock. */
function retryOptionalRoute(deps: Dependencies, deadline: number): Retry {
  const route = new OptionalRoute(retryOptions(deps))
  return (request) => route.request(request, { deadline, doubtDeadline: deadline })
}

/** Returns nothing, with a warning, if `read` fails: the job has ended anyway. */
async function readOptional<T>(
  description: string,
  { runner, signal }: Dependencies,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
    if (signal.aborted) return undefined
    const reason = error instanceof ActionError ? formatError(error) : error.message
    runner[isUnsupportedEndpoint(error) ? 'info' : 'warning'](`${description} could not be read: ${reason}`)
    return undefined
  }
}
