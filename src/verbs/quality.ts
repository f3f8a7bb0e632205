import type { Client } from '../api/client.ts'
import type { Checkpoint, Job } from '../api/wire.ts'
import { Failure } from '../failure.ts'
import type { QualityInputs } from '../github/inputs.ts'
import { hasMetadata, listCheckpoints, listJobs } from '../jobs/list.ts'
import { lastValues, Metrics, type MetricTable } from '../jobs/metrics.ts'
import type { Comparison } from '../report/comment.ts'
import { explain } from '../report/failure.ts'
import { metricValue } from '../report/format.ts'
import { curveLines } from '../report/log.ts'
import { bestCheckpoint, judgements } from '../report/verdict.ts'
import { type Gate, judge, needsBaseline, parseRequire, type Requirement } from '../spec/gate.ts'
import type { Report } from './report.ts'
import { isMissing, repeatFor, type World } from './world.ts'

/** How long a job that has ended is asked for what only then is known of it. */
const ASK_MS = 30_000

/** What is known of a job that has stopped, and to whom it is told. */
interface Quality {
  client: Client
  report: Report
  world: World
}

/** The lines of `require`, or what is wrong with them. */
export function requirementsOf({ require = '', baseline }: QualityInputs): {
  requirements: Requirement[]
  problems: string[]
} {
  const read = parseRequire(require)
  if ('problems' in read)
    return { requirements: [], problems: read.problems.map((problem) => `input "require": ${problem}`) }
  const lacks = needsBaseline(read.value) && Object.keys(baseline).length === 0
  const problems = lacks
    ? ['input "require": compares with the baseline, so "baseline" must say which job that is']
    : []
  return { requirements: read.value, problems }
}

/** Reads what is told of a job only when it has stopped: its checkpoints and result files. Tells what all of it says. */
export async function tellQuality(job: Job, quality: Quality): Promise<void> {
  const { report, world } = quality
  if (job.status === 'succeeded' || job.status === 'paused') {
    const checkpoints = await checkpointsOf(job, quality)
    for (const checkpoint of checkpoints) report.metrics.checkpoint(checkpoint)
    await readResultFiles(job, report.metrics, quality)
    const best = bestCheckpoint(checkpoints, report.metrics.table(), job.fineTunedModel)
    Object.assign(report.run, { checkpoints, best })
    report.outputs({ checkpoints: checkpoints.map(asSent), 'best-checkpoint': best?.model })
    if (best && checkpoints.length > 0) world.host.info(`best checkpoint: ${best.model}: ${best.why}`)
  }
  const table = report.metrics.table()
  for (const line of [...curveLines(table), ...judgements(table)]) world.host.info(line)
  if (table.series.size > 0) report.outputs({ metrics: lastValues(table) })
}

const asSent = ({ id, model, step, metrics }: Checkpoint) => ({
  id,
  fine_tuned_model_checkpoint: model,
  step_number: step,
  metrics,
})

/** None where the server does not tell: the job has ended, whatever becomes of reading what it has made. */
async function checkpointsOf(job: Job, { client, world }: Pick<Quality, 'client' | 'world'>) {
  try {
    return await listCheckpoints(client, job.id, repeatFor(world, ASK_MS))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!world.interrupted.aborted && !isMissing(error))
      world.host.warning(`The job's checkpoints could not be read: ${explain(error)}`)
    return []
  }
}

/** A job has one; a server that names thousands is not asked for them. */
const MOST_FILES = 5

async function readResultFiles(
  job: Job,
  metrics: Metrics,
  { client, world }: Pick<Quality, 'client' | 'world'>,
): Promise<void> {
  for (const id of job.resultFiles.slice(0, MOST_FILES))
    try {
      metrics.resultFile(await repeatFor(world, ASK_MS)(() => client.fileContent(id)))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (world.interrupted.aborted) return
      world.host.info(`The result file ${id} could not be read: ${explain(error)}`)
    }
}

/** Judges a model by its metrics, and stops the step where it is not good enough. */
export async function judgeQuality(job: Job, inputs: QualityInputs, quality: Quality): Promise<void> {
  const { requirements } = requirementsOf(inputs)
  if (requirements.length === 0) return
  const { report, world } = quality
  const { host } = world
  const other = needsBaseline(requirements) ? await baselineOf(job, inputs.baseline, quality) : undefined
  const gate = judge(requirements, lastValues(report.metrics.table()), other?.values)
  Object.assign(report.run, { gate, baseline: other?.job.id })
  report.outputs({ gate: gate.passed ? 'passed' : 'failed' })
  for (const line of gateLines(gate)) host.info(line)
  if (needsBaseline(requirements) && !other)
    host.notice('No job has succeeded with the metadata of "baseline": what compares with it passes.')
  if (gate.passed) return
  const missed = gate.rows.filter(({ holds }) => !holds)
  throw new Failure(
    `The model does not pass the gate: ${missed.map(({ asked, reached, note }) => `${asked} (${note ?? `it is ${shown(reached)}`})`).join('; ')}.`,
    { advice: 'The outputs are set; the model can still be deployed by hand.' },
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
export async function baselineOf(
  job: Job,
  metadata: Record<string, string>,
  { client, world }: Pick<Quality, 'client' | 'world'>,
): Promise<{ job: Job; values: Record<string, number> } | undefined> {
  const repeat = repeatFor(world, ASK_MS)
  const wanted = (other: Job) =>
    other.id !== job.id && other.status === 'succeeded' && hasMetadata(other, metadata)
  const { items } = await listJobs(client, { metadata, wanted }, repeat)
  const [newest] = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  return newest && { job: newest, values: lastValues(await metricsOf(newest, { client, world })) }
}

/** A page of events is enough for the last values; the rest is in the checkpoints and the result file. */
const LAST_EVENTS = 100

async function metricsOf(job: Job, quality: Pick<Quality, 'client' | 'world'>): Promise<MetricTable> {
  const { client, world } = quality
  const metrics = new Metrics()
  try {
    const page = await repeatFor(world, ASK_MS)(() => client.events(job.id, { limit: LAST_EVENTS }))
    for (const event of page.events.toReversed()) metrics.event(event)
  } catch (error) {
    if (world.interrupted.aborted || !(error instanceof Failure)) throw error
    world.host.info(`The events of the baseline could not be read: ${explain(error)}`)
  }
  for (const checkpoint of await checkpointsOf(job, quality)) metrics.checkpoint(checkpoint)
  await readResultFiles(job, metrics, quality)
  return metrics.table()
}

/** The metrics of a model beside those of the one in use: of the baseline or, failing that, the newest of this repository. */
export async function comparisonOf(
  job: Job,
  { baseline }: QualityInputs,
  { client, report, world }: Quality,
): Promise<Comparison> {
  const { repository } = world.origin
  const metadata = Object.keys(baseline).length > 0 ? baseline : repository && { ft_repository: repository }
  const values = lastValues(report.metrics.table())
  let other: Awaited<ReturnType<typeof baselineOf>>
  try {
    other = metadata ? await baselineOf(job, metadata, { client, world }) : undefined
  } catch (error) {
    // A comment is worth no failure.
    if (world.interrupted.aborted || !(error instanceof Failure)) throw error
  }
  const rows = Object.entries(values).map(([name, value]) => ({
    name,
    value,
    ...(other && Object.hasOwn(other.values, name) && { baseline: other.values[name] }),
  }))
  return { rows, baseline: other?.job.fineTunedModel }
}
