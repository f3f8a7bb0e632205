import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { createClient } from '../openai/client.ts'
import { WAIT_OUTPUTS } from '../report/outputs.ts'
import { createConnection } from '../training/connection.ts'
import { enforceQualityGate } from '../training/enforce-quality-gate.ts'
import { followToEnd } from '../training/follow-to-end.ts'
import { createPullRequestComment } from '../training/pull-request-comment.ts'
import { runTrainingStep } from './run-step.ts'

/** Runs the action `wait`: follows an existing job and evaluates the quality gate, whichever run created the job. */
export function wait(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, workspace, signal, startedAt } = deps
  return runTrainingStep(deps, WAIT_OUTPUTS, async (reporter) => {
    const inputs = await parseInputsOrThrow(inputSchemas.wait, runner)
    const jobId = inputs['job-id']
    const directory = await workspace.prepareDirectory(inputs['results-dir'])
    reporter.openResults(await directory.create())
    runner.saveState('job-id', jobId)
    runner.saveState('created', 'false')
    reporter.setOutputs({ 'job-id': jobId })
    reporter.setComment(createPullRequestComment(inputs, { jobId }, deps))
    const connection = createConnection(inputs, deps)
    // A timeout of 0 still reads the job once.
    const deadline = inputs.timeout > 0 ? startedAt + inputs.timeout : Number.POSITIVE_INFINITY
    const cancellableClient = createClient(connection, fetch, clock, { signal, deadline })
    runner.group('Training')
    const result = await followToEnd({
      startedAt,
      jobId,
      client: createClient(connection, fetch, clock, { deadline }),
      cancellableClient,
      reporter,
      deps,
      timeoutMs: inputs.timeout,
      intervalMs: inputs['poll-interval'],
      onTimeout: inputs['on-timeout'],
      onCancel: inputs['on-cancel'] ?? 'detach',
    })
    runner.endGroup()
    if (result.kind !== 'finished') throw new Error(`"wait" follows one job only: ${result.kind}`)
    const { job } = reporter
    if (job?.status === 'succeeded')
      await enforceQualityGate(job, inputs, { client: cancellableClient, reporter, deps })
    return result.outcome
  })
}
