import { inputsOf, WaitInputs } from '../config/inputs.ts'
import type { World } from '../dependencies.ts'
import { connect } from '../openai/client.ts'
import { WAIT_OUTPUTS } from '../report/outputs.ts'
import { connectionOf } from '../training/connection.ts'
import { attend } from '../training/follow-to-end.ts'
import { judgeQuality } from '../training/model-quality.ts'
import { commentFor } from '../training/pull-request-comment.ts'
import { step } from './run-step.ts'

/** The action `wait`: follows a job that exists, whoever has created it. */
export function wait(world: World): Promise<void> {
  const { host, clock, fetch, workspace, interrupted } = world
  return step(world, WAIT_OUTPUTS, async (report, times) => {
    const inputs = await inputsOf(WaitInputs, host)
    const folder = await workspace.folder(inputs['results-dir'])
    report.resultsIn(await folder.create())
    host.saveState('job-id', inputs['job-id'])
    host.saveState('created', 'false')
    report.outputs({ 'job-id': inputs['job-id'] })
    report.comment = await commentFor(inputs, { jobId: inputs['job-id'] }, world)
    const connection = connectionOf(inputs, world)
    const reader = connect(connection, fetch, clock, interrupted)
    host.group('Training')
    const fate = await attend({
      ...times,
      jobId: inputs['job-id'],
      client: connect(connection, fetch, clock),
      reader,
      report,
      world,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? 'detach',
    })
    host.endGroup()
    if (fate.kind !== 'verdict') throw new Error(`nothing replaces a job here: ${fate.kind}`)
    const { job } = report
    if (job?.status === 'succeeded') await judgeQuality(job, inputs, { client: reader, report, world })
    return fate.verdict
  })
}
