import { buildCreateRequest } from '../config/create-request.ts'
import type { JobSpec } from '../config/job.ts'
import type { Dependencies, WorkflowContext } from '../dependencies.ts'
import { commentMarker } from '../github/comment-marker.ts'
import { isPaused, isTerminal, type Job } from '../openai/job.ts'
import { leftRunningMessage } from '../report/log.ts'
import { ROOT_OUTPUTS } from '../report/outputs.ts'
import { CUSTOM_LLM_PROVIDER, createClientsWithDeadline } from '../training/connection.ts'
import { JobMaybeCreatedError } from '../training/create-job.ts'
import {
  assertNoDataErrors,
  computeFingerprint,
  type Dataset,
  inspectData,
  toCheckResult,
  toDatasetSummary,
} from '../training/data.ts'
import { enforceQualityGate } from '../training/enforce-quality-gate.ts'
import { assertWithinLimits, estimateTraining } from '../training/estimate.ts'
import { JobCoordinator, type JobCoordinatorOptions } from '../training/find-or-create-job.ts'
import { followToEnd } from '../training/follow-to-end.ts'
import { getDerivedSeed, toRequestedJob } from '../training/job-identity.ts'
import type { RecognizedJob } from '../training/match-job.ts'
import { checkModelShutdown } from '../training/model-shutdown.ts'
import { type DataSource, readTrainingPlan, type TrainingPlan } from '../training/plan.ts'
import { createPullRequestComment } from '../training/pull-request-comment.ts'
import type { RunReporter } from '../training/run-reporter.ts'
import { TrainingFiles } from '../training/training-files.ts'
import { runTrainingStep } from './run-step.ts'

/** Runs the root action: checks the data, finds or creates the job, follows it, and evaluates the quality gate. */
export function fineTune(deps: Dependencies): Promise<void> {
  return runTrainingStep(deps, ROOT_OUTPUTS, async (reporter) => {
    const plan = await readTrainingPlan(deps)
    const { inputs } = plan
    const { customLlmProvider } = plan.connection
    // The post step does not read the job file, which may name it.
    if (customLlmProvider) deps.runner.saveState(CUSTOM_LLM_PROVIDER, customLlmProvider)
    if (plan.resultsDir !== undefined) reporter.openResults(plan.resultsDir)
    reporter.comment = createPullRequestComment(inputs, commentMarker(plan.job), deps)
    const { datasets, fingerprint } = await checkData(plan, reporter, deps)

    const { connect, deadline, ...clients } = createClientsWithDeadline(plan.connection, inputs.timeout, deps)
    await checkModelShutdown(plan, clients.cancellableClient, reporter, deps)

    const training: JobCoordinatorOptions = {
      plan,
      datasets,
      fingerprint,
      files: new TrainingFiles({ datasets, createClient: connect, deadline, reporter, deps }),
      reporter,
      deps,
      ...clients,
      deadline,
    }
    if (inputs['dry-run']) return dryRun(training)
    try {
      const outcome = await trainToCompletion(training)
      await cleanUp(training)
      return outcome
    } catch (error) {
      // Keeps the files only for a job that may exist and need them; one that fails the quality gate needs them no more.
      if (!(error instanceof JobMaybeCreatedError)) await cleanUp(training)
      throw error
    }
  })
}

/** Reports the data and what training on it will cost; rejects if either is not acceptable. */
async function checkData(
  plan: TrainingPlan,
  reporter: RunReporter,
  deps: Dependencies,
): Promise<{ datasets: Dataset[]; fingerprint: string }> {
  const { runner, context } = deps
  const { model, method } = plan.job
  for (const warning of [...plan.warnings, ...warnAboutRunSpecificValues(plan.job, context)])
    runner.warning(warning)
  reporter.setFacts({ model, method: method?.type ?? 'supervised' })
  const datasets = await inspectData(plan, deps)
  const estimate = estimateTraining(plan, datasets, runner)
  reporter.setFacts({
    estimate,
    data: datasets.map(toDatasetSummary),
    problems: toCheckResult(datasets).problems,
    hyperparameters: toRequestedJob(plan.job).hyperparameters,
    provenance: context,
  })
  assertNoDataErrors(datasets, plan, runner)
  assertWithinLimits(estimate, plan.inputs)
  const fingerprint = computeFingerprint(plan, datasets)
  reporter.setFacts({ fingerprint })
  reporter.updateComment('checked')
  runner.info(`fingerprint: ${fingerprint}`)
  return { datasets, fingerprint }
}

