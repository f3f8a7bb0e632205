import { connect } from '../api/client.ts'
import { inputsOf, WaitInputs } from '../github/inputs.ts'
import { WAIT_OUTPUTS } from '../report/outputs.ts'
import { attend } from './attend.ts'
import { connectionOf } from './connection.ts'
import { step } from './step.ts'
import type { World } from './world.ts'

/** The action `wait`: follows a job that exists, whoever has created it. */
export function wait(world: World): Promise<void> {
  const { host, clock, fetch, workspace } = world
  return step(world, WAIT_OUTPUTS, async (report, times) => {
    const inputs = inputsOf(WaitInputs, host)
    const folder = await workspace.folder(inputs['results-dir'])
    report.resultsIn(await folder.create())
    host.saveState('job-id', inputs['job-id'])
    host.saveState('created', 'false')
    report.outputs({ 'job-id': inputs['job-id'] })
    host.group('Training')
    const fate = await attend({
      ...times,
      jobId: inputs['job-id'],
      client: connect(connectionOf(inputs, world), fetch, clock),
      report,
      world,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? 'detach',
    })
    host.endGroup()
    if (fate.kind !== 'verdict') throw new Error(`nothing replaces a job here: ${fate.kind}`)
    return fate.verdict
  })
}
