import { TimeoutError, withTimeout } from '../clock.ts'
import type { QualityInputs } from '../config/inputs.ts'
import { type Gate, judge, needsBaseline } from '../config/quality-gate.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { isUnsupportedEndpoint } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { hasMetadata, listCheckpoints, listJobs } from '../openai/list-jobs.ts'
import { lastValues, Metrics, type MetricTable } from '../openai/metrics.ts'
import type { Checkpoint, Job } from '../openai/wire.ts'
import type { Comparison } from '../report/comment.ts'
import { bestCheckpoint, judgements } from '../report/curve-analysis.ts'
import { metricValue } from '../report/format.ts'
import { formatError } from '../report/format-error.ts'
import { curveLines } from '../report/log.ts'
import { eventReader } from './event-reader.ts'
import { retryFor } from './retry-options.ts'
import type { Report } from './run-reporter.ts'

/** How long to ask for what a job tells only once it has stopped. */
const ASK_MS = 30_000

/** What is known of a job that has stopped, and to whom it is told. */
interface Quality {
  client: Client
  report: Report
  world: Dependencies
}

/** Reads what is told of a job only when it has stopped: its checkpoints and result files. Tells what all of it says. */
export async function tellQuality(job: Job, { client, report, world }: Quality): Promise<void> {
  if (job.status === 'succeeded' || job.status === 'paused') {
    const { checkpoints, hasResults } = await readEnd(job, report.metrics, { client, world })
    if (hasResults || (checkpoints?.length ?? 0) > 0) report.isIncomplete = false
    if (checkpoints) {
      const best = bestCheckpoint(checkpoints, report.metrics.table(), job.fineTunedModel)
      Object.assign(report.run, { checkpoints, best })
      report.outputs({ checkpoints: checkpoints.map(asSent), 'best-checkpoint': best?.model })
      if (best && checkpoints.length > 0) world.runner.info(`best checkpoint: ${best.model}: ${best.why}`)
    }
  }
  const table = report.metrics.table()
  for (const line of [...curveLines(table), ...judgements(table)]) world.runner.info(line)
  if (table.series.size > 0) report.outputs({ metrics: lastValues(table) })
}

const asSent = ({ id, model, step, metrics }: Checkpoint) => ({
  id,
  fine_tuned_model_checkpoint: model,
  step_number: step,
  metrics,
})

type Asking = Pick<Quality, 'client' | 'world'>

/** A job has one result file; a server that names thousands is not asked for all of them. */
const MAX_FILES = 5
/** Characters; a gate needs no more, and reading more takes longer than a cancelled workflow has. */
const MAX_FILE = 16 * 2 ** 20

/**
 * Adds to the metrics what checkpoints and result files tell, each repeated for half a minute at most. No checkpoints
 * where they could not be read.
 */
async function readEnd(job: Job, metrics: Metrics, { client, world }: Asking) {
  const { runner, clock, signal } = world
  const end = clock.now() + ASK_MS
  const repeat = retryFor(world, ASK_MS)
  /** What cannot be read is a warning at most: the job has ended all the same. */
  const read = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
      if (signal.aborted || isUnsupportedEndpoint(error)) return undefined
      runner.warning(
        `${what} could not be read: ${error instanceof ActionError ? formatError(error) : error.message}`,
      )
      return undefined
    }
  }
  const checkpoints = await read(`The checkpoints of job ${job.id}`, () =>
    listCheckpoints(client, job.id, repeat),
  )
  for (const checkpoint of checkpoints ?? []) metrics.checkpoint(checkpoint)
  let hasResults = false
  for (const id of job.resultFiles.slice(0, MAX_FILES)) {
    const limitMs = Math.max(1000, end - clock.now())
    const text = await read(`The result file ${id}`, () =>
      withTimeout(clock, limitMs, signal, () => repeat(() => client.fileContent(id, { limitMs }))),
    )
    if (text !== undefined && text.length <= MAX_FILE) hasResults = metrics.resultFile(text) || hasResults
  }
  return { checkpoints, hasResults }
}

