import { ControlInputs, inputsOf } from '../config/inputs.ts'
import { patienceOf, type World } from '../dependencies.ts'
import { connect } from '../openai/client.ts'
import { CONTROL_OUTPUTS } from '../report/outputs.ts'
import { connectionOf } from '../training/connection.ts'
import { changeJob } from '../training/stop-job.ts'
import { briefStep } from './run-step.ts'

/** The action `control`: cancels, pauses or resumes a job. */
export function control(world: World): Promise<void> {
  const { host, clock, fetch, interrupted } = world
  return briefStep(world, CONTROL_OUTPUTS, async (report) => {
    const { command, 'job-id': jobId, ...inputs } = await inputsOf(ControlInputs, host)
    report.outputs({ 'job-id': jobId })
    const client = connect(connectionOf(inputs, world), fetch, clock, interrupted)
    const { job, changed } = await changeJob(client, jobId, command, {
      ...patienceOf(world),
      onSeen: (job) => report.outputs({ status: job.status }),
    })
    report.outputs({ status: job.status })
    host.notice(
      changed
        ? `Job ${jobId} was asked to ${command}; its status is ${job.status}.`
        : `Job ${jobId} is ${job.status}: there is nothing to ${command}.`,
    )
  })
}
