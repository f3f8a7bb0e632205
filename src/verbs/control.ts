import { connect } from '../api/client.ts'
import { ControlInputs, connectionOf, inputsOf } from '../github/inputs.ts'
import { changeJob, PAST } from '../jobs/control.ts'
import { CONTROL_OUTPUTS } from '../report/outputs.ts'
import { briefStep } from './step.ts'
import { patienceOf, type World } from './world.ts'

/** The action `control`: cancels, pauses or resumes a job. */
export function control(world: World): Promise<void> {
  const { host, clock, fetch, interrupted, userAgent } = world
  return briefStep(world, CONTROL_OUTPUTS, async (report) => {
    const { command, 'job-id': jobId, ...inputs } = inputsOf(ControlInputs, host)
    report.outputs({ 'job-id': jobId })
    const client = connect(connectionOf(inputs, userAgent), fetch, clock, interrupted)
    const { job, changed } = await changeJob(client, jobId, command, patienceOf(world))
    report.outputs({ status: job.status })
    const done = changed ? `was asked to ${command}` : `is ${PAST[command]} already`
    host.notice(`Job ${jobId} ${done}; its status is ${job.status}.`)
  })
}
