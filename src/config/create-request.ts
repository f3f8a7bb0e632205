import { omitNullish } from '../json.ts'
import type { JobSpec } from './job.ts'
import type { MethodSettings } from './method.ts'

/**
 * The body of `POST /fine_tuning/jobs`, with only the fields that the user set. The type has no fields that pass
 * through unchecked: unknown hyperparameters, extra fields of graders, the extra body.
 * Source: API reference, CreateFineTuningJobRequest.
 */
export interface CreateJobBody
  extends Pick<JobSpec, 'model' | 'suffix' | 'seed' | 'metadata' | 'integrations'> {
  training_file: string
  validation_file?: string
  method?: MethodField
}

/** The request's `method`, which has the settings under the name of its type. */
export type MethodField = {
  [M in MethodSettings as M['type']]: { type: M['type'] } & Partial<Record<M['type'], Omit<M, 'type'>>>
}[MethodSettings['type']]

/** Builds the JSON body that creates a job from uploaded files. */
export function buildCreateRequest(
  { model, method, suffix, seed, metadata, integrations, extraBody }: JobSpec,
  { training, validation }: { training: string; validation?: string },
): CreateJobBody {
  const settings = { method: method && buildMethodField(method), suffix, seed, metadata, integrations }
  return {
    model,
    training_file: training,
    ...omitNullish({ validation_file: validation, ...settings }),
    ...extraBody,
  }
}

function buildMethodField({ type, ...settings }: MethodSettings): MethodField {
  return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type }
}
