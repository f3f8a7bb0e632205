import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { commentMarker } from '../github/comment-marker.ts'
import { WAIT_OUTPUTS } from '../report/outputs.ts'
import { createClientsWithDeadline, createConnection } from '../training/connection.ts'
import { enforceQualityGate } from '../training/enforce-quality-gate.ts'
import { followToEnd } from '../training/follow-to-end.ts'
import { createPullRequestComment } from '../training/pull-request-comment.ts'
import { runTrainingStep } from './run-step.ts'

/** Runs the action `wait`: follows an existing job and evaluates the quality gate, whichever run created the job. */
export function wait(deps: Dependencies): Promise<void> {
  const { runner, workspace } = deps
  return runTrainingStep(deps, WAIT_OUTPUTS, async (reporter) => {
    const inputs = await parseInputsOrThrow(inputSchemas.wait, runner)
    const jobId = inputs['job-id']
    const directory = await workspace.prepareDirectory(inputs['results-dir'])
    reporter.openResults(await directory.create())
    runner.saveState('job-id', jobId)
    runner.saveState('created', 'false')
    reporter.setOutputs({ 'job-id': jobId })
    reporter.comment = createPullRequestComment(inputs, commentMarker({ jobId }), deps)
    const clients = createClientsWithDeadline(createConnection(inputs, deps), inputs.timeout, deps)
    runner.group('Training')
    const result = await followToEnd({
      ...clients,
      jobId,
      reporter,
      deps,
      inputs,
      onCancel: inputs['on-cancel'] ?? 'detach',
    })
    runner.endGroup()
    if (result.kind !== 'finished') throw new Error(`"wait" follows one job only: ${result.kind}`)
    await enforceQualityGate(inputs, { client: clients.cancellableClient, reporter, deps })
    return result.outcome
  })
}
