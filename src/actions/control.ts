import { ControlInputs, inputsOf } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { createClient } from '../openai/client.ts'
import { CONTROL_OUTPUTS } from '../report/outputs.ts'
import { connectionOf } from '../training/connection.ts'
import { retryOptions } from '../training/retry-options.ts'
import { changeJob } from '../training/stop-job.ts'
import { briefStep } from './run-step.ts'

/** The action `control`: cancels, pauses or resumes a job. */
export function control(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, signal } = deps
  return briefStep(deps, CONTROL_OUTPUTS, async (report) => {
    const { command, 'job-id': jobId, ...inputs } = await inputsOf(ControlInputs, runner)
    report.outputs({ 'job-id': jobId })
    const client = createClient(connectionOf(inputs, deps), fetch, clock, signal)
    const { job, changed } = await changeJob(client, jobId, command, {
      ...retryOptions(deps),
      onSeen: (job) => report.outputs({ status: job.status }),
    })
    report.outputs({ status: job.status })
    runner.notice(
      changed
        ? `Job ${jobId} was asked to ${command}; its status is ${job.status}.`
        : `Job ${jobId} is ${job.status}: there is nothing to ${command}.`,
    )
  })
}
