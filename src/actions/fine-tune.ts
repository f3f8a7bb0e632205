import { createRequest } from '../config/create-request.ts'
import type { JobDescription } from '../config/job.ts'
import type { Times, World } from '../dependencies.ts'
import type { Origin } from '../github/context.ts'
import { connect } from '../openai/client.ts'
import { providerOf } from '../openai/provider.ts'
import { hasEnded, type Job } from '../openai/wire.ts'
import { ROOT_OUTPUTS } from '../report/outputs.ts'
import { Unknown } from '../training/create-job.ts'
import { checkedOf, dataOf, fingerprintOf, inspectData, refuseErrors } from '../training/data.ts'
import { estimateOf, refuseTooMuch } from '../training/estimate.ts'
import { findJob, rival } from '../training/find-jobs.ts'
import { obtain, yieldTo } from '../training/find-or-create-job.ts'
import { attend, left } from '../training/follow-to-end.ts'
import type { Errand } from '../training/job-coordinator.ts'
import { judgeQuality } from '../training/model-quality.ts'
import { checkModelLife } from '../training/model-shutdown.ts'
import { readTrainingPlan, type Source, type TrainingPlan } from '../training/plan.ts'
import { commentFor } from '../training/pull-request-comment.ts'
import type { Report } from '../training/run-reporter.ts'
import { Shelf } from '../training/uploaded-files.ts'
import { step } from './run-step.ts'

/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
export function fineTune(world: World): Promise<void> {
  return step(world, ROOT_OUTPUTS, async (report, times) => {
    const plan = await readTrainingPlan(world)
    report.resultsIn(plan.resultsDir)
    return train(plan, times, report, world)
  })
}

async function train(plan: TrainingPlan, times: Times, report: Report, world: World): Promise<string> {
  const { fetch, clock, interrupted } = world
  const { inputs } = plan
  report.comment = await commentFor(inputs, plan.job, world)
  const { datasets, fingerprint } = await checkData(plan, report, world)

  const connected = (signal?: AbortSignal) => connect(plan.connection, fetch, clock, signal)
  const client = connected(interrupted)
  await checkModelLife(plan, client, report, world)
  const shelf = new Shelf(datasets, connected, report, world, times.leftMs)
  const errand: Errand = {
    plan,
    fingerprint,
    shelf,
    report,
    world,
    client,
    lastingClient: connected(),
    // With no time at all the job is still to be created and looked at once.
    until: inputs.timeout > 0 ? times.startedAt + inputs.timeout : Number.POSITIVE_INFINITY,
    stale: new Set(),
    leftMs: times.leftMs,
    warnedOfLimit: false,
    listsNoJobs: false,
  }
  if (inputs['dry-run']) return dryRun(errand)
  try {
    const verdict = await pursue(errand, times)
    await cleanUp(errand)
    return verdict
  } catch (error) {
    // A job that was made but not found may still need the files. Otherwise they have done their work, even where the
    // model does not pass the gate.
    if (!(error instanceof Unknown)) await cleanUp(errand)
    throw error
  }
}

/** Tells what the data is and what training on it will cost; a Failure when either is not as it must be. */
async function checkData(plan: TrainingPlan, report: Report, world: World) {
  const { host, origin } = world
  const { model, method } = plan.job
  for (const warning of [...plan.warnings, ...marksOfTheRun(plan.job, origin)]) host.warning(warning)
  Object.assign(report.run, { model, method: method?.type ?? 'supervised' })
  const datasets = await inspectData(plan, world)
  const estimate = estimateOf(plan, datasets)
  report.outputs({ 'estimated-tokens': estimate?.tokens, 'estimated-cost': estimate?.cost })
  report.run.data.push(...datasets.map(dataOf))
  Object.assign(report.run, {
    problems: checkedOf(datasets).problems,
    hyperparameters: method?.hyperparameters,
    provenance: provenanceOf(world),
    estimate,
  })
  refuseErrors(datasets, plan)
  refuseTooMuch(estimate, plan.inputs)
  const fingerprint = fingerprintOf(plan, datasets)
  report.outputs({ fingerprint })
  report.run.fingerprint = fingerprint
  report.tell('checked')
  host.info(`fingerprint of the work: ${fingerprint}`)
  return { datasets, fingerprint }
}

