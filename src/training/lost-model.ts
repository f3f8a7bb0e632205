import { getBaseModel } from '../dataset/model.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { isNotFound } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { createRetry } from './retry-options.ts'

/** A model counts as gone only after responses that say so for this long. */
const GONE_AFTER_MS = 20_000
const POLL_MS = 5000
/** How long to retry one request: a server that cannot say whether a model exists must not hold up the step. */
const REQUEST_TIMEOUT_MS = 10_000

/** What finding out whether models still exist depends on. */
interface ModelOptions {
  client: Pick<Client, 'getModel'>
  deps: Dependencies
  /** The model that is trained: a server that knows it knows models at all. */
  model: string
}

/** Thrown when the models of all jobs for this work are gone: to train again costs money, which only the user may decide. */
export class LostModelError extends ActionError {
  constructor([first, ...others]: readonly [Job, ...Job[]]) {
    const further = others.length > 0 ? ` The same holds for ${others.map(({ id }) => id).join(', ')}.` : ''
    super(
      `Job ${first.id} has done this work, but its model ${first.fineTunedModel} does not exist any more, or this credential may not access it.${further} Nothing was created.`,
      { hint: 'To train again, and pay again, set "reuse: false" or another "seed".' },
    )
  }
}

/** Returns the first of these jobs, all of which have succeeded, whose model is not gone. */
export async function findJobWithModel<T extends { job: Job }>(
  candidates: readonly T[],
  options: ModelOptions,
): Promise<T | undefined> {
  const { clock, signal } = options.deps
  const start = clock.now()
  let knowsModels: Promise<boolean> | undefined
  /** Returns whether the server says now that the model of a job does not exist; any other failure proves nothing. */
  const isMissing = async ({ fineTunedModel: name }: Job) => {
    if (!name) return false
    const error = await requestModel(name, options)
    if (!isNotFound(error)) return false
    if (error.code === 'model_not_found') return true
    // Many servers have no page of a model at all.
    knowsModels ??= requestModel(getBaseModel(options.model), options).then((error) => !error)
    return knowsModels
  }
  for (;;) {
    for (const candidate of candidates) if (!(await isMissing(candidate.job))) return candidate
    if (candidates.length === 0 || clock.now() - start >= GONE_AFTER_MS) return undefined
    await clock.sleep(POLL_MS, signal)
  }
}

/** Returns the error of a request for a model, or nothing if the server has it. */
async function requestModel(name: string, { client, deps }: ModelOptions): Promise<ActionError | undefined> {
  try {
    await createRetry(deps, REQUEST_TIMEOUT_MS)(() => client.getModel(name))
    return undefined
  } catch (error) {
    rethrowUnexpected(error, deps.signal)
    return error
  }
}