/** Judges a model by its metrics, shows it beside the one in use, and stops the step where it is not good enough. */
export async function judgeQuality(job: Job, inputs: QualityInputs, quality: Quality): Promise<void> {
  if (quality.report.comment) quality.report.comparison = await comparisonOf(job, inputs, quality)
  const { require: requirements } = inputs
  if (requirements.length === 0) return
  const { report, world } = quality
  const { runner } = world
  // What was not read to its end is not judged.
  world.signal.throwIfAborted()
  const other = needsBaseline(requirements) ? await baselineOf(job, inputs.baseline, quality) : undefined
  const gate = judge(requirements, lastValues(report.metrics.table()), other?.values)
  Object.assign(report.run, { gate, baseline: other?.job.id })
  const isPassed = gate.passed && !report.isIncomplete
  report.outputs({ gate: isPassed ? 'passed' : 'failed' })
  for (const line of gateLines(gate)) runner.info(line)
  if (needsBaseline(requirements) && !other)
    runner.notice('No job has succeeded with the metadata of "baseline": what compares with it passes.')
  if (isPassed) return
  if (gate.passed)
    throw new ActionError('The gate cannot be judged: the last metrics of the job could not be read.', {
      hint: 'Run the step again: the job is found again, and judged.',
    })
  const missed = gate.rows.filter(({ holds }) => !holds)
  throw new ActionError(
    `The model does not pass the gate: ${missed.map(({ asked, reached, note }) => `${asked} (${note ?? `it is ${shown(reached)}`})`).join('; ')}.`,
    { hint: 'The outputs are set; the model can still be deployed by hand.' },
  )
}

const shown = (value: number | undefined) => (value === undefined ? 'not known' : metricValue(value))

function gateLines({ rows }: Gate): string[] {
  return rows.map(
    ({ asked, reached, limit, holds, note }) =>
      `gate: ${holds ? 'holds ' : 'MISSED'}  ${asked}: reached ${shown(reached)}${limit === undefined ? '' : `, limit ${shown(limit)}`}${note ? ` (${note})` : ''}`,
  )
}

/** The newest other job that has succeeded with this metadata, and its metrics. */
async function baselineOf(
  job: Job,
  metadata: Record<string, string>,
  { client, world }: Pick<Quality, 'client' | 'world'>,
): Promise<{ job: Job; values: Record<string, number> } | undefined> {
  const repeat = retryFor(world, ASK_MS)
  const wanted = (other: Job) =>
    other.id !== job.id && other.status === 'succeeded' && hasMetadata(other, metadata)
  const { items } = await listJobs(client, { metadata, wanted }, repeat)
  const [newest] = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  return newest && { job: newest, values: lastValues(await metricsOf(newest, { client, world })) }
}

async function metricsOf(job: Job, { client, world }: Asking): Promise<MetricTable> {
  const { clock, runner, signal } = world
  const metrics = new Metrics({ redact: runner.redactCredentials })
  const until = clock.now() + ASK_MS
  const events = eventReader(
    (page) => client.events(job.id, page),
    retryFor(world, ASK_MS),
    () => clock.now() >= until,
  )
  try {
    for (const event of await events.read()) metrics.event(event)
  } catch (error) {
    if (signal.aborted || !(error instanceof ActionError)) throw error
    if (!isUnsupportedEndpoint(error))
      runner.info(`The events of job ${job.id} could not be read: ${formatError(error)}`)
    for (const event of events.leftover()) metrics.event(event)
  }
  await readEnd(job, metrics, { client, world })
  return metrics.table()
}

/** The metrics of a model beside those of the one in use: the baseline or, failing that, this repository's newest. */
async function comparisonOf(
  job: Job,
  { baseline }: QualityInputs,
  { client, report, world }: Quality,
): Promise<Comparison> {
  const { repository } = world.context
  const metadata = Object.keys(baseline).length > 0 ? baseline : repository && { ft_repository: repository }
  const values = lastValues(report.metrics.table())
  let other: Awaited<ReturnType<typeof baselineOf>>
  try {
    other = metadata ? await baselineOf(job, metadata, { client, world }) : undefined
  } catch (error) {
    // A comment is worth no failure.
    if (world.signal.aborted || !(error instanceof ActionError)) throw error
  }
  const rows = Object.entries(values).map(([name, value]) => ({
    name,
    value,
    ...(other && Object.hasOwn(other.values, name) && { baseline: other.values[name] }),
  }))
  return { rows, baseline: other?.job.fineTunedModel }
}