/** Deletes the files that are not to be kept. */
async function cleanUp({ plan, report: { job }, shelf }: Errand): Promise<void> {
  if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
    await shelf.deleteFiles(job)
  await shelf.tidy(job)
}

/** The commit and the run, for people to look at. */
function provenanceOf({ origin: { repository, sha, run }, surroundings: { serverUrl } }: World) {
  if (!sha) return undefined
  const page = repository && `${serverUrl}/${repository}`
  return {
    sha,
    commitLink: page && `${page}/commit/${sha}`,
    run,
    runLink: page && run && `${page}/actions/runs/${run}`,
  }
}

/** Where these are part of what is asked, every run asks for something else, and pays for it. */
function marksOfTheRun({ suffix, seed }: JobDescription, { run, sha }: Origin): string[] {
  const marks = [run, sha?.slice(0, 7)].filter((mark) => mark !== undefined && mark.length > 5)
  return Object.entries({ suffix, seed }).flatMap(([name, value]) =>
    marks.some((mark) => `${value}`.includes(`${mark}`))
      ? [
          `input "${name}": carries the id or the commit of this run, so that no run ever uses a job of another one`,
        ]
      : [],
  )
}

/** Sees to it that the work is done: by one job, whoever has created it. */
async function pursue(errand: Errand, times: Times): Promise<string> {
  const { world, report, plan } = errand
  const { host, interrupted } = world
  const { inputs } = plan
  let anew = false
  for (let obtained = await obtain(errand); ; ) {
    const { job, ours } = obtained
    // A job that has failed is attended to all the same, to tell why; and one of a cancelled workflow, to stop it.
    if (!inputs.wait && !interrupted.aborted && (job.status === 'succeeded' || !hasEnded(job.status))) {
      tellLeft(job, world)
      return `${obtained.isNew ? 'created' : 'found'}, ${job.status}`
    }
    report.tell('running')
    host.group('Training')
    const fate = await attend({
      ...times,
      jobId: job.id,
      client: errand.lastingClient,
      reader: errand.client,
      report,
      world,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach'),
      rival: obtained.isNew ? (job) => rival(job, errand) : undefined,
      replaceable: !ours && !anew,
    })
    host.endGroup()
    if (fate.kind === 'verdict') {
      if (report.job?.status === 'succeeded') {
        tellDeployment(errand)
        await judgeQuality(report.job, inputs, { client: errand.client, report, world })
      }
      const isReused = !obtained.isNew && job.status === 'succeeded'
      return isReused ? 'succeeded already, nothing was paid for again' : fate.verdict
    }
    if (fate.kind === 'superseded') {
      obtained = await yieldTo(fate.other, fate.job, errand)
      continue
    }
    host.info(`Job ${job.id}, which another run has created, was cancelled by somebody: deciding anew`)
    anew = true
    // So that the post step does not take that job for one that may be created now.
    host.saveState('job-id', '')
    report.restart()
    obtained = await obtain(errand)
  }
}

/** Tells that nobody waits for the job, where it has not ended. */
function tellLeft({ id, status }: Job, { host }: World): void {
  if (/^paus/.test(status))
    host.warning(
      `Job ${id} is paused and does not go on by itself: run this with "wait: true", or resume it by the action "control".`,
    )
  else if (!hasEnded(status)) host.info(left(id))
}

function tellDeployment({ plan, world: { host } }: Errand): void {
  const { deployment } = providerOf(new URL(plan.connection.baseUrl).hostname)
  if (deployment) host.info(deployment)
}

/** Tells what would be done, and only reads. */
async function dryRun(errand: Errand): Promise<string> {
  const { plan, client, world } = errand
  const { host } = world
  const found = await findJob(errand)
  if (found) {
    host.info(`Dry run: job ${found.id} (${found.status}) does exactly this work; none would be created.`)
    return `dry run, ${found.id} would be used`
  }
  const idOf = (source: Source) => ('id' in source ? source.id : '(id of the uploaded file)')
  const { training, validation } = plan
  const files = { training: idOf(training), ...(validation && { validation: idOf(validation) }) }
  const request = createRequest(plan.job, files)
  host.info(
    `Dry run: nothing was uploaded and no job was created. This would be asked of ${client.host}, beside metadata of our own (ft_…):`,
  )
  for (const line of JSON.stringify(request, null, 2).split('\n')) host.info(line)
  return 'dry run, nothing was created'
}