/** Makes sure exactly one job trains this configuration: reuses one or creates it, then follows it to its end. */
async function trainToCompletion(training: JobCoordinatorOptions): Promise<string> {
  const { deps, reporter, plan, client, cancellableClient } = training
  const { runner, signal } = deps
  const { inputs } = plan
  const coordinator = new JobCoordinator(training)
  let active = await coordinator.findOrCreateJob()
  let hasRecreated = false
  for (;;) {
    const current = active
    const { job, createdByThisRun, justCreated, isOwn } = current
    let older: RecognizedJob | undefined
    // A failed job is followed all the same to report the reason, and in a cancelled workflow a job is to be stopped.
    if (!inputs.wait && !signal.aborted && (job.status === 'succeeded' || !isTerminal(job))) {
      logLeftRunning(job, deps)
      return `${justCreated ? 'created' : 'found'}, ${job.status}`
    }
    reporter.updateComment('running')
    runner.group('Training')
    const result = await followToEnd({
      jobId: job.id,
      client,
      cancellableClient,
      reporter,
      deps,
      inputs,
      onCancel: inputs['on-cancel'] ?? (isOwn ? 'cancel' : 'detach'),
      inspectJob: (job) => coordinator.inspect(current, job),
      replaceIfCancelled: async (job) => {
        if (!createdByThisRun) return !hasRecreated
        older = await coordinator.findOlderJob(job)
        return older !== undefined
      },
    }).catch(async (error) => {
      throw await coordinator.leaveCopiesToPostStep(error, current)
    })
    runner.endGroup()
    switch (result.kind) {
      case 'finished':
        if (reporter.job?.status === 'succeeded' && client.provider.deployment)
          runner.info(client.provider.deployment)
        await enforceQualityGate(inputs, {
          client: cancellableClient,
          reporter,
          deps,
          isMetadataDropped: coordinator.isMetadataDropped,
        })
        return !justCreated && job.status === 'succeeded'
          ? 'reused a job that had succeeded, nothing was paid for again'
          : result.outcome
      case 'superseded':
        active = await coordinator.switchToPreferred(result.job, result.preferred)
        break
      case 'cancelled-elsewhere':
        if (older) {
          runner.info(
            `Job ${job.id} was cancelled by someone else; job ${older.job.id} does the same training`,
          )
          active = await coordinator.switchToPreferred({ ...job, status: 'cancelled' }, older)
          break
        }
        runner.info(`Job ${job.id} of another run was cancelled: looking for another job, or creating one`)
        hasRecreated = true
        // The post step must not mistake that job for one that is created now.
        runner.saveState('job-id', '')
        reporter.reset()
        active = await coordinator.findOrCreateJob()
    }
  }
}

/** Deletes the files that are no longer needed. */
async function cleanUp({ plan, reporter: { job }, files }: JobCoordinatorOptions): Promise<void> {
  if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
    await files.deleteJobFiles(job)
  await files.deleteUnused(job)
}

/** Logs what a run would do; only reads. */
async function dryRun(training: JobCoordinatorOptions): Promise<string> {
  const { plan, client, deps } = training
  const { runner } = deps
  const reusable = (await new JobCoordinator(training).findReusableJob())?.job
  if (reusable) {
    runner.info(`Dry run: a run would reuse job ${reusable.id} (${reusable.status}) and create none.`)
    return `dry run, ${reusable.id} would be used`
  }
  await training.files.checkGivenFiles()
  const getId = (source: DataSource) => ('id' in source ? source.id : '(id of the uploaded file)')
  const seed = getDerivedSeed(training)
  const request = buildCreateRequest(
    { ...plan.job, ...(seed !== undefined && { seed }) },
    {
      training: getId(plan.training),
      ...(plan.validation && { validation: getId(plan.validation) }),
    },
  )
  runner.info(
    `Dry run: nothing was uploaded and no job was created. A run would send this to ${client.host}, with the action's own metadata (ft_…):`,
  )
  for (const line of JSON.stringify(request, null, 2).split('\n')) runner.info(line)
  return 'dry run, nothing was created'
}

/** Logs that the step does not wait for a job, unless it has ended. */
function logLeftRunning(job: Job, { runner }: Dependencies): void {
  if (isPaused(job))
    runner.warning(
      `Job ${job.id} is paused and does not continue by itself: set "wait: true" and "resume-paused: true", or resume it with the action "control".`,
    )
  else if (!isTerminal(job)) runner.info(leftRunningMessage(job.id, runner))
}

/** A job specification that contains the id of the run never matches a job of another run, so each run pays again. */
function warnAboutRunSpecificValues({ suffix, seed }: JobSpec, { runId, sha }: WorkflowContext): string[] {
  const runSpecific = [runId, sha?.slice(0, 7)].filter((id) => id !== undefined && id.length > 5)
  return Object.entries({ suffix, seed })
    .filter(([, value]) => runSpecific.some((id) => `${value}`.includes(`${id}`)))
    .map(
      ([name]) =>
        `input "${name}": contains the id or the commit of this run, so no other run can reuse its job`,
    )
}
