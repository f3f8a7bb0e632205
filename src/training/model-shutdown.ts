import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { count } from '../report/format.ts'
import { formatError } from '../report/format-error.ts'
import type { TrainingPlan } from './plan.ts'
import { retryFor } from './retry-options.ts'
import type { Report } from './run-reporter.ts'

const ASK_MS = 10_000
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Warns when the end of the base model is announced: the models that are trained from it end with it (OpenAI's
 * deprecations page). A Failure when that is nearer than it may be. A page that cannot be read changes nothing.
 */
export async function checkModelLife(
  { inputs, job }: TrainingPlan,
  client: Client,
  report: Report,
  deps: Dependencies,
): Promise<void> {
  const { runner, startedAt, signal } = deps
  const base = baseOf(job.model)
  const least = inputs['min-model-days']
  let date: string | undefined
  try {
    date = (await retryFor(deps, ASK_MS)(() => client.model(base, { limitMs: ASK_MS }))).shutdownDate
  } catch (error) {
    if (signal.aborted || !(error instanceof ActionError)) throw error
    if (least > 0)
      runner.warning(
        `It is not known when ${base} is shut down, so "min-model-days" says nothing: ${formatError(error)}`,
      )
    return
  }
  if (date === undefined) return
  report.outputs({ 'model-shutdown-date': date })
  const days = Math.ceil((Date.parse(date) - startedAt.getTime()) / DAY_MS)
  const when =
    days > 0 ? `will be shut down on ${date}, in ${count(days, 'day')}` : `was to be shut down on ${date}`
  const what = `The base model ${base} ${when}; models trained from it end with it.`
  if (least > 0 && days < least)
    throw new ActionError(what, {
      hint: `"min-model-days" asks for ${count(least, 'day')}. Train from a model that lasts longer.`,
    })
  runner.warning(what)
}

/** A fine-tuned model's name tells its base: `ft:base:org::id`, at Azure `base.ft-id`. */
function baseOf(model: string): string {
  const [, base] = /^ft:([^:]+)/.exec(model) ?? /^(.+)\.ft-/.exec(model) ?? []
  return base ?? model
}
