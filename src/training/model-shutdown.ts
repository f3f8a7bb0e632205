import { getBaseModel } from '../dataset/model.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError, rethrowUnexpected } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { formatCount } from '../report/format.ts'
import type { TrainingPlan } from './plan.ts'
import { createBestEffortRetry } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'

const MODEL_TIMEOUT_MS = 10_000
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Warns when the shutdown of the base model is announced: it takes the models trained from it along (OpenAI's
 * deprecations page). Rejects when it comes sooner than "min-model-days" allows.
 */
export async function checkModelShutdown(
  { inputs, job }: TrainingPlan,
  client: Client,
  reporter: RunReporter,
  deps: Dependencies,
): Promise<void> {
  const { runner, startDate, signal } = deps
  const model = getBaseModel(job.model)
  const minDays = inputs['min-model-days']
  let date: string | undefined
  try {
    const retry = createBestEffortRetry(deps, MODEL_TIMEOUT_MS)
    date = (await retry(() => client.getModel(model, { timeoutMs: MODEL_TIMEOUT_MS }))).shutdownDate
  } catch (error) {
    rethrowUnexpected(error, signal)
    if (minDays > 0)
      runner.warning(
        `Cannot check "min-model-days": the shutdown date of ${model} could not be read: ${formatError(error)}`,
      )
    return
  }
  if (date === undefined) return
  reporter.setOutputs({ 'model-shutdown-date': date })
  const days = Math.ceil((Date.parse(date) - startDate.getTime()) / DAY_MS)
  const when =
    days > 0
      ? `will be shut down on ${date}, in ${formatCount(days, 'day')}`
      : `was to be shut down on ${date}`
  const message = `The base model ${model} ${when}; models trained from it stop working with it.`
  if (minDays > 0 && days < minDays)
    throw new ActionError(message, {
      hint: `"min-model-days" requires ${formatCount(minDays, 'day')}. Train from a model that is available longer.`,
    })
  runner.warning(message)
}
