import type { Dependencies } from '../dependencies.ts'
import { ApiError } from '../http/errors.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
import { formatError } from '../report/format-error.ts'
import type { OutputName } from '../report/outputs.ts'
import { Unknown } from '../training/create-job.ts'
import { NotStopped } from '../training/follow-to-end.ts'
import { Report } from '../training/run-reporter.ts'
import { type StepTimer, startTimer } from '../training/step-timer.ts'

/**
 * Does the work of a step that is about a job, and tells people, later steps and the post step how it ended. The
 * work returns a verdict, or throws the reason why the step fails.
 */
export async function step(
  deps: Dependencies,
  outputs: readonly OutputName[],
  work: (report: Report, times: StepTimer) => Promise<string>,
): Promise<void> {
  const { runner, signal } = deps
  const times = startTimer(deps)
  const report = new Report(deps, outputs)
  // Also when the inputs are wrong.
  const withSummary = runner.inputs.get('summary')?.toLowerCase() !== 'false'
  try {
    const verdict = await work(report, times)
    if (report.job?.status === 'succeeded')
      runner.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`)
    await report.finish({ verdict }, times, withSummary)
  } catch (error) {
    const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof ApiError)
    if (refused) report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said })
    const failure = formatError(error)
    runner.endGroup()
    runner.setFailed(failure)
    await report.finish({ verdict: verdictOf(report.job), failure }, times, withSummary)
    // What was to be done to the job and could not be done is left to the post step.
    if (signal.aborted && (error instanceof Unknown || error instanceof NotStopped)) return
  }
  runner.saveState('ended', 'true')
}

/** What to say above the reason why a step has failed. */
function verdictOf(job: Job | undefined): string {
  if (!job) return 'failed'
  return isTerminal(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`
}

/** Does the work of a step that is over in a moment, and leaves nothing but its outputs. */
export async function briefStep(
  world: Dependencies,
  outputs: readonly OutputName[],
  work: (report: Report) => Promise<void>,
): Promise<void> {
  try {
    await work(new Report(world, outputs))
  } catch (error) {
    world.runner.setFailed(formatError(error))
  }
}
