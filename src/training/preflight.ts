import { ActionError } from '../errors.ts'
import { ApiError, mayPass } from '../http/errors.ts'
import { providerOf } from '../openai/provider.ts'
import type { Errand } from './job-coordinator.ts'
import { isModel } from './match-job.ts'
import { retryFor } from './retry-options.ts'

const ASK_MS = 10_000

/**
 * What a server of OpenAI's whole API tells before anything is uploaded: whether it accepts the grader, and how many
 * jobs may be trained. Only a grader that it refuses ends the run; whatever else goes wrong changes nothing.
 */
export async function preflight(errand: Errand): Promise<void> {
  const { plan, client, deps } = errand
  if (!providerOf(new URL(plan.connection.baseUrl).hostname).hasPreflight) return
  const { method } = plan.job
  if (method?.type === 'reinforcement')
    try {
      await retryFor(deps, ASK_MS)(() => client.validateGrader(method.grader, { limitMs: ASK_MS }))
    } catch (error) {
      if (deps.signal.aborted || !(error instanceof ActionError)) throw error
      if (error instanceof ApiError && error.refusal.fromApi && [400, 422].includes(error.refusal.status))
        throw new ActionError(`The server does not accept the grader: ${error.message}`, {
          hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
          cause: error,
        })
      if (mayPass(error)) deps.runner.info('The grader could not be checked by the server beforehand.')
    }
  await tellLimits(errand)
}

async function tellLimits({ plan, client, deps }: Errand): Promise<void> {
  try {
    const limits = await client.modelLimits({ limitMs: ASK_MS })
    const ours = limits.find(({ model }) => isModel(model, plan.job.model) || isModel(plan.job.model, model))
    const numbers = Object.entries(ours ?? {}).filter(([, value]) => typeof value === 'number')
    if (numbers.length > 0)
      deps.runner.info(
        `limits of ${plan.job.model}: ${numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ')}`,
      )
  } catch (error) {
    // Few servers have it, and it only informs.
    if (deps.signal.aborted || !(error instanceof ActionError)) throw error
  }
}
