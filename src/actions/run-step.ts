import type { Dependencies } from '../dependencies.ts'
import { formatError } from '../errors.ts'
import { ApiError } from '../http/errors.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import type { OutputName } from '../report/outputs.ts'
import { JobMaybeCreatedError } from '../training/create-job.ts'
import { OutputWriter } from '../training/output-writer.ts'
import { RunReporter } from '../training/run-reporter.ts'
import { StopFailedError } from '../training/stop-job.ts'

/**
 * Runs a step that trains or follows a job, and reports how it ended to people, later steps and the post step. The work
 * returns the outcome in a few words, or rejects with the reason why the step fails.
 */
export async function runTrainingStep(
  deps: Dependencies,
  outputNames: readonly OutputName[],
  work: (reporter: RunReporter) => Promise<string>,
): Promise<void> {
  const { runner, signal } = deps
  const reporter = new RunReporter(deps, outputNames)
  try {
    const outcome = await work(reporter)
    const { job } = reporter
    if (job?.status === 'succeeded')
      runner.info(`Fine-tuned model: ${job.fineTunedModel ?? 'not named by the server'}`)
    await reporter.finish({ outcome })
  } catch (error) {
    const apiError = [error, error instanceof Error && error.cause].find((e) => e instanceof ApiError)
    if (apiError)
      reporter.setOutputs({ 'error-code': apiError.code, 'error-message': apiError.serverMessage })
    const failure = formatError(error)
    runner.endGroup()
    runner.setFailed(failure)
    await reporter.finish({ outcome: describeResult(reporter.job), failure })
    // Leaves the job to the post step if it could not be stopped.
    if (signal.aborted && (error instanceof JobMaybeCreatedError || error instanceof StopFailedError)) return
  }
  runner.saveState('ended', 'true')
}

/** The outcome of a failed step. */
function describeResult(job: Job | undefined): string {
  if (!job) return 'failed'
  return isTerminal(job) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`
}

/** Runs a short step whose only result is its outputs; fails the step when the work rejects. */
export async function runStep(
  { runner }: Pick<Dependencies, 'runner'>,
  outputNames: readonly OutputName[],
  work: (outputs: OutputWriter) => Promise<void>,
): Promise<void> {
  try {
    await work(new OutputWriter(runner, outputNames))
  } catch (error) {
    runner.setFailed(formatError(error))
  }
}
