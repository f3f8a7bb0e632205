import { TimeoutError, withTimeout } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError, rethrowUnexpected } from '../errors.ts'
import { isUnsupportedEndpoint } from '../http/errors.ts'
import type { Retry } from '../http/retry.ts'
import type { Checkpoint } from '../openai/checkpoint.ts'
import type { Client, PageQuery } from '../openai/client.ts'
import type { JobEvent } from '../openai/event.ts'
import type { Job } from '../openai/job.ts'
import { MetricCollector, type MetricTable } from '../openai/metrics.ts'
import { listCheckpoints } from '../openai/pagination.ts'
import { type BestModel, findBestCheckpoint } from '../report/best-checkpoint.ts'
import { diagnoseTraining } from '../report/curve-analysis.ts'
import { formatCurves } from '../report/log.ts'
import { EventReader } from './event-reader.ts'
import { describeMissingRouteResponse, isMissingRoute, OptionalRoute } from './optional-route.ts'
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
  /** What is known of the server's routes from other jobs. */
  routes: MetricRoutes
  /** Whether requests are sent although the timeout of the step has passed. */
  afterDeadline?: boolean | undefined
}

/** The routes of a job's metrics, which not every server has: what one job has shown of them holds for others. */
export class MetricRoutes {
  readonly events: OptionalRoute
  readonly checkpoints: OptionalRoute
  readonly #known: RunReporter['knownRoutes']

  /** `known` are the routes that the server is seen to have. */
  constructor(deps: Dependencies, known: RunReporter['knownRoutes']) {
    this.events = new OptionalRoute(retryOptions(deps))
    this.checkpoints = new OptionalRoute(retryOptions(deps))
    this.#known = known
  }

  /** Returns whether the server seems to lack a route: then another request would only cost the same time again. */
  isMissing(name: 'events' | 'checkpoints'): boolean {
    return this[name].isGivenUp && !this.#known[name]
  }
}

/** Reads the checkpoints and result files of a job that has ended, reports all its metrics, and returns its best model. */
export async function collectFinalMetrics(
  job: Job,
  reporter: RunReporter,
  options: Omit<ReadMetricsOptions, 'routes'>,
): Promise<BestModel | undefined> {
  const { deps } = options
  const { runner } = deps
  let best: BestModel | undefined
  if (job.status === 'succeeded' || job.status === 'paused') {
    const routes = new MetricRoutes(deps, reporter.knownRoutes)
    const { checkpoints, hasResults } = await readFinalMetrics(job, reporter.metrics, { ...options, routes })
    if (hasResults || (checkpoints?.length ?? 0) > 0) reporter.lastEventsMissing = false
    if (checkpoints) {
      best = findBestCheckpoint(checkpoints, reporter.metrics.getTable(), job.fineTunedModel)
      reporter.setFacts({ checkpoints, best })
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
export async function readJobMetrics(job: Job, options: ReadMetricsOptions): Promise<MetricTable> {
  const { deps, routes } = options
  const metrics = new MetricCollector({ redact: deps.runner.redactSecrets })
  if (!routes.isMissing('events'))
    for (const event of await readEvents(job, routes.events, options)) metrics.addEvent(event)
  await readFinalMetrics(job, metrics, options)
  return metrics.getTable()
}

/** Returns the events of a job that has ended, or those that could be read. */
async function readEvents(
  job: Job,
  route: OptionalRoute,
  { client, deps }: ReadMetricsOptions,
): Promise<JobEvent[]> {
  const { clock, runner, signal } = deps
  const deadline = clock.now() + READ_TIMEOUT_MS
  const events = new EventReader({
    fetchPage: (page) => client.listEvents(job.id, page),
    retry: (request) => route.request(request, { deadline, doubtDeadline: deadline }),
    now: () => clock.now(),
    isDone: () => clock.now() >= deadline,
  })
  try {
    return await events.read({ isLast: true })
  } catch (error) {
    rethrowUnexpected(error, signal)
    if (!isMissingRoute(error))
      runner.info(`The events of job ${job.id} could not be read: ${formatError(error)}`)
    return events.takePartial()
  }
}

/** Adds the metrics of checkpoints and result files; returns no checkpoints if they could not be read. */
async function readFinalMetrics(
  job: Job,
  metrics: MetricCollector,
  options: ReadMetricsOptions,
): Promise<{ checkpoints: Checkpoint[] | undefined; hasResults: boolean }> {
  const { client, deps, afterDeadline } = options
  const { clock, signal } = deps
  const deadline = clock.now() + READ_TIMEOUT_MS
  const retry = createRetry(deps, READ_TIMEOUT_MS)
  const checkpoints = await readCheckpoints(job, deadline, options)
  for (const checkpoint of checkpoints ?? []) metrics.addCheckpoint(checkpoint)
  let hasResults = false
  for (const id of job.resultFiles.slice(0, MAX_RESULT_FILES)) {
    const timeoutMs = Math.max(MIN_FILE_TIMEOUT_MS, deadline - clock.now())
    const read = async () => `${await client.getFileContent(id, { timeoutMs, afterDeadline })}`
    const describe = (error: Error) => `The result file ${id} could not be read: ${describeReason(error)}`
    const text = await readOptional(describe, deps, () =>
      withTimeout(clock, timeoutMs, signal, () => retry(read)),
    )
    if (text !== undefined && text.length <= MAX_RESULT_LENGTH)
      hasResults = metrics.addResultFile(text) || hasResults
  }
  return { checkpoints, hasResults }
}

function readCheckpoints(
  { id }: Job,
  deadline: number,
  { client, deps, routes, afterDeadline }: ReadMetricsOptions,
): Promise<Checkpoint[] | undefined> {
  const { clock } = deps
  const route = routes.checkpoints
  if (routes.isMissing('checkpoints')) return Promise.resolve(undefined)
  const lister = {
    listCheckpoints: (id: string, page: PageQuery) => client.listCheckpoints(id, page, { afterDeadline }),
  }
  const retry: Retry = (request) => route.request(request, { deadline, doubtDeadline: deadline })
  const isDone = () => clock.now() >= deadline
  const describe = (error: Error) =>
    route.isGivenUp && isMissingRoute(error)
      ? `This server has no checkpoints of jobs (${describeMissingRouteResponse(error)}).`
      : `The checkpoints of job ${id} could not be read: ${describeReason(error)}`
  return readOptional(describe, deps, () => listCheckpoints(lister, id, { retry, clock, isDone }))
}

/** Returns nothing, with a warning, if `read` fails: the job has ended anyway. */
async function readOptional<T>(
  describe: (error: Error) => string,
  { runner, signal }: Dependencies,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
    if (signal.aborted) return undefined
    runner[isUnsupportedEndpoint(error) ? 'info' : 'warning'](describe(error))
    return undefined
  }
}

function describeReason(error: Error): string {
  if (isMissingRoute(error)) return describeMissingRouteResponse(error)
  return error instanceof ActionError ? formatError(error) : error.message
}
