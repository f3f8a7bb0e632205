import { inputsOf, WaitInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { createClient } from '../openai/client.ts'
import { WAIT_OUTPUTS } from '../report/outputs.ts'
import { connectionOf } from '../training/connection.ts'
import { attend } from '../training/follow-to-end.ts'
import { judgeQuality } from '../training/model-quality.ts'
import { commentFor } from '../training/pull-request-comment.ts'
import { step } from './run-step.ts'

/** The action `wait`: follows a job that exists, whoever has created it. */
export function wait(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, workspace, signal } = deps
  return step(deps, WAIT_OUTPUTS, async (report, times) => {
    const inputs = await inputsOf(WaitInputs, runner)
    const folder = await workspace.prepareDirectory(inputs['results-dir'])
    report.resultsIn(await folder.create())
    runner.saveState('job-id', inputs['job-id'])
    runner.saveState('created', 'false')
    report.outputs({ 'job-id': inputs['job-id'] })
    report.comment = await commentFor(inputs, { jobId: inputs['job-id'] }, deps)
    const connection = connectionOf(inputs, deps)
    const reader = createClient(connection, fetch, clock, signal)
    runner.group('Training')
    const fate = await attend({
      ...times,
      jobId: inputs['job-id'],
      client: createClient(connection, fetch, clock),
      reader,
      report,
      world: deps,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? 'detach',
    })
    runner.endGroup()
    if (fate.kind !== 'verdict') throw new Error(`nothing replaces a job here: ${fate.kind}`)
    const { job } = report
    if (job?.status === 'succeeded') await judgeQuality(job, inputs, { client: reader, report, world: deps })
    return fate.verdict
  })
}
