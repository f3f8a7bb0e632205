import { type Client, connect } from '../api/client.ts'
import { ApiError } from '../api/errors.ts'
import { hasEnded } from '../api/wire.ts'
import { TimeLimit, within } from '../clock.ts'
import { Failure } from '../failure.ts'
import { createJob } from '../jobs/create.ts'
import { explain } from '../report/failure.ts'
import { faultLine } from '../report/log.ts'
import { createRequest } from '../spec/request.ts'
import { attend, left } from './attend.ts'
import {
  type Dataset,
  dataOf,
  inspectData,
  refuseErrors,
  type Uploaded,
  untilProcessed,
  upload,
} from './data.ts'
import { type Plan, readPlan, type Source } from './plan.ts'
import { Report } from './report.ts'
import type { World } from './world.ts'

/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
export async function fineTune(world: World): Promise<void> {
  const { host, clock } = world
  const startedAt = clock.now()
  const report = new Report(world)
  // Also when the inputs are wrong.
  const withSummary = host.inputs.get('summary')?.toLowerCase() !== 'false'
  try {
    const plan = await readPlan(world)
    report.resultsIn(plan.resultsDir)
    const verdict = await train(plan, startedAt, report, world)
    report.finish({ verdict }, withSummary)
  } catch (error) {
    const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof ApiError)
    if (refused) report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said })
    const failure = explain(error)
    host.endGroup()
    host.setFailed(failure)
    report.finish({ verdict: report.job?.status ?? 'failed', failure }, withSummary)
  }
}

async function train(plan: Plan, startedAt: number, report: Report, world: World): Promise<string> {
  const { host, interrupted } = world
  const { inputs, job: description } = plan
  for (const warning of plan.warnings) host.warning(warning)
  Object.assign(report.run, { model: description.model, method: description.method?.type ?? 'supervised' })

  const datasets = await inspectData(plan, world)
  report.run.data.push(...datasets.map(dataOf))
  refuseErrors(datasets, plan)
  if (inputs['dry-run']) return dryRun(plan, world)

  const client = connect(plan.connection, world.fetch, world.clock)
  // With no time at all the job is still to be created and looked at once.
  const until = inputs.timeout > 0 ? startedAt + inputs.timeout : Number.POSITIVE_INFINITY
  const files = await inTime(until, world, (world) => bring(datasets, client, report, world))
  const job = await create(plan, files, until, client, report, world)
  // One that has ended already has failed, and one that nobody wants any more is to be stopped.
  if (!inputs.wait && !interrupted.aborted && !hasEnded(job.status)) {
    host.info(left(job.id))
    return `created, ${job.status}`
  }

  host.group('Training')
  const verdict = await attend({
    jobId: job.id,
    client,
    report,
    world,
    startedAt,
    timeoutMs: inputs.timeout,
    intervalMs: inputs['poll-interval'],
    onTimeout: inputs['on-timeout'],
    onCancel: inputs['on-cancel'] ?? 'cancel',
  })
  host.endGroup()
  if (report.job?.status === 'succeeded')
    host.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`)
  return verdict
}

/** Tells what would be asked of the server, and asks nothing. */
function dryRun({ job, connection, training, validation }: Plan, { host }: World): string {
  const idOf = (source: Source) => ('id' in source ? source.id : '(id of the uploaded file)')
  const request = createRequest(job, {
    training: idOf(training),
    ...(validation && { validation: idOf(validation) }),
  })
  const { host: server } = new URL(connection.baseUrl)
  host.info(`Dry run: nothing was uploaded and no job was created. This would be asked of ${server}:`)
  for (const line of JSON.stringify(request, null, 2).split('\n')) host.info(line)
  return 'dry run, nothing was created'
}

/** Does what comes before there is a job; a Failure when that takes longer than the whole step may. */
async function inTime<T>(until: number, world: World, work: (world: World) => Promise<T>): Promise<T> {
  const { clock, interrupted } = world
  try {
    return await within(clock, until - clock.now(), interrupted, (signal) =>
      work({ ...world, interrupted: signal }),
    )
  } catch (error) {
    if (!(error instanceof TimeLimit)) throw error
    throw new Failure('The time was up before the data was on the server, so no job was created.', {
      advice: 'Allow more time by "timeout".',
    })
  }
}

/** Brings the data to the server, and returns its ids there once it can be trained on. */
async function bring(datasets: Dataset[], client: Client, report: Report, world: World) {
  world.host.group('Upload')
  const ids: { training: string; validation?: string } = { training: '' }
  const uploaded: Uploaded[] = []
  for (const dataset of datasets) {
    const { role } = dataset
    const file = await upload(dataset, client, world)
    report.outputs({ [`${role}-file-id`]: file.id })
    ids[role] = file.id
    uploaded.push({ role, file })
  }
  await untilProcessed(uploaded, client, world)
  world.host.endGroup()
  return ids
}

async function create(
  { job: description }: Plan,
  files: { training: string; validation?: string },
  until: number,
  client: Client,
  report: Report,
  { host, clock, random, interrupted }: World,
) {
  const onFault = (error: unknown, delayMs: number) => host.info(faultLine(error, delayMs))
  const job = await createJob(client, createRequest(description, files), {
    clock,
    random,
    signal: interrupted,
    until,
    onFault,
  })
  host.saveState('job-id', job.id)
  report.seen(job)
  report.outputs({ created: true })
  report.run.link = jobPage(client.host, job.id)
  host.notice(`Fine-tuning job ${job.id} was created${report.run.link ? `: ${report.run.link}` : '.'}`)
  return job
}

/** Where people look at a job. Of other servers than OpenAI no such address is known. */
function jobPage(host: string, jobId: string): string | undefined {
  return host === 'api.openai.com'
    ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
    : undefined
}
