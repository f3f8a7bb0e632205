import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { createClient } from '../openai/client.ts'
import { commandSentMessage } from '../report/log.ts'
import { CONTROL_OUTPUTS } from '../report/outputs.ts'
import { createConnection } from '../training/connection.ts'
import { changeJobStatus } from '../training/stop-job.ts'
import { runStep } from './run-step.ts'

/** Runs the action `control`: cancels, pauses or resumes a job. */
export function control(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, signal } = deps
  return runStep(deps, CONTROL_OUTPUTS, async (outputs) => {
    const { command, 'job-id': jobId, ...inputs } = await parseInputsOrThrow(inputSchemas.control, runner)
    outputs.set({ 'job-id': jobId })
    const client = createClient(createConnection(inputs, deps), fetch, clock, { signal })
    const { job, changed } = await changeJobStatus(client, jobId, command, deps, ({ status }) =>
      outputs.set({ status }),
    )
    runner.notice(
      changed
        ? commandSentMessage(command, job)
        : `Job ${jobId} is already ${job.status}: no command was sent.`,
    )
  })
}
