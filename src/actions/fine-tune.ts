import { createRequest } from '../config/create-request.ts'
import type { JobDescription } from '../config/job.ts'
import type { Dependencies, WorkflowContext } from '../dependencies.ts'
import { createClient } from '../openai/client.ts'
import { providerOf } from '../openai/provider.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
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
import type { StepTimer } from '../training/step-timer.ts'
import { Shelf } from '../training/uploaded-files.ts'
import { step } from './run-step.ts'

/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
export function fineTune(deps: Dependencies): Promise<void> {
  return step(deps, ROOT_OUTPUTS, async (report, times) => {
    const plan = await readTrainingPlan(deps)
    report.resultsIn(plan.resultsDir)
    return train(plan, times, report, deps)
  })
}

async function train(
  plan: TrainingPlan,
  times: StepTimer,
  report: Report,
  world: Dependencies,
): Promise<string> {
  const { fetch, clock, signal: interrupted } = world
  const { inputs } = plan
  report.comment = await commentFor(inputs, plan.job, world)
  const { datasets, fingerprint } = await checkData(plan, report, world)

  const connected = (signal?: AbortSignal) => createClient(plan.connection, fetch, clock, signal)
  const client = connected(interrupted)
  await checkModelLife(plan, client, report, world)
  const shelf = new Shelf(datasets, connected, report, world, times.remainingMs)
  const errand: Errand = {
    plan,
    fingerprint,
    shelf,
    report,
    deps: world,
    client,
    lastingClient: connected(),
    // With no time at all the job is still to be created and looked at once.
    until: inputs.timeout > 0 ? times.startedAt + inputs.timeout : Number.POSITIVE_INFINITY,
    stale: new Set(),
    remainingMs: times.remainingMs,
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
async function checkData(plan: TrainingPlan, report: Report, world: Dependencies) {
  const { runner, context } = world
  const { model, method } = plan.job
  for (const warning of [...plan.warnings, ...marksOfTheRun(plan.job, context)]) runner.warning(warning)
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
  runner.info(`fingerprint of the work: ${fingerprint}`)
  return { datasets, fingerprint }
}

/** Deletes the files that are not to be kept. */
async function cleanUp({ plan, report: { job }, shelf }: Errand): Promise<void> {
  if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
    await shelf.deleteFiles(job)
  await shelf.tidy(job)
}

/** The commit and the run, for people to look at. */
function provenanceOf({ context: { repository, sha, runId, serverUrl } }: Dependencies) {
  if (!sha) return undefined
  const page = repository && `${serverUrl}/${repository}`
  return {
    sha,
    commitLink: page && `${page}/commit/${sha}`,
    run: runId,
    runLink: page && runId && `${page}/actions/runs/${runId}`,
  }
}

/** Where these are part of what is asked, every run asks for something else, and pays for it. */
function marksOfTheRun({ suffix, seed }: JobDescription, { runId, sha }: WorkflowContext): string[] {
  const marks = [runId, sha?.slice(0, 7)].filter((mark) => mark !== undefined && mark.length > 5)
  return Object.entries({ suffix, seed }).flatMap(([name, value]) =>
    marks.some((mark) => `${value}`.includes(`${mark}`))
      ? [
          `input "${name}": carries the id or the commit of this run, so that no run ever uses a job of another one`,
        ]
      : [],
  )
}

/** Sees to it that the work is done: by one job, whoever has created it. */
async function pursue(errand: Errand, times: StepTimer): Promise<string> {
  const { deps, report, plan } = errand
  const { runner, signal } = deps
  const { inputs } = plan
  let anew = false
  for (let obtained = await obtain(errand); ; ) {
    const { job, ours } = obtained
    // A job that has failed is attended to all the same, to tell why; and one of a cancelled workflow, to stop it.
    if (!inputs.wait && !signal.aborted && (job.status === 'succeeded' || !isTerminal(job.status))) {
      tellLeft(job, deps)
      return `${obtained.isNew ? 'created' : 'found'}, ${job.status}`
    }
    report.tell('running')
    runner.group('Training')
    const fate = await attend({
      ...times,
      jobId: job.id,
      client: errand.lastingClient,
      reader: errand.client,
      report,
      world: deps,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach'),
      rival: obtained.isNew ? (job) => rival(job, errand) : undefined,
      replaceable: !ours && !anew,
    })
    runner.endGroup()
    if (fate.kind === 'verdict') {
      if (report.job?.status === 'succeeded') {
        tellDeployment(errand)
        await judgeQuality(report.job, inputs, { client: errand.client, report, world: deps })
      }
      const isReused = !obtained.isNew && job.status === 'succeeded'
      return isReused ? 'succeeded already, nothing was paid for again' : fate.verdict
    }
    if (fate.kind === 'superseded') {
      obtained = await yieldTo(fate.other, fate.job, errand)
      continue
    }
    runner.info(`Job ${job.id}, which another run has created, was cancelled by somebody: deciding anew`)
    anew = true
    // So that the post step does not take that job for one that may be created now.
    runner.saveState('job-id', '')
    report.restart()
    obtained = await obtain(errand)
  }
}

/** Tells that nobody waits for the job, where it has not ended. */
function tellLeft({ id, status }: Job, { runner }: Dependencies): void {
  if (/^paus/.test(status))
    runner.warning(
      `Job ${id} is paused and does not go on by itself: run this with "wait: true", or resume it by the action "control".`,
    )
  else if (!isTerminal(status)) runner.info(left(id))
}

function tellDeployment({ plan, deps: { runner } }: Errand): void {
  const { deployment } = providerOf(new URL(plan.connection.baseUrl).hostname)
  if (deployment) runner.info(deployment)
}

/** Tells what would be done, and only reads. */
async function dryRun(errand: Errand): Promise<string> {
  const { plan, client, deps } = errand
  const { runner } = deps
  const found = await findJob(errand)
  if (found) {
    runner.info(`Dry run: job ${found.id} (${found.status}) does exactly this work; none would be created.`)
    return `dry run, ${found.id} would be used`
  }
  const idOf = (source: Source) => ('id' in source ? source.id : '(id of the uploaded file)')
  const { training, validation } = plan
  const files = { training: idOf(training), ...(validation && { validation: idOf(validation) }) }
  const request = createRequest(plan.job, files)
  runner.info(
    `Dry run: nothing was uploaded and no job was created. This would be asked of ${client.host}, beside metadata of our own (ft_…):`,
  )
  for (const line of JSON.stringify(request, null, 2).split('\n')) runner.info(line)
  return 'dry run, nothing was created'
}
