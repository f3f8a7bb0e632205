import { type Times, timesOf, type World } from '../dependencies.ts'
import { ApiError } from '../http/errors.ts'
import { hasEnded, type Job } from '../openai/wire.ts'
import { explain } from '../report/format-error.ts'
import type { OutputName } from '../report/outputs.ts'
import { Unknown } from '../training/create-job.ts'
import { NotStopped } from '../training/follow-to-end.ts'
import { Report } from '../training/run-reporter.ts'

/**
 * Does the work of a step that is about a job, and tells people, later steps and the post step how it ended. The
 * work returns a verdict, or throws the reason why the step fails.
 */
export async function step(
  world: World,
  outputs: readonly OutputName[],
  work: (report: Report, times: Times) => Promise<string>,
): Promise<void> {
  const { host, interrupted } = world
  const times = timesOf(world)
  const report = new Report(world, outputs)
  // Also when the inputs are wrong.
  const withSummary = host.inputs.get('summary')?.toLowerCase() !== 'false'
  try {
    const verdict = await work(report, times)
    if (report.job?.status === 'succeeded')
      host.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`)
    await report.finish({ verdict }, times, withSummary)
  } catch (error) {
    const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof ApiError)
    if (refused) report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said })
    const failure = explain(error)
    host.endGroup()
    host.setFailed(failure)
    await report.finish({ verdict: verdictOf(report.job), failure }, times, withSummary)
    // What was to be done to the job and could not be done is left to the post step.
    if (interrupted.aborted && (error instanceof Unknown || error instanceof NotStopped)) return
  }
  host.saveState('ended', 'true')
}

/** What to say above the reason why a step has failed. */
function verdictOf(job: Job | undefined): string {
  if (!job) return 'failed'
  return hasEnded(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`
}

/** Does the work of a step that is over in a moment, and leaves nothing but its outputs. */
export async function briefStep(
  world: World,
  outputs: readonly OutputName[],
  work: (report: Report) => Promise<void>,
): Promise<void> {
  try {
    await work(new Report(world, outputs))
  } catch (error) {
    world.host.setFailed(explain(error))
  }
}
