import { connect } from '../api/client.ts'
import { ControlInputs, inputsOf } from '../github/inputs.ts'
import { changeJob } from '../jobs/control.ts'
import { CONTROL_OUTPUTS } from '../report/outputs.ts'
import { connectionOf } from './connection.ts'
import { briefStep } from './step.ts'
import { patienceOf, type World } from './world.ts'

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
