import type { Dependencies } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, isRetryable } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { isSameModel } from '../openai/model.ts'
import type { TrainingPlan } from './plan.ts'
import { createRetry } from './retry-options.ts'

const PREFLIGHT_TIMEOUT_MS = 10_000

/**
 * Checks before the upload whether the server accepts the grader, and logs how many jobs it allows, on servers that
 * support this. Rejects only if the server rejects the grader; no other failure changes anything.
 */
export async function preflight(plan: TrainingPlan, client: Client, deps: Dependencies): Promise<void> {
  if (!client.provider.hasPreflight) return
  await checkGrader(plan, client, deps)
  await logModelLimits(plan, client, deps)
}

async function checkGrader(
  { job: { method } }: TrainingPlan,
  client: Client,
  deps: Dependencies,
): Promise<void> {
  if (method?.type !== 'reinforcement') return
  try {
    const retry = createRetry(deps, PREFLIGHT_TIMEOUT_MS)
    await retry(() => client.validateGrader(method.grader, { timeoutMs: PREFLIGHT_TIMEOUT_MS }))
  } catch (error) {
    rethrowUnexpected(error, deps.signal)
    if (error instanceof ApiError && error.isOwnError && [400, 422].includes(error.status))
      throw new ActionError(`The server does not accept the grader: ${error.message}`, {
        hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
        cause: error,
      })
    if (isRetryable(error)) deps.runner.info('The server could not check the grader before the upload.')
  }
}

async function logModelLimits(
  { job: { model } }: TrainingPlan,
  client: Client,
  { runner, signal }: Dependencies,
): Promise<void> {
  try {
    const limits = await client.getModelLimits({ timeoutMs: PREFLIGHT_TIMEOUT_MS })
    const own = limits.find((limit) => isSameModel(limit.model, model))
    const numbers = Object.entries(own ?? {}).filter(([, value]) => typeof value === 'number')
    if (numbers.length === 0) return
    const facts = numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
    runner.info(`limits of ${model}: ${facts.join(', ')}`)
  } catch (error) {
    // Few servers support this, and it only informs.
    rethrowUnexpected(error, signal)
  }
}
